/**
 * Remembers the answers of recent filters over data that changes, so that the next page of a large list costs
 * nothing. Whatever was remembered is dropped when the data's version moves on.
 */
export class SelectionCache<Item> {
  private readonly kept = new Map<string, readonly Item[]>();
  private version = -1;

  get(version: number, key: string, select: () => readonly Item[]): readonly Item[] {
    if (version !== this.version) {
      this.kept.clear();
      this.version = version;
    }
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    if (this.kept.size >= 32) this.kept.clear();
    const selected = select();
    this.kept.set(key, selected);
    return selected;
  }
}

/** Index of the first item for which `isAfter` holds, in a list where it holds for a tail. */
export function firstAfter<Item>(items: readonly Item[], isAfter: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && isAfter(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
