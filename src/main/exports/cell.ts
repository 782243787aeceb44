import type { Money } from '../../shared/domain/money';

/** A value with its meaning, so that each file format can write it as what it is. */
export type Cell =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'money'; readonly value: Money }
  /** UTC epoch ms; written in Istanbul time. */
  | { readonly kind: 'time'; readonly value: number }
  | null;

export const text = (value: string | null): Cell => (value === null ? null : { kind: 'text', value });
export const number = (value: number | null): Cell => (value === null ? null : { kind: 'number', value });
export const money = (value: Money | null): Cell => (value === null ? null : { kind: 'money', value });
export const time = (value: number | null): Cell => (value === null ? null : { kind: 'time', value });

/** Turkey keeps UTC+3 all year since 2016. */
const ISTANBUL_OFFSET_MS = 3 * 3_600_000;

/** A Date whose UTC parts read as Istanbul's clock, as spreadsheets take times without a zone. */
export function istanbulClock(utcMs: number): Date {
  return new Date(utcMs + ISTANBUL_OFFSET_MS);
}

/** What opens a formula, also in the wide letters of Asian keyboards, behind blanks or signs that are not shown. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: spreadsheets skip them
const FORMULA = /^(?:[\s\u0000-\u001f\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;

/** Text a spreadsheet would run as a formula is marked as text. */
export function harmlessText(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value;
}
