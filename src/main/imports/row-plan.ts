import {
  type ImportChange,
  type ImportField,
  type ImportRowKind,
  type ImportValue,
  isStockField,
  warehouseOf,
} from '../../shared/contract/imports';
import { type VariantId, variantIdSchema, type WarehouseId } from '../../shared/domain/ids';
import { minorDigits, parseMoney } from '../../shared/domain/money';
import { AppError, type WireError } from '../../shared/errors/app-error';
import {
  BLANK_VARIANT,
  type StockReader,
  type StoredVariant,
  type VariantData,
  type VariantsReader,
} from '../database';
import { gtinOf, gtinSpellings } from '../stock/matching-barcode';
import { type CountedPieces, pick } from '../stock/variant-edits';
import { checkVariant, codeTakenBy, MOST_MINOR } from '../stock/variant-edits-check';
import { invalidValue, type ReadRow, type ReadValue } from './row-values';

export interface PlanContext {
  readonly variants: Pick<VariantsReader, 'find' | 'byBarcode' | 'bySku'>;
  readonly stock: Pick<StockReader, 'levels'>;
  readonly unknown: 'create' | 'refuse';
  readonly headings: ReadonlyMap<ImportField, string>;
  /** Rows of the file by the product they speak of. */
  readonly met: Map<string, number>;
}

/** What a row comes to: `change` and `counts` are applied, `changes` are shown. */
export interface RowPlan {
  readonly kind: ImportRowKind;
  readonly variantId: VariantId | null;
  readonly title: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly change: Partial<VariantData>;
  /** The same fields as they were when looked at. */
  readonly seen: Partial<VariantData>;
  readonly counts: readonly CountedPieces[];
  readonly changes: readonly ImportChange[];
  readonly errors: readonly WireError[];
}

/** From this factor on a price is taken for a slip of the decimals until a person says otherwise. */
const JUMP = 50;
const AMOUNTS = [
  ['price', 'basePriceMinor'],
  ['listPrice', 'baseListPriceMinor'],
  ['cost', 'costMinor'],
] as const;
const TEXTS = ['title', 'variantTitle', 'sku', 'barcode', 'brand', 'currency'] as const;

export function planRow(read: ReadRow, context: PlanContext): RowPlan {
  const found = findVariant(read, context);
  if (found instanceof AppError) return bad(read, null, [found.toWire(), ...read.errors]);
  const missing = found === null ? missingForNew(read, context) : null;
  const twice = metBefore(read, found, context);
  const refusals = [missing, twice].flatMap((error) => (error === null ? [] : [error.toWire()]));
  if (refusals.length > 0 || read.errors.length > 0) return bad(read, found, [...refusals, ...read.errors]);

  const before: VariantData = found ?? BLANK_VARIANT;
  const { change, errors } = changeOf(read, before);
  const own = { id: found?.id ?? null, title: change.title ?? before.title };
  const problem =
    checkVariant({ ...before, ...change }, change) ?? codeTakenBy(context.variants, change, own);
  if (problem !== null) errors.push(problem.toWire());
  if (errors.length > 0) return bad(read, found, errors);

  const stock = countsOf(read, found, context);
  if (stock.errors.length > 0) return bad(read, found, stock.errors);
  const changes = [...shownChanges(read, before, change, found), ...stock.changes];
  const jump = jumpOf(read, before, change);
  return {
    kind: kindOf(found, changes.length, jump),
    ...labelOf(read, found),
    change,
    seen: found === null ? {} : pick(before, change),
    counts: stock.counts,
    changes,
    errors: jump === null ? [] : [jump.toWire()],
  };
}

function kindOf(found: StoredVariant | null, changes: number, jump: AppError | null): ImportRowKind {
  if (found === null) return 'new';
  if (changes === 0) return 'same';
  return jump === null ? 'changed' : 'warned';
}

