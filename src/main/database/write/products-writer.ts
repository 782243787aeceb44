import type Sqlite from 'better-sqlite3';
import { type ConnectionId, type ListingId, listingIdSchema, type RunId } from '../../../shared/domain/ids';
import type { ProductRecord, ProductStreamRecord, VariantRecord } from '../../../shared/domain/product';
import { assertNever } from '../../../shared/errors/app-error';
import { contentHash } from '../content-hash';
import type { Stamp } from '../stamp';
import { type KnownRows, RowLookup } from './known-rows';
import {
  changedColumns,
  listingTerms,
  type StoredListing,
  toContent,
  touchesSearch,
  toVariantState,
} from './listing-row';
import { ListingStore } from './listing-store';
import {
  mergeProduct,
  mergeVariant,
  type SharedByVariants,
  unknownProduct,
  unknownVariant,
} from './product-merge';
import { ProductStore } from './product-store';
import { SeenStore } from './seen-store';

export interface PageContext {
  readonly connectionId: ConnectionId;
  /** The full run that notes what it meets, for the sweep at its end; null for a delta run. */
  readonly fullRunId: RunId | null;
}

/** Counted in variants, the rows of the products grid. */
export interface ApplyResult {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
  /** Known listings of which what can be told to the channel, or by which codes, is another now. */
  readonly touched: readonly ListingId[];
}

export interface SweepStep {
  readonly gone: number;
  /** Hand back to go on; null = the sweep is done. */
  readonly after: string | null;
}

interface Counts {
  added: number;
  changed: number;
  unchanged: number;
  gone: number;
  touched: ListingId[];
}

/** A page being applied. */
interface Work {
  readonly connectionId: ConnectionId;
  readonly counts: Counts;
  readonly known: KnownRows;
  /** Listings met; null where nobody asks. */
  readonly seen: number[] | null;
}

/** Columns that a value sent to the channel is compared with, or is sent by. */
const TOLD: ReadonlySet<string> = new Set([
  'stock',
  'price_minor',
  'currency',
  'list_price_minor',
  'sku',
  'barcode',
  'remote_ids',
]);

/** Page of one products stream into the tables; made for one transaction. */
export class ProductsWriter {
  readonly #products: ProductStore;
  readonly #listings: ListingStore;
  readonly #seen: SeenStore;
  readonly #lookup: RowLookup;
  readonly #stamp: () => Stamp;

  constructor(connection: Sqlite.Database, stamp: () => Stamp) {
    this.#products = new ProductStore(connection);
    this.#listings = new ListingStore(connection);
    this.#seen = new SeenStore(connection);
    this.#lookup = new RowLookup(connection, this.#products, this.#listings);
    this.#stamp = stamp;
  }

  /**
   * Lays the records over what is stored, by the rules of shared/domain/product: a missing field keeps, null clears, a
   * product's title, brand, category and status reach all its variants, `variantKeys` takes the others away. A record
   * that was the last one applied to its row writes nothing.
   */
  apply(records: readonly ProductStreamRecord[], page: PageContext): ApplyResult {
    const { connectionId, fullRunId } = page;
    const counts: Counts = { added: 0, changed: 0, unchanged: 0, gone: 0, touched: [] };
    const known = this.#lookup.of(connectionId, records);
    const seen = fullRunId === null ? null : [];
    const work: Work = { connectionId, counts, known, seen };
    for (const record of records) this.#apply(record, work);
    if (fullRunId !== null && seen !== null) this.#seen.add(fullRunId, seen);
    return counts;
  }

