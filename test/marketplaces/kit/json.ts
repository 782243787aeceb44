const MARK = '\u0001raw:';
const MARKED = /"\\u0001raw:([-+0-9.eE]+)"/g;

/** A number written with exactly these digits (beyond 2^53, or with trailing zeros such as 19.90). */
export class RawNumber {
  constructor(readonly digits: string) {
    if (!/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(digits)) throw new Error(`not a JSON number: ${digits}`);
  }

  toJSON(): string {
    return `${MARK}${this.digits}`;
  }
}

/** JSON text in which RawNumber values appear as bare digits. No replacer: that would make pages slow. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.includes('\\u0001raw:') ? text.replace(MARKED, '$1') : text;
}

/** A request's body as JSON; undefined when it is none. */
export function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
