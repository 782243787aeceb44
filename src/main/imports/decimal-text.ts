/** What stands before the decimals of a number that can be read in two ways. */
export type DecimalSign = 'comma' | 'dot';

export type ReadDecimal =
  /** Digits with a dot before the decimals: "-1299.9". */
  | { readonly kind: 'value'; readonly decimal: string }
  /** Two readings; null = cannot be read that way. */
  | { readonly kind: 'ambiguous'; readonly comma: string | null; readonly dot: string | null }
  | { readonly kind: 'invalid' };

const INVALID: ReadDecimal = { kind: 'invalid' };
/** Before or after a number: blanks, signs of money, per cent. */
const AROUND = /^(?:[\s₺$€£%]|TL|TRY|USD|EUR|GBP)+|(?:[\s₺$€£%]|TL|TRY|USD|EUR|GBP)+$/gi;
const BLANK_GROUPS = /^([+-]?)(\d{1,3}(?:\s\d{3})+)([.,]\d+)?$/;
const GROUPED = { ',': /^\d{1,3}(?:,\d{3})+$/, '.': /^\d{1,3}(?:\.\d{3})+$/ } as const;

/**
 * Reads a number as people type it. "1.299,90", "1299.90" and "12,5" can only be meant one way; "1.299", "1,299" and "12.5" are asked
 * about, never guessed, since a price ten times too high sells nothing and one ten times too low sells everything.
 * @param sign what a person answered, else null
 */
export function readDecimal(text: string, sign: DecimalSign | null): ReadDecimal {
  const trimmed = text.slice(0, 80).replace(AROUND, '').replace(/^[−–]/, '-');
  const bare = BLANK_GROUPS.test(trimmed) ? trimmed.replace(/\s/g, '') : trimmed;
  const match = /^([+-]?)([\d.,]{1,40})$/.exec(bare);
  if (!match) return INVALID;
  const minus = match[1] === '-' ? '-' : '';
  const digits = match[2] ?? '';
  const readings = { comma: readAs(digits, ','), dot: readAs(digits, '.') };
  const signed = (value: string | null) => (value === null ? null : minus + value);
  if (!isDoubtful(digits)) {
    const only = readings.comma ?? readings.dot;
    return only === null ? INVALID : { kind: 'value', decimal: minus + only };
  }
  if (sign === null) return { kind: 'ambiguous', comma: signed(readings.comma), dot: signed(readings.dot) };
  const chosen = readings[sign];
  return chosen === null ? INVALID : { kind: 'value', decimal: minus + chosen };
}

/** One separator that could be of either kind, as Turkish and English disagree about it. */
function isDoubtful(digits: string): boolean {
  // "12.5" is no Turkish number, but what a person meant by it in a Turkish file is not known.
  if (/^[1-9]\d{0,2}\.\d{1,2}$/.test(digits)) return true;
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits);
}

/** The number when this sign stands before the decimals, or null. */
function readAs(digits: string, decimalSign: ',' | '.'): string | null {
  const groupSign = decimalSign === ',' ? '.' : ',';
  const parts = digits.split(decimalSign);
  const [whole = '', fraction] = parts;
  if (parts.length > 2 || fraction === '') return null;
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return null;
  const isPlain = /^\d+$/.test(whole);
  if (!isPlain && !GROUPED[groupSign].test(whole)) return null;
  const plain = whole.replaceAll(groupSign, '');
  return fraction === undefined ? plain : `${plain}.${fraction}`;
}

/** A number of a spreadsheet as decimal text; null = none that has a plain one. */
export function plainDecimal(value: number): string | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  // A spreadsheet keeps 0.1 + 0.2 as 0.30000000000000004.
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(12).replace(/\.?0+$/, '') : text;
}
