/** A small seeded generator (mulberry32): the same seed gives the same marketplace on every machine. */
export class Random {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** A float in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both possible. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('cannot pick from an empty list');
    return item;
  }

  /** Up to `count` different items, in list order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const chosen = new Set<number>();
    const wanted = Math.min(count, items.length);
    while (chosen.size < wanted) chosen.add(this.integer(0, items.length - 1));
    return items.filter((_, index) => chosen.has(index));
  }

  /** `length` decimal digits, the first one never 0. */
  digits(length: number): string {
    let text = String(this.integer(1, 9));
    while (text.length < length) text += String(this.integer(0, 9));
    return text;
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) text += this.integer(0, 15).toString(16);
    return text;
  }

  uuid(): string {
    const hex = this.hex(32);
    const variant = '89ab'[this.integer(0, 3)];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** An independent generator for one purpose, so that adding a draw in one place moves nothing elsewhere. */
  fork(purpose: string): Random {
    let hash = 2166136261;
    for (const character of purpose) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
    return new Random((hash ^ this.seed) >>> 0);
  }
}
