import { foldCase } from './fold';

/** The Turkish alphabet with q, w and x where Turkish dictionaries put them. */
const ALPHABET = 'abcçdefgğhıijklmnoöpqrsştuüvwxyz';
const FIRST_RANK = 0x41;
const RANKS: ReadonlyMap<string, string> = new Map(
  [...ALPHABET].map((letter, index) => [letter, String.fromCharCode(FIRST_RANK + index)]),
);
const LONGEST_COUNTED = 15;
const KEY_LENGTH = 64;
/** Sorts after every letter, so that what has no text comes last. */
const NOTHING = '\uffff';

/**
 * Text whose plain byte order is the order a Turk expects (ç after c, ı before i, ş after s), so that an index can sort.
 * Numbers sort by value ("50" before "100"), signs and case do not count, other scripts come after Latin. At most 64
 * characters; longer texts that begin alike fall back to the caller's second key.
 */
export function sortKey(text: string | null | undefined): string {
  if (!text) return NOTHING;
  let key = '';
  for (const [token] of foldCase(text).matchAll(/\p{L}\p{M}*|\d+|[^\p{L}\d]+/gu)) {
    key += tokenKey(token);
    if (key.length >= KEY_LENGTH) break;
  }
  key = key.trim().slice(0, KEY_LENGTH);
  return key === '' ? NOTHING : key;
}

function tokenKey(token: string): string {
  const first = token.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return numberKey(token);
  const rank = RANKS.get(token);
  if (rank !== undefined) return rank;
  if (!/^\p{L}/u.test(token)) return ' ';
  const plain = token.normalize('NFD').replace(/\p{M}/gu, '');
  return RANKS.get(plain) ?? [...plain].map((letter) => RANKS.get(letter) ?? letter).join('');
}

/** Length first, then the digits: a longer number is a larger one. */
function numberKey(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/, '');
  return String.fromCharCode(0x30 + Math.min(value.length, LONGEST_COUNTED)) + value;
}
