import { type Money, minorDigits } from '../domain/money';
import { type Language, LOCALE_TAG } from './language';

/** Times on screen are Turkish times, wherever the computer stands. */
export const TIME_ZONE = 'Europe/Istanbul';

const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALE_TAG[language], options);
  numberFormats.set(key, made);
  return made;
}

function withMinus(negative: boolean, text: string): string {
  return negative ? MINUS + text : text;
}

/** Number with grouping: 12.400 / 12,400. `decimals` fixes the digits after the separator. */
export function formatNumber(value: number, language: Language, decimals?: number): string {
  const options =
    decimals === undefined
      ? { maximumFractionDigits: 3 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const magnitude = numberFormat(language, options).format(Math.abs(value));
  return withMinus(value < 0, magnitude);
}

/** Symbol of a currency, or its code where no symbol is in common use. */
export function currencySymbol(currency: string, language: Language): string {
  const parts = numberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/**
 * Money from integer minor units: "1.234,50 ₺" (no-break space, symbol after) in Turkish, "₺1,234.50" in English.
 * Built from parts because tr-TR itself puts the sign before the number, unlike the merchants' own panels.
 */
export function formatMoney(money: Money, language: Language): string {
  const amount = formatAmount(money, language);
  const symbol = currencySymbol(money.currency, language);
  if (language === 'tr') return withMinus(money.minor < 0, amount + NO_BREAK_SPACE + symbol);
  const gap = /^[A-Z]{3}$/.test(symbol) ? NO_BREAK_SPACE : '';
  return withMinus(money.minor < 0, symbol + gap + amount);
}

function formatAmount(money: Money, language: Language): string {
  const digits = minorDigits(money.currency);
  const text = String(Math.abs(money.minor)).padStart(digits + 1, '0');
  const whole = digits === 0 ? text : text.slice(0, -digits);
  const grouped = numberFormat(language, { maximumFractionDigits: 0 }).format(Number(whole));
  if (digits === 0) return grouped;
  return grouped + (language === 'tr' ? ',' : '.') + text.slice(-digits);
}

/** Percent from a fraction (0.2 → %20 / 20%). */
export function formatPercent(fraction: number, language: Language, decimals = 0): string {
  const digits = formatNumber(Math.abs(fraction) * 100, language, decimals);
  return withMinus(fraction < 0, language === 'tr' ? `%${digits}` : `${digits}%`);
}

interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

const dateParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function partsOf(epochMs: number): DateParts {
  const found: Record<string, string> = {};
  for (const part of dateParts.formatToParts(epochMs)) found[part.type] = part.value;
  const { day = '', month = '', year = '', hour = '', minute = '', second = '' } = found;
  return { day, month, year, hour, minute, second };
}

const ENGLISH_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Day: 24.11.2026 / 24 Nov 2026. */
export function formatDate(epochMs: number, language: Language): string {
  const { day, month, year } = partsOf(epochMs);
  if (language === 'tr') return `${day}.${month}.${year}`;
  return `${day} ${ENGLISH_MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** Day and time of a table: 24.11.2026 09:41 / 24 Nov 2026 09:41. */
export function formatDateTime(epochMs: number, language: Language): string {
  return `${formatDate(epochMs, language)} ${formatTime(epochMs)}`;
}

/** Time of a table: 09:41, or 09:41:02 with seconds. */
export function formatTime(epochMs: number, withSeconds = false): string {
  const { hour, minute, second } = partsOf(epochMs);
  return withSeconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/** Time inside a sentence: 09.52 in Turkish, 09:52 in English. */
export function formatClock(epochMs: number, language: Language): string {
  const { hour, minute } = partsOf(epochMs);
  return language === 'tr' ? `${hour}.${minute}` : `${hour}:${minute}`;
}

interface UnitWords {
  readonly millisecond: string;
  readonly second: string;
  readonly minute: string;
  readonly hour: string;
  readonly day: (count: number) => string;
  readonly ago: (amount: string) => string;
  readonly ahead: (amount: string) => string;
  readonly now: string;
}

const UNIT_WORDS: Readonly<Record<Language, UnitWords>> = {
  tr: {
    millisecond: 'ms',
    second: 'sn',
    minute: 'dk',
    hour: 'sa',
    day: () => 'gün',
    ago: (amount) => `${amount} önce`,
    ahead: (amount) => `${amount} sonra`,
    now: 'az önce',
  },
  en: {
    millisecond: 'ms',
    second: 's',
    minute: 'min',
    hour: 'h',
    day: (count) => (count === 1 ? 'day' : 'days'),
    ago: (amount) => `${amount} ago`,
    ahead: (amount) => `in ${amount}`,
    now: 'just now',
  },
};

/** A span of time in its two largest units: 84 ms, 41 sn, 9 dk 41 sn, 2 sa 5 dk, 1 gün 3 sa. */
export function formatDuration(milliseconds: number, language: Language): string {
  const words = UNIT_WORDS[language];
  const span = Math.abs(milliseconds);
  if (span < SECOND) return `${Math.round(span)} ${words.millisecond}`;
  if (span < MINUTE) return `${Math.floor(span / SECOND)} ${words.second}`;
  if (span < HOUR) return pair(span, MINUTE, words.minute, SECOND, words.second);
  if (span < DAY) return pair(span, HOUR, words.hour, MINUTE, words.minute);
  const days = Math.floor(span / DAY);
  return pair(span, DAY, words.day(days), HOUR, words.hour);
}

function pair(span: number, large: number, largeWord: string, small: number, smallWord: string): string {
  const count = Math.floor(span / large);
  const rest = Math.floor((span - count * large) / small);
  return rest === 0 ? `${count} ${largeWord}` : `${count} ${largeWord} ${rest} ${smallWord}`;
}

/** Largest unit only: what a data age needs (2 dk, 3 sa, 42 gün). */
export function formatAge(milliseconds: number, language: Language): string {
  const words = UNIT_WORDS[language];
  const span = Math.max(0, milliseconds);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} ${words.second}`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} ${words.minute}`;
  if (span < DAY) return `${Math.floor(span / HOUR)} ${words.hour}`;
  const days = Math.floor(span / DAY);
  return `${days} ${words.day(days)}`;
}

/** Relative under 24 hours ("3 dk önce", "14 sn sonra"), the day and time otherwise. */
export function formatRelative(epochMs: number, nowMs: number, language: Language): string {
  const words = UNIT_WORDS[language];
  const distance = epochMs - nowMs;
  if (Math.abs(distance) >= DAY) return formatDateTime(epochMs, language);
  if (Math.abs(distance) < SECOND) return words.now;
  const amount = formatAge(Math.abs(distance), language);
  return distance < 0 ? words.ago(amount) : words.ahead(amount);
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Size in decimal units: 133 kB, 4,1 GB. */
export function formatBytes(bytes: number, language: Language): string {
  let size = Math.max(0, bytes);
  let unit = 0;
  while (size >= 999.5 && unit < BYTE_UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const decimals = unit >= 2 && size < 10 ? 1 : 0;
  return `${formatNumber(size, language, decimals)}${NO_BREAK_SPACE}${BYTE_UNITS[unit]}`;
}

/** Badge count: above 999 it reads "999+". */
export function formatBadge(count: number): string {
  return count > 999 ? '999+' : String(count);
}
