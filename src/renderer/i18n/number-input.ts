import { type Money, minorDigits } from '../../shared/domain/money';
import type { Language } from '../../shared/wording/language';

/** What a typed number was understood as, or why it was refused; the sentences are common.json `number.*`. */
export type NumberReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly text: string; readonly value: number }
  | { readonly kind: 'refused'; readonly reason: 'useComma' | 'notANumber' | 'tooManyDecimals' };

const MAX_DIGITS = 15;

/**
 * Reads a typed or pasted number in the writing of the language. Turkish: "." groups, "," is the decimal sign. A dot that
 * looks like a decimal sign ("12.5") is refused instead of being read as 125, ten times the price.
 * `text` is the plain decimal with a dot.
 */
export function readNumber(input: string, language: Language, maxDecimals: number): NumberReading {
  const cleaned = input.replace(/[\s\u00a0\u202f]/g, '').replace(/\u2212/g, '-');
  if (cleaned === '') return { kind: 'empty' };
  const decimalSign = language === 'tr' ? ',' : '.';
  const groupSign = language === 'tr' ? '.' : ',';
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(cleaned)) return { kind: 'refused', reason: 'notANumber' };
  const negative = cleaned.startsWith('-');
  const body = negative ? cleaned.slice(1) : cleaned;
  const pieces = body.split(decimalSign);
  if (pieces.length > 2) return { kind: 'refused', reason: 'useComma' };
  const [whole = '', fraction = ''] = pieces;
  if (fraction.includes(groupSign) || !groupsAreWhole(whole, groupSign))
    return { kind: 'refused', reason: 'useComma' };
  if (pieces.length === 2 && fraction === '') return { kind: 'refused', reason: 'notANumber' };
  const digits = whole.replaceAll(groupSign, '');
  if (fraction.length > maxDecimals) return { kind: 'refused', reason: 'tooManyDecimals' };
  if (digits.length + fraction.length > MAX_DIGITS) return { kind: 'refused', reason: 'notANumber' };
  const text = `${negative ? '-' : ''}${digits === '' ? '0' : digits}${fraction === '' ? '' : `.${fraction}`}`;
  return { kind: 'value', text, value: Number(text) };
}

/** True when group signs, if any, part the digits by exactly three. */
function groupsAreWhole(whole: string, groupSign: string): boolean {
  if (!whole.includes(groupSign)) return true;
  const [head = '', ...groups] = whole.split(groupSign);
  return head.length >= 1 && head.length <= 3 && groups.every((group) => group.length === 3);
}

/** Text of a plain decimal for an input: the decimal sign of the language, no grouping. */
export function writeNumber(plainDecimal: string, language: Language): string {
  return language === 'tr' ? plainDecimal.replace('.', ',') : plainDecimal;
}

/** Minor units of a reading; undefined when the amount has no exact place in the currency. */
export function readingToMoney(text: string, currency: string): Money | undefined {
  const digits = minorDigits(currency);
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  if (fraction.length > digits) return undefined;
  const minor = Number(whole + fraction.padEnd(digits, '0'));
  if (!Number.isSafeInteger(minor)) return undefined;
  return { minor: negative && minor !== 0 ? -minor : minor, currency };
}
