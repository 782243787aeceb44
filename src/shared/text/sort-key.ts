import { foldCase } from './fold';
import { letterTable } from './letter-table';

/** The Turkish alphabet with q, w and x where Turkish dictionaries put them. */
const ALPHABET = 'abcçdefgğhıijklmnoöpqrsştuüvwxyz';
const FIRST_RANK = 0x41;
const RANKS: ReadonlyMap<string, string> = new Map(
  [...ALPHABET].map((letter, index) => [letter, String.fromCharCode(FIRST_RANK + index)]),
);
const LONGEST_COUNTED = 15;
const KEY_LENGTH = 64;
const LONGEST_READ = 300;
/** Sorts after every letter, so that what has no text comes last. */
const NOTHING = '\uffff';

/**
 * Text whose plain byte order is the order a Turk expects (ç after c, ı before i, ş after s), so that an index can sort.
 * Numbers sort by value ("50" before "100"), signs and case do not count, other scripts come after Latin. At most 64
 * characters; longer texts that begin alike fall back to the caller's second key.
 */
export function sortKey(text: string | null | undefined): string {
  if (!text) return NOTHING;
  const read = text.slice(0, LONGEST_READ);
  const key = (latinKey(read) ?? keyOfAny(read)).trim().slice(0, KEY_LENGTH);
  return key === '' ? NOTHING : key;
}

function keyOfAny(text: string): string {
  let key = '';
  let digits = '';
  for (const letter of foldCase(text)) {
    if (letter >= '0' && letter <= '9') {
      digits += letter;
      continue;
    }
    if (digits !== '') {
      key += numberKey(digits);
      digits = '';
    }
    key += letterKey(letter);
    if (key.length >= KEY_LENGTH) break;
  }
  if (digits !== '') key += numberKey(digits);
  return key.replace(/ {2,}/g, ' ');
}

/** The same for Latin text by a table, without its folded form in between; undefined when a letter stands in no table. */
function latinKey(text: string): string | undefined {
  const codes: number[] = [];
  let counted = 0;
  for (let at = 0; at < text.length; at += 1) {
    const key = latinKeys[text.charCodeAt(at)];
    if (!key) return undefined;
    if (!isDigit(key)) {
      counted += 1;
      if (key !== BLANK || codes.at(-1) !== BLANK) codes.push(key);
      if (counted >= KEY_LENGTH) break;
      continue;
    }
    const from = at;
    while (isDigit(text.charCodeAt(at + 1))) at += 1;
    const number = numberKey(text.slice(from, at + 1));
    counted += number.length;
    for (let digit = 0; digit < number.length; digit += 1) codes.push(number.charCodeAt(digit));
  }
  return String.fromCharCode(...codes);
}

const BLANK = 0x20;

/** Beyond the end of a text there is none: NaN is in no range. */
function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function letterKey(letter: string): string {
  return RANKS.get(letter) ?? rarerKey(letter);
}

/** Letters of the Latin script by their base letter, other scripts as they are, signs as a blank, marks as nothing. */
function rarerKey(letter: string): string {
  if (letter === ' ') return ' ';
  if (/^\p{M}/u.test(letter)) return '';
  if (!/^\p{L}/u.test(letter)) return ' ';
  const plain = letter.normalize('NFD').replace(/\p{M}/gu, '');
  return RANKS.get(plain) ?? [...plain].map((one) => RANKS.get(one) ?? one).join('');
}

/** Length first, then the digits: a longer number is a larger one. */
function numberKey(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/, '');
  return String.fromCharCode(0x30 + Math.min(value.length, LONGEST_COUNTED)) + value;
}

/** Digits stand for themselves. */
const latinKeys = letterTable((letter) =>
  isDigit(letter.charCodeAt(0)) ? letter : [...foldCase(letter)].map(letterKey).join(''),
);
