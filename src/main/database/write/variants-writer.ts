import type Sqlite from 'better-sqlite3';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { type VariantId, variantIdSchema } from '../../../shared/domain/ids';
import { availableOf, type StockLevel } from '../../../shared/domain/stock';
import { AppError } from '../../../shared/errors/app-error';
import { foldCode } from '../../../shared/text/fold';
import { sortKey } from '../../../shared/text/sort-key';
import { readOptions } from '../json-column';
import { variants } from '../schema-stock';
import { searchTerms } from '../search-terms';
import type { Stamp } from '../stamp';
import { TEXT } from '../steady-parameter';
import { selectFrom, type Typed } from '../typed';

export interface VariantData {
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly brand: string | null;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  /** Prices in minor units of `currency`. */
  readonly basePriceMinor: number | null;
  readonly baseListPriceMinor: number | null;
  readonly costMinor: number | null;
  readonly currency: string;
  readonly vatRate: number | null;
  /** Pieces kept back from every channel. */
  readonly safety: number;
}

/** A variant nobody has told anything of yet. */
export const BLANK_VARIANT: VariantData = {
  title: '',
  variantTitle: null,
  sku: null,
  barcode: null,
  brand: null,
  options: [],
  basePriceMinor: null,
  baseListPriceMinor: null,
  costMinor: null,
  currency: 'TRY',
  vatRate: null,
  safety: 0,
};

export interface StoredVariant extends VariantData, StockLevel {
  readonly id: VariantId;
  /** From when on orders count (UTC epoch ms); null = its stock was never told. */
  readonly openedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly deletedAt: number | null;
}

type VariantTableRow = typeof variants.$inferSelect;

const VARIANT = selectFrom('variants', variants);
const BY_ID = `${VARIANT} WHERE id = ?`;
const BY_BARCODE = `${VARIANT} WHERE barcode = ${TEXT} AND deleted_at IS NULL ORDER BY id`;
const BY_SKU = `${VARIANT} WHERE sku_code = ${TEXT} AND deleted_at IS NULL ORDER BY id`;

/** What the merchant sells, whatever the channels call it. */
export class VariantsReader {
  protected readonly typed: Typed;
  /** Asked for every listing that is compared or told something. */
  readonly #byId: Sqlite.Statement<[number], VariantTableRow>;
  readonly #byBarcode: Sqlite.Statement<[string], VariantTableRow>;
  readonly #bySku: Sqlite.Statement<[string], VariantTableRow>;

  constructor(connection: Sqlite.Database, typed: Typed) {
    this.typed = typed;
    this.#byId = connection.prepare(BY_ID);
    this.#byBarcode = connection.prepare(BY_BARCODE);
    this.#bySku = connection.prepare(BY_SKU);
  }

  /** Deleted ones are found too: their history stays. */
  find(id: VariantId): StoredVariant | null {
    const row = this.#byId.get(Number(id));
    return row === undefined ? null : toVariant(row);
  }

  get(id: VariantId): StoredVariant {
    const found = this.find(id);
    if (found === null || found.deletedAt !== null)
      throw new AppError('input.notFound', { facts: { what: 'variant', id } });
    return found;
  }

  byBarcode(barcode: string): StoredVariant[] {
    return this.#byBarcode.all(barcode).map(toVariant);
  }

  /** Compared as codes are: without case, blanks and dashes. */
  bySku(sku: string): StoredVariant[] {
    return this.#bySku.all(foldCode(sku)).map(toVariant);
  }

  /** In the order of their change; one that changes while paging comes again, none is missed. */
  page(after: { readonly updatedAt: number; readonly id: number }, limit: number): StoredVariant[] {
    return this.typed
      .select()
      .from(variants)
      .where(
        and(
          sql`(${variants.updatedAt}, ${variants.id}) > (${after.updatedAt}, ${after.id})`,
          isNull(variants.deletedAt),
        ),
      )
      .orderBy(asc(variants.updatedAt), asc(variants.id))
      .limit(limit)
      .all()
      .map(toVariant);
  }
}

export class VariantsWriter extends VariantsReader {
  readonly #stamp: () => Stamp;

  constructor(connection: Sqlite.Database, typed: Typed, stamp: () => Stamp) {
    super(connection, typed);
    this.#stamp = stamp;
  }

  /** Starts without stock; see StockWriter.open. */
  create(data: VariantData): StoredVariant {
    const stamp = this.#stamp();
    const { lastInsertRowid } = this.typed
      .insert(variants)
      .values({
        ...data,
        options: JSON.stringify(data.options),
        titleKey: sortKey(data.title),
        skuCode: codeOf(data.sku),
        createdAt: stamp,
        updatedAt: stamp,
      })
      .run();
    const made = this.get(variantIdSchema.parse(String(lastInsertRowid)));
    this.#addTerms(made);
    return made;
  }

  /** Only the properties given change. */
  update(id: VariantId, change: Partial<VariantData>): StoredVariant {
    const { options, ...plain } = change;
    this.get(id);
    const sought = SOUGHT.some((field) => change[field] !== undefined);
    if (sought) this.#dropTerms(id);
    this.typed
      .update(variants)
      .set({
        ...plain,
        ...(options === undefined ? {} : { options: JSON.stringify(options) }),
        ...(plain.title === undefined ? {} : { titleKey: sortKey(plain.title) }),
        ...(plain.sku === undefined ? {} : { skuCode: codeOf(plain.sku) }),
        updatedAt: this.#stamp(),
      })
      .where(eq(variants.id, Number(id)))
      .run();
    const after = this.get(id);
    if (sought) this.#addTerms(after);
    return after;
  }

  /** Leaves every list; its movements stay. */
  remove(id: VariantId): void {
    const stamp = this.#stamp();
    this.typed
      .update(variants)
      .set({ deletedAt: stamp, updatedAt: stamp })
      .where(eq(variants.id, Number(id)))
      .run();
    this.#dropTerms(id);
  }

  #addTerms(variant: StoredVariant): void {
    const terms = searchTerms({
      texts: [variant.title, variant.variantTitle, variant.brand],
      codes: [variant.sku, variant.barcode],
    });
    this.typed.run(sql`INSERT INTO variant_search (rowid, terms) VALUES (${Number(variant.id)}, ${terms})`);
  }

  #dropTerms(id: VariantId): void {
    this.typed.run(sql`DELETE FROM variant_search WHERE rowid = ${Number(id)}`);
  }
}

/** What the full-text index knows of a variant. */
const SOUGHT = ['title', 'variantTitle', 'brand', 'sku', 'barcode'] as const;

function codeOf(sku: string | null): string | null {
  return sku === null ? null : foldCode(sku);
}

function toVariant(row: VariantTableRow): StoredVariant {
  const { titleKey: _titleKey, skuCode: _skuCode, ...same } = row;
  return {
    ...same,
    id: variantIdSchema.parse(String(row.id)),
    options: readOptions(row.options),
    available: availableOf(row),
  };
}
