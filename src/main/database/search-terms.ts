import { foldCode, foldSearch } from '../../shared/text/fold';

const LONGEST_TERM = 60;
const MOST_TERMS = 150;

/**
 * Words of a text as the index keeps them: folded, split at signs and between letters and digits. Measures are their
 * numbers, so that 50x90 finds 50×90 and 50 * 90.
 */
export function wordTerms(text: string): string[] {
  const folded = foldSearch(text).replace(/(\d)\s*[x×*]\s*(?=\d)/g, '$1 ');
  return folded.match(PLAIN.test(folded) ? /[a-z]+|\d+/g : /\p{L}+|\p{N}+/gu) ?? [];
}

/** A code without signs, folded: HVL-5090 and hvl 5090 are one. */
export function wholeCode(code: string): string {
  if (PLAIN.test(code)) return code.toLowerCase().replace(/[^a-z0-9]/g, '');
  return foldSearch(foldCode(code)).replace(/[^\p{L}\p{N}]/gu, '');
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const PLAIN = /^[\x00-\x7f]*$/;

export interface Searchable {
  readonly texts: readonly (string | null | undefined)[];
  readonly codes: readonly (string | null | undefined)[];
}

/** What the full-text index stores for a row, each term once: codes whole and by their parts, then the words of the texts. */
export function searchTerms({ texts, codes }: Searchable): string {
  const terms = new Set<string>();
  const pieces: string[] = [];
  for (const code of new Set(codes)) {
    if (!code) continue;
    const whole = wholeCode(code);
    if (whole !== '') terms.add(whole.slice(0, LONGEST_TERM));
    pieces.push(code);
  }
  for (const text of texts) if (text) pieces.push(text);
  // Folded in one go; the bar keeps the end of one piece from reading on into the next.
  for (const term of wordTerms(pieces.join(' | '))) {
    if (terms.size >= MOST_TERMS) break;
    terms.add(term.slice(0, LONGEST_TERM));
  }
  return [...terms].join(' ');
}

/**
 * The full-text query for what a person typed: every word must begin a word of the row, or the whole without blanks and
 * signs begins one of its codes. Null when nothing searchable was typed.
 */
export function searchExpression(typed: string): string | null {
  const words = wordTerms(typed);
  if (words.length === 0) return null;
  const all = words.map(prefix).join(' AND ');
  const whole = wholeCode(typed);
  const mayBeCode = words.length > 1 && /\p{N}/u.test(whole);
  return mayBeCode ? `(${all}) OR ${prefix(whole)}` : all;
}

const prefix = (term: string) => `"${term.slice(0, LONGEST_TERM)}"*`;
