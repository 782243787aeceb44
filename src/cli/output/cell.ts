import { type Money, minorDigits, moneyToDecimal } from '../../shared/domain/money';
import { formatDateTime, formatMoney, formatNumber } from '../../shared/wording/format';
import type { Language } from '../../shared/wording/language';
import type { Bilingual } from '../words/bilingual';

/** What stands in a table: a person reads it in their language, a program as it is. */
export type Cell =
  | null
  | string
  | number
  | boolean
  | { readonly kind: 'money'; readonly money: Money }
  | { readonly kind: 'time'; readonly at: number }
  | { readonly kind: 'word'; readonly code: string; readonly word: Bilingual };

const YES: Bilingual = { tr: 'Evet', en: 'Yes' };
const NO: Bilingual = { tr: 'Hayır', en: 'No' };

export function moneyCell(minor: number | null, currency: string | null): Cell {
  return minor === null || currency === null ? null : { kind: 'money', money: { minor, currency } };
}

/** From an amount in major units. */
export function amountCell(amount: number | null, currency: string | null): Cell {
  if (amount === null || currency === null) return amount;
  return moneyCell(Math.round(amount * 10 ** minorDigits(currency)), currency);
}

export function timeCell(iso: string | null): Cell {
  const at = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? null : { kind: 'time', at };
}

/** A word that is not known, of a newer Kervan, is shown as it came. */
export function wordCell(words: Readonly<Record<string, Bilingual>>, code: string | null): Cell {
  const word = code !== null && Object.hasOwn(words, code) ? words[code] : undefined;
  return code === null || word === undefined ? code : { kind: 'word', code, word };
}

/** For a person at a terminal. */
export function shownCell(cell: Cell, language: Language): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return harmless(cell);
  if (typeof cell === 'number') return formatNumber(cell, language);
  if (typeof cell === 'boolean') return (cell ? YES : NO)[language];
  switch (cell.kind) {
    case 'money':
      return formatMoney(cell.money, language);
    case 'time':
      return formatDateTime(cell.at, language);
    case 'word':
      return cell.word[language];
  }
}

/** For a program behind a pipe: the same in every language. */
export function plainCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return harmless(cell);
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  switch (cell.kind) {
    case 'money':
      return `${moneyToDecimal(cell.money)} ${cell.money.currency}`;
    case 'time':
      return new Date(cell.at).toISOString();
    case 'word':
      return cell.code;
  }
}

/** A title from a channel must not move the cursor, colour the terminal or turn the direction of writing. */
export function harmless(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}