/** By Kervan's own number, else by barcode in any spelling, else by stock code; null = not known. */
function findVariant({ row, values }: ReadRow, { variants }: PlanContext): StoredVariant | AppError | null {
  const id = values.get('id')?.text;
  const barcode = values.get('barcode')?.text;
  const sku = values.get('sku')?.text;
  if (id !== undefined) {
    const found = variants.find(variantIdSchema.parse(id));
    if (found !== null && found.deletedAt === null) return found;
    return new AppError('import.unknownRow', { facts: { row, sku: sku ?? barcode ?? id } });
  }
  const gtin = gtinOf(barcode ?? null);
  const spellings = gtin === null ? [barcode] : gtinSpellings(gtin);
  const byBarcode = spellings.flatMap((one) => (one === undefined ? [] : variants.byBarcode(one)));
  const bySku = sku === undefined ? [] : variants.bySku(sku);
  const both = byBarcode.filter(({ id: one }) => bySku.some((other) => other.id === one));
  const candidates = both.length > 0 ? both : byBarcode.length > 0 ? byBarcode : bySku;
  const [only] = candidates;
  if (candidates.length > 1)
    return new AppError('import.ambiguousRow', { facts: { row, sku: sku ?? barcode ?? '' } });
  return only ?? null;
}

function missingForNew({ row, values }: ReadRow, { unknown, headings }: PlanContext): AppError | null {
  const sku = values.get('sku')?.text ?? values.get('barcode')?.text ?? null;
  if (unknown === 'refuse' || sku === null) return new AppError('import.unknownRow', { facts: { row, sku } });
  if (values.has('title')) return null;
  return new AppError('import.valueMissing', { facts: { row, column: headings.get('title') ?? 'title' } });
}

function metBefore(read: ReadRow, found: StoredVariant | null, { met }: PlanContext): AppError | null {
  const codes = [read.values.get('barcode')?.text, read.values.get('sku')?.text].filter(
    (code) => code !== undefined,
  );
  const keys = found === null ? codes.map((code) => `new/${code.toLowerCase()}`) : [`variant/${found.id}`];
  const first = keys.map((key) => met.get(key)).find((row) => row !== undefined);
  for (const key of keys) if (!met.has(key)) met.set(key, read.row);
  if (first === undefined) return null;
  const sku = found?.sku ?? found?.barcode ?? codes[0] ?? found?.title ?? '';
  return new AppError('import.duplicateRow', { facts: { row: read.row, sku, first } });
}

function changeOf(read: ReadRow, before: VariantData) {
  const errors: WireError[] = [];
  const change: { -readonly [Field in keyof VariantData]?: VariantData[Field] } = {};
  for (const field of TEXTS) {
    const text = read.values.get(field)?.text;
    if (text !== undefined && !isSameText(text, before[field]) && !isSameBarcode(field, text, before))
      change[field] = text;
  }
  const currency = change.currency ?? before.currency;
  for (const [field, target] of AMOUNTS) {
    const value = read.values.get(field);
    if (value === undefined) continue;
    const minor = minorOf(value, currency, field !== 'cost');
    if (minor === null) errors.push(invalidValue(read.row, value, '1299,90'));
    else if (minor !== before[target]) change[target] = minor;
  }
  const vatRate = numberOf(read, 'vatRate');
  if (vatRate !== null && vatRate !== before.vatRate) change.vatRate = vatRate;
  const safety = numberOf(read, 'safety');
  if (safety !== null && safety !== before.safety) change.safety = safety;
  return { change, errors };
}

/** Blanks around a text and how its lines end are a file's own doing. */
function isSameText(text: string, before: string | null): boolean {
  return before !== null && text.replace(/\r\n?/g, '\n') === before.trim().replace(/\r\n?/g, '\n');
}

/** The same item number in another length is no change. */
function isSameBarcode(field: string, text: string, { barcode }: VariantData): boolean {
  const gtin = field === 'barcode' ? gtinOf(text) : null;
  return gtin !== null && gtin === gtinOf(barcode);
}

/** Null for what is no amount of this currency: too many decimals, nothing, or far too much. */
function minorOf({ decimal }: ReadValue, currency: string, mayNotBeZero: boolean): number | null {
  if (decimal === null) return null;
  const [, fraction = ''] = decimal.split('.');
  if (fraction.replace(/0+$/, '').length > minorDigits(currency)) return null;
  const minor = parseMoney(decimal, currency)?.minor ?? null;
  if (minor === null || minor < 0 || minor > MOST_MINOR || (mayNotBeZero && minor === 0)) return null;
  return minor;
}