  #apply(record: ProductStreamRecord, work: Work): void {
    switch (record.kind) {
      case 'product':
        this.#applyProduct(record, work);
        break;
      case 'variant':
        this.#applyLooseVariant(record.productKey, record.variant, work);
        break;
      case 'gone':
        work.known.manyChanged();
        work.counts.gone +=
          record.entity === 'product'
            ? this.#listings.markProductGone(work.connectionId, record.key, this.#stamp())
            : this.#listings.markVariantGone(work.connectionId, record.key, this.#stamp());
        break;
      default:
        assertNever(record);
    }
  }

  /**
   * One step of marking as gone what a complete full run did not meet. Begin with '' and repeat in own transactions until `after` is null;
   * repeating the whole after a crash is harmless. `limit` rows are looked at in a step.
   */
  sweep(connectionId: ConnectionId, runId: RunId, after: string, limit: number): SweepStep {
    const step = this.#seen.unseen(connectionId, runId, after, limit);
    const gone = step.ids.filter((id) => this.#listings.markGone(id, this.#stamp())).length;
    return { gone, after: step.after };
  }

  /** Forgets what a run met, `limit` rows at a time; true when nothing is left. Call when the run has ended in any way. */
  forgetSeen(runId: RunId, limit: number): boolean {
    return this.#seen.forget(runId, limit);
  }

  #applyProduct(record: ProductRecord, work: Work): void {
    const { variants, variantKeys, kind: _kind, ...own } = record;
    const { connectionId, known } = work;
    const hash = contentHash(JSON.stringify(own));
    const before = known.product(record.key);
    let product: SharedByVariants = before ?? unknownProduct;
    let reachesAll = false;
    if (before?.record_hash !== hash) {
      const merged = mergeProduct(this.#products.get(connectionId, record.key) ?? unknownProduct, record);
      reachesAll = before !== undefined && fromProduct(before) !== fromProduct(merged);
      product = merged;
      this.#products.save(connectionId, record.key, merged, hash);
      known.productSaved(record.key, { ...merged, record_hash: hash });
    }
    const told = new Set<string>();
    for (const variant of variants) {
      told.add(variant.key);
      this.#applyVariant(record.key, product, variant, work);
    }
    if (reachesAll || (before === undefined && variants.length === 0))
      this.#reachSisters(record.key, product, told, work);
    if (variantKeys) this.#keepOnly(record.key, new Set(variantKeys), told, work);
    known.productTouched(record.key);
  }

  #applyLooseVariant(productKey: string, variant: VariantRecord, work: Work): void {
    work.known.productTouched(productKey);
    this.#applyVariant(productKey, work.known.product(productKey) ?? unknownProduct, variant, work);
  }

  #applyVariant(productKey: string, product: SharedByVariants, variant: VariantRecord, work: Work): void {
    const { connectionId, counts, known, seen } = work;
    const hash = contentHash(JSON.stringify(variant), productKey, fromProduct(product));
    const brief = known.listing(variant.key);
    if (brief === undefined) {
      const state = mergeVariant(unknownVariant, variant);
      const content = toContent(productKey, product, state);
      const terms = listingTerms(content, variant.key, state.remoteIds);
      const id = this.#listings.insert(
        connectionId,
        variant.key,
        content,
        hash,
        state.modifiedAt,
        terms,
        this.#stamp(),
      );
      known.listingChanged(variant.key);
      seen?.push(id);
      counts.added += 1;
      return;
    }
    seen?.push(brief.id);
    if (brief.record_hash === hash && brief.gone_at === null) {
      counts.unchanged += 1;
      return;
    }
    const row = this.#listings.get(brief.id);
    const state = mergeVariant(toVariantState(row), variant);
    if (this.#update(row, productKey, product, state, hash, work)) counts.changed += 1;
    else counts.unchanged += 1;
  }

  /** True when something a merchant sees changed; the channel's own modification time alone is noted without a new change time. */
  #update(
    row: StoredListing,
    productKey: string,
    product: SharedByVariants,
    state: ReturnType<typeof toVariantState>,
    hash: string,
    { counts, known }: Work,
  ): boolean {
    known.listingChanged(row.variant_key);
    if (row.product_key !== productKey) known.productTouched(row.product_key);
    const content = toContent(productKey, product, state);
    const columns = changedColumns(row, content);
    if (columns.length === 0 && row.gone_at === null) {
      // Answers of two kinds taking turns would rewrite the hash for nothing.
      if (row.record_hash === '' || row.modified_at !== state.modifiedAt) {
        this.#listings.touch(row.id, hash, state.modifiedAt);
      }
      return false;
    }
    if (row.gone_at !== null || columns.some((column) => TOLD.has(column)))
      counts.touched.push(listingIdSchema.parse(String(row.id)));
    const terms = touchesSearch(columns) ? listingTerms(content, row.variant_key, state.remoteIds) : null;
    this.#listings.update(row, columns, content, {
      hash,
      modifiedAt: state.modifiedAt,
      terms,
      stamp: this.#stamp(),
    });
    return true;
  }

  #reachSisters(productKey: string, product: SharedByVariants, told: ReadonlySet<string>, work: Work): void {
    for (const row of this.#listings.ofProduct(work.connectionId, productKey)) {
      if (told.has(row.variant_key) || row.gone_at !== null) continue;
      // The hash stays empty: the next record of this variant is compared field by field.
      if (this.#update(row, productKey, product, toVariantState(row), '', work)) work.counts.changed += 1;
    }
  }

  #keepOnly(productKey: string, keep: ReadonlySet<string>, told: ReadonlySet<string>, work: Work): void {
    const { counts, known, seen } = work;
    // What the record told is among what is kept, nearly always: then what was there before it is all there is to look at.
    if (![...told].every((key) => keep.has(key))) known.productTouched(productKey);
    for (const { id, variant_key, gone_at } of known.ofProduct(productKey)) {
      if (keep.has(variant_key)) {
        if (gone_at === null) seen?.push(id);
      } else if (gone_at === null) {
        this.#listings.markGone(id, this.#stamp());
        known.listingChanged(variant_key);
        counts.gone += 1;
      }
    }
  }
}

/** What of a product its variants show, as text; a product's many variants ask for it one after the other. */
function fromProduct(product: SharedByVariants): string {
  const known = productTexts.get(product);
  if (known !== undefined) return known;
  const text = JSON.stringify([product.title, product.brand, product.category, product.status]);
  productTexts.set(product, text);
  return text;
}
const productTexts = new WeakMap<SharedByVariants, string>();
