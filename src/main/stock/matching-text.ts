import { foldSearch } from '../../shared/text/fold';

/** How many pieces a title sells at once, and whether it calls them a set. */
export interface PackSize {
  readonly pieces: number;
  readonly set: boolean;
}

const WORDS: Readonly<Record<string, number>> = {
  ikili: 2,
  uclu: 3,
  dortlu: 4,
  besli: 5,
  altili: 6,
  onlu: 10,
};
const COUNTED = /(?<![\p{L}\p{N}.,])(\d{1,4})\s*['’]?\s*(?:li|lu|adet|ad|parca|paket)(?!\p{L})/u;
const TIMES = /(?<![\p{L}\p{N}.,])(?:(\d{1,3})\s*x|x\s*(\d{1,3}))(?![\p{L}\p{N}])(?!\s*\d)/u;

/** "2'li", "3 lü", "6 adet", "x2", "üçlü" and "set" in a title; one piece when it says nothing. */
export function packSizeOf(title: string | null): PackSize {
  const folded = foldSearch(title ?? '');
  const words = folded.match(/\p{L}+/gu) ?? [];
  const spelt = words.map((word) => WORDS[word]).find((number) => number !== undefined);
  const counted = COUNTED.exec(folded);
  const times = TIMES.exec(folded);
  const number = counted?.[1] ?? times?.[1] ?? times?.[2];
  const pieces = number === undefined ? (spelt ?? 1) : Number(number);
  return { pieces: Math.max(pieces, 1), set: words.some((word) => word === 'set' || word === 'seti') };
}

export function samePack(a: string | null, b: string | null): boolean {
  const first = packSizeOf(a);
  const second = packSizeOf(b);
  return first.pieces === second.pieces && first.set === second.set;
}

/** The words of a title as the search folds them, each once. */
export function titleWords(title: string | null): ReadonlySet<string> {
  return new Set(foldSearch(title ?? '').match(/\p{L}{2,}|\p{N}+/gu) ?? []);
}

/** Common words over all words of both: 0 nothing in common, 1 the same words. */
export function titleOverlap(a: string | null, b: string | null): number {
  const first = titleWords(a);
  const second = titleWords(b);
  if (first.size === 0 || second.size === 0) return 0;
  const common = [...first].filter((word) => second.has(word)).length;
  return common / (first.size + second.size - common);
}
