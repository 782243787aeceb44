import type { AmbiguousNumber, ImportField } from '../../shared/contract/imports';
import { currencySchema } from '../../shared/domain/money';
import { MOST_PIECES } from '../../shared/domain/stock';
import { AppError, type WireError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import { type DecimalSign, plainDecimal, readDecimal } from './decimal-text';
import { isBlank, type RawCell, type TableRow } from './table';

export interface ColumnUse {
  readonly index: number;
  readonly header: string;
  readonly field: ImportField;
}

/** A cell of a column in use: its text, and a number's decimals with a dot. */
export interface ReadValue {
  readonly header: string;
  readonly text: string;
  readonly decimal: string | null;
}

export interface ReadRow {
  readonly row: number;
  /** Only cells that hold something. */
  readonly values: ReadonlyMap<ImportField, ReadValue>;
  readonly errors: readonly WireError[];
  readonly ambiguous: readonly AmbiguousNumber[];
}

const LONGEST_SHOWN = 60;
const EXAMPLES = {
  amount: '1299,90',
  pieces: '12',
  level: '12',
  rate: '20',
  currency: 'TRY',
  code: '8690000000012',
};
/** Text marked as text by an export, so that a spreadsheet does not run it. */
const MARKED = /^'(?=[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/** Reads the cells of the columns in use; each that cannot be read is an error of its own. */
export function readRow(
  { row, cells }: TableRow,
  columns: readonly ColumnUse[],
  sign: DecimalSign | null,
): ReadRow {
  const values = new Map<ImportField, ReadValue>();
  const errors: WireError[] = [];
  const ambiguous: AmbiguousNumber[] = [];
  for (const { index, header, field } of columns) {
    const cell = cells[index];
    if (cell === undefined || cell === null || isBlank(cell)) continue;
    const text = cellText(cell);
    const facts = { row, column: header, value: text.slice(0, LONGEST_SHOWN) };
    const fail = (code: ErrorCode, example: string) =>
      errors.push(new AppError(code, { facts: { ...facts, example } }).toWire());
    const kind = kindOf(field);
    if (kind === 'text' || kind === 'code') {
      if (isSpoilt(text, field)) fail('import.valueInvalid', textExample(field));
      else values.set(field, { header, text: tidy(text, field), decimal: null });
      continue;
    }
    const read = typeof cell === 'number' ? readNumber(cell) : readDecimal(text, sign);
    if (read.kind === 'ambiguous') {
      ambiguous.push({ column: header, row, text, comma: read.comma, dot: read.dot });
      fail('import.valueAmbiguous', EXAMPLES.amount);
    } else if (read.kind === 'invalid' || !fits(read.decimal, kind)) {
      fail('import.valueInvalid', EXAMPLES[kind]);
    } else {
      values.set(field, { header, text, decimal: read.decimal });
    }
  }
  return { row, values, errors, ambiguous };
}

/** The error of a value that was read and does not fit what it is for. */
export function invalidValue(row: number, { header, text }: ReadValue, example: string): WireError {
  const facts = { row, column: header, value: text.slice(0, LONGEST_SHOWN), example };
  return new AppError('import.valueInvalid', { facts }).toWire();
}

type ValueKind = 'text' | 'code' | 'amount' | 'rate' | 'pieces' | 'level';

function kindOf(field: ImportField): ValueKind {
  switch (field) {
    case 'title':
    case 'variantTitle':
    case 'brand':
    case 'currency':
      return 'text';
    case 'id':
    case 'barcode':
    case 'sku':
      return 'code';
    case 'price':
    case 'listPrice':
    case 'cost':
      return 'amount';
    case 'vatRate':
      return 'rate';
    case 'safety':
      return 'pieces';
    default:
      return 'level';
  }
}

function cellText(cell: RawCell): string {
  return typeof cell === 'number' ? (plainDecimal(cell) ?? String(cell)) : String(cell).trim();
}

function readNumber(cell: number): ReturnType<typeof readDecimal> {
  const decimal = plainDecimal(cell);
  return decimal === null ? { kind: 'invalid' } : { kind: 'value', decimal };
}

/** A price of nothing is a typing error; what is given away has no price at all. */
function fits(decimal: string, kind: 'amount' | 'rate' | 'pieces' | 'level'): boolean {
  const number = Number(decimal);
  switch (kind) {
    case 'amount':
      return number >= 0;
    case 'rate':
      // 0.2 from a cell shown as 20 % would be taken for a fifth of one per cent.
      return number === 0 || (number >= 1 && number <= 100);
    case 'pieces':
      return Number.isInteger(number) && number >= 0 && number <= MOST_PIECES;
    case 'level':
      // What is oversold stands below zero, and comes back so from an export.
      return Number.isInteger(number) && Math.abs(number) <= MOST_PIECES;
  }
}

/** What a spreadsheet has made of a long code (8,69E+12), its error (#N/A), or no currency. */
function isSpoilt(text: string, field: ImportField): boolean {
  if (
    /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|YOK|BAŞV!|DEĞER!|AD\?|SAYI\/0!|BOŞ!|SAYI!)$/.test(text)
  )
    return true;
  if (field === 'currency') return !currencySchema.safeParse(currencyOf(text)).success;
  if (field === 'id') return !/^\d{1,15}$/.test(text);
  return kindOf(field) === 'code' && /^\d[.,]\d+E\+?\d+$/i.test(text);
}

function tidy(text: string, field: ImportField): string {
  return field === 'currency' ? currencyOf(text) : text.replace(MARKED, '');
}

function currencyOf(text: string): string {
  const signs: Readonly<Record<string, string>> = { '₺': 'TRY', TL: 'TRY', $: 'USD', '€': 'EUR', '£': 'GBP' };
  // ASCII only, so no locale has a say.
  const code = text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
  return signs[code] ?? code;
}

function textExample(field: ImportField): string {
  if (field === 'currency') return EXAMPLES.currency;
  return field === 'id' ? '42' : EXAMPLES.code;
}
