import { foldCode, foldSearch } from '../../shared/text/fold';

const LONGEST_TERM = 60;
const MOST_TERMS = 120;

/**
 * Words of a text as the index keeps them: folded, split at signs and between letters and digits. Measures are their
 * numbers, so that 50x90 finds 50×90 and 50 * 90.
 */
export function wordTerms(text: string): string[] {
  return (
    foldSearch(text)
      .replace(/(\d)\s*[x×*]\s*(?=\d)/g, '$1 ')
      .match(/\p{L}+|\p{N}+/gu) ?? []
  );
}

/** A code by its parts and whole without signs, so that HVL-5090, hvl5090 and 5090 all find it. */
export function codeTerms(code: string): string[] {
  const whole = wholeCode(code);
  return whole === '' ? [] : [whole, ...wordTerms(code)];
}

export function wholeCode(code: string): string {
  return foldSearch(foldCode(code)).replace(/[^\p{L}\p{N}]/gu, '');
}

export interface Searchable {
  readonly texts: readonly (string | null | undefined)[];
  readonly codes: readonly (string | null | undefined)[];
}

/** What the full-text index stores for a row; each term once. */
export function searchTerms(row: Searchable): string {
  const terms = new Set<string>();
  for (const code of row.codes)
    if (code) for (const term of codeTerms(code)) terms.add(term.slice(0, LONGEST_TERM));
  for (const text of row.texts) {
    if (!text) continue;
    for (const term of wordTerms(text)) {
      if (terms.size >= MOST_TERMS) break;
      terms.add(term.slice(0, LONGEST_TERM));
    }
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
