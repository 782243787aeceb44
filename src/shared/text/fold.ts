import { byTable, letterTable } from './letter-table';

/**
 * Search folding for Turkish in two ranks. Rank one lower-cases as a Turk does (İ→i, I→ı); rank two also drops the
 * marks a hurried person leaves out, so that "sise" finds "Şişe" and "isparta" finds "ISPARTA".
 */
const RANK_TWO: Readonly<Record<string, string>> = {
  ı: 'i',
  ş: 's',
  ğ: 'g',
  ü: 'u',
  ö: 'o',
  ç: 'c',
  â: 'a',
  î: 'i',
  û: 'u',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const ASCII = /^[\x00-\x7f]*$/;

/** Turkish lower case, composed; the first rank. */
export function foldCase(text: string): string {
  if (ASCII.test(text)) return text.replace(/I/g, 'ı').toLowerCase();
  return byTable(text, lowerLetters) ?? foldCaseOfAny(text);
}

function foldCaseOfAny(text: string): string {
  const composed = text.normalize('NFC').replace(/[Iİ]/g, (letter) => (letter === 'I' ? 'ı' : 'i'));
  return composed.toLowerCase().normalize('NFC');
}

/** The second rank: what the full-text index, the grids and the palette compare. Length may differ from the input. */
export function foldSearch(text: string): string {
  return byTable(text, plainLetters) ?? foldSearchOfAny(text);
}

function foldSearchOfAny(text: string): string {
  const plain = foldCaseOfAny(text).replace(/[ışğüöçâîû]/g, (letter) => RANK_TWO[letter] ?? letter);
  // Nearly always: then there is no mark left to take away.
  return ASCII.test(plain) ? plain : plain.normalize('NFD').replace(/\p{M}/gu, '');
}

const lowerLetters = letterTable(foldCaseOfAny);
const plainLetters = letterTable(foldSearchOfAny);

/** Codes (SKU, barcode, ids) are compared without a locale and without blanks and dashes. */
export function foldCode(code: string): string {
  return code.toLowerCase().replace(/[\s-]/g, '');
}