function numberOf(read: ReadRow, field: ImportField): number | null {
  const decimal = read.values.get(field)?.decimal ?? null;
  return decimal === null ? null : Number(decimal);
}

/** Counted pieces by warehouse that are not what lies there. */
function countsOf(read: ReadRow, found: StoredVariant | null, { stock }: PlanContext) {
  const counts: CountedPieces[] = [];
  const changes: ImportChange[] = [];
  const errors: WireError[] = [];
  for (const [field, value] of read.values) {
    if (!isStockField(field) || !field.startsWith('stock:')) continue;
    const onHand = numberOf(read, field);
    if (onHand === null) continue;
    const warehouseId = warehouseOf(field);
    const level = levelOf(found, warehouseId, stock);
    const isOpen = found !== null && found.openedAt !== null;
    // With what lay there when the file was written, only the difference counts.
    const expected = isOpen ? (numberOf(read, `stockBefore:${warehouseId}`) ?? level) : level;
    if (isOpen && onHand === expected) continue;
    if (onHand < 0) {
      errors.push(invalidValue(read.row, value, '12'));
      continue;
    }
    counts.push(isOpen ? { warehouseId, onHand, expected } : { warehouseId, onHand });
    const after = level + onHand - expected;
    changes.push({ field, old: isOpen ? count(level) : null, new: count(after) });
  }
  return { counts, changes, errors };
}

function levelOf(
  found: StoredVariant | null,
  warehouseId: WarehouseId,
  stock: Pick<StockReader, 'levels'>,
): number {
  if (found === null) return 0;
  return stock.levels(found.id).find((one) => one.warehouseId === warehouseId)?.onHand ?? 0;
}

const count = (value: number): ImportValue => ({ kind: 'number', value });

function shownChanges(
  read: ReadRow,
  before: VariantData,
  change: Partial<VariantData>,
  found: StoredVariant | null,
): ImportChange[] {
  const currency = change.currency ?? before.currency;
  const shown: ImportChange[] = [];
  const put = (field: ImportField, old: ImportValue | null, next: ImportValue | null) =>
    shown.push({ field, old: found === null ? null : old, new: next });
  for (const field of TEXTS) {
    if (change[field] === undefined) continue;
    put(field, text(before[field]), text(change[field] ?? null));
  }
  for (const [field, target] of AMOUNTS) {
    if (change[target] === undefined) continue;
    put(field, money(before[target], before.currency), money(change[target] ?? null, currency));
  }
  for (const field of ['vatRate', 'safety'] as const) {
    if (change[field] === undefined) continue;
    const old = before[field];
    put(field, old === null ? null : count(old), count(change[field] ?? 0));
  }
  return shown.filter(({ field }) => read.values.has(field));
}

const text = (value: string | null): ImportValue | null =>
  value === null || value === '' ? null : { kind: 'text', text: value };
const money = (minor: number | null, currency: string): ImportValue | null =>
  minor === null ? null : { kind: 'money', minor, currency };

function jumpOf(read: ReadRow, before: VariantData, change: Partial<VariantData>): AppError | null {
  const old = before.basePriceMinor;
  const next = change.basePriceMinor;
  const currency = change.currency ?? before.currency;
  if (old === null || old === 0 || next === undefined || next === null || currency !== before.currency)
    return null;
  if (next < old * JUMP && next * JUMP > old) return null;
  const rate = Math.round(((next - old) / old) * 100);
  const sku = before.sku ?? before.barcode ?? before.title;
  const facts = { row: read.row, old, new: next, rate, limit: (JUMP - 1) * 100, sku, currency };
  return new AppError('price.jump', { facts });
}

function labelOf({ values }: ReadRow, found: StoredVariant | null) {
  return {
    variantId: found?.id ?? null,
    title: found?.title ?? values.get('title')?.text ?? null,
    sku: found?.sku ?? values.get('sku')?.text ?? null,
    barcode: found?.barcode ?? values.get('barcode')?.text ?? null,
  };
}

function bad(read: ReadRow, found: StoredVariant | null, errors: readonly WireError[]): RowPlan {
  const nothing = { change: {}, seen: {}, counts: [], changes: [] };
  return { kind: 'bad', ...labelOf(read, found), ...nothing, errors };
}
