import { z } from 'zod';

/** ISO 4217 code, upper case. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/);

/** An amount in integer minor units (kuruş, cent) of `currency`. */
export const moneySchema = z.object({ minor: z.int(), currency: currencySchema });
export type Money = z.infer<typeof moneySchema>;

const NO_DECIMALS = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'ISK',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'UGX',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
]);
const THREE_DECIMALS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/** Digits after the point in the currency's minor unit. */
export function minorDigits(currency: string): number {
  if (NO_DECIMALS.has(currency)) return 0;
  if (THREE_DECIMALS.has(currency)) return 3;
  return 2;
}

const PLAIN_DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{1,30}))?$/;

/**
 * Reads a decimal in major units with a dot ("1234.5", 1234.5) into minor units, rounding half away from zero.
 * Digits are handled as text, so 1.005 becomes 1.01 and not 1.00. Returns undefined for anything that is not a plain decimal
 * or does not fit a safe integer: the caller decides whether that is a bad record.
 */
export function parseMoney(value: string | number, currency: string): Money | undefined {
  const text = typeof value === 'number' ? numberAsDecimal(value) : value.trim();
  if (text === undefined) return undefined;
  const match = PLAIN_DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const digits = minorDigits(currency);
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  const roundUp = (fraction[digits] ?? '0') >= '5';
  const magnitude = Number(whole + kept) + (roundUp ? 1 : 0);
  if (!Number.isSafeInteger(magnitude)) return undefined;
  return { minor: sign === '-' && magnitude !== 0 ? -magnitude : magnitude, currency };
}

function numberAsDecimal(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const text = String(value);
  return text.includes('e') ? value.toFixed(20) : text;
}

/** Adds amounts of one currency; undefined when the list is empty or currencies differ. */
export function sumMoney(amounts: readonly Money[]): Money | undefined {
  const [first] = amounts;
  if (!first) return undefined;
  let minor = 0;
  for (const amount of amounts) {
    if (amount.currency !== first.currency) return undefined;
    minor += amount.minor;
  }
  return { minor, currency: first.currency };
}

/** Major-unit decimal text with a dot, for exports and the API: 1234.50. */
export function moneyToDecimal(money: Money): string {
  const digits = minorDigits(money.currency);
  const sign = money.minor < 0 ? '-' : '';
  const text = String(Math.abs(money.minor)).padStart(digits + 1, '0');
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
