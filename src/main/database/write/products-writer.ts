import type Sqlite from 'better-sqlite3';
import { type ConnectionId, type ListingId, listingIdSchema, type RunId } from '../../../shared/domain/ids';
import type { ProductRecord, ProductStreamRecord, VariantRecord } from '../../../shared/domain/product';
import { assertNever } from '../../../shared/errors/app-error';
import { contentHash } from '../content-hash';
import type { Stamp } from '../stamp';
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
  readonly #stamp: () => Stamp;

  constructor(connection: Sqlite.Database, stamp: () => Stamp) {
    this.#products = new ProductStore(connection);
    this.#listings = new ListingStore(connection);
    this.#seen = new SeenStore(connection);
    this.#stamp = stamp;
  }

  /**
   * Lays the records over what is stored, by the rules of shared/domain/product: a missing field keeps, null clears, a
   * product's title, brand, category and status reach all its variants, `variantKeys` takes the others away. A record
   * that was the last one applied to its row costs two reads and writes nothing.
   */
  apply(records: readonly ProductStreamRecord[], page: PageContext): ApplyResult {
    const counts: Counts = { added: 0, changed: 0, unchanged: 0, gone: 0, touched: [] };
    const seen = page.fullRunId === null ? null : this.#seen.of(page.fullRunId);
    for (const record of records) {
      switch (record.kind) {
        case 'product':
          this.#applyProduct(record, page.connectionId, counts, seen);
          break;
        case 'variant':
          this.#applyLooseVariant(record.productKey, record.variant, page.connectionId, counts, seen);
          break;
        case 'gone':
          counts.gone +=
            record.entity === 'product'
              ? this.#listings.markProductGone(page.connectionId, record.key, this.#stamp())
              : this.#listings.markVariantGone(page.connectionId, record.key, this.#stamp());
          break;
        default:
          assertNever(record);
      }
    }
    return counts;
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

  #applyProduct(
    record: ProductRecord,
    connectionId: ConnectionId,
    counts: Counts,
    seen: ((id: number) => void) | null,
  ): void {
    const { variants, variantKeys, kind: _kind, ...own } = record;
    const hash = contentHash(JSON.stringify(own));
    const known = this.#products.brief(connectionId, record.key);
    let product: SharedByVariants = known ?? unknownProduct;
    let reachesAll = false;
    if (known?.record_hash !== hash) {
      const merged = mergeProduct(this.#products.get(connectionId, record.key) ?? unknownProduct, record);
      reachesAll = known !== undefined && fromProduct(known) !== fromProduct(merged);
      product = merged;
      this.#products.save(connectionId, record.key, merged, hash);
    }
    const told = new Set<string>();
    for (const variant of variants) {
      told.add(variant.key);
      this.#applyVariant(record.key, product, variant, connectionId, counts, seen);
    }
    if (reachesAll || (known === undefined && variants.length === 0)) {
      this.#reachSisters(record.key, product, connectionId, told, counts);
    }
    if (variantKeys) this.#keepOnly(record.key, connectionId, new Set(variantKeys), counts, seen);
  }

  #applyLooseVariant(
    productKey: string,
    variant: VariantRecord,
    connectionId: ConnectionId,
    counts: Counts,
    seen: ((id: number) => void) | null,
  ): void {
    const product = this.#products.brief(connectionId, productKey) ?? unknownProduct;
    this.#applyVariant(productKey, product, variant, connectionId, counts, seen);
  }

  #applyVariant(
    productKey: string,
    product: SharedByVariants,
    variant: VariantRecord,
    connectionId: ConnectionId,
    counts: Counts,
    seen: ((id: number) => void) | null,
  ): void {
    const hash = contentHash(JSON.stringify(variant), productKey, fromProduct(product));
    const brief = this.#listings.brief(connectionId, variant.key);
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
      seen?.(id);
      counts.added += 1;
      return;
    }
    seen?.(brief.id);
    if (brief.record_hash === hash && brief.gone_at === null) {
      counts.unchanged += 1;
      return;
    }
    const row = this.#listings.get(brief.id);
    const state = mergeVariant(toVariantState(row), variant);
    if (this.#update(row, productKey, product, state, hash, counts)) counts.changed += 1;
    else counts.unchanged += 1;
  }

  /** True when something a merchant sees changed; the channel's own modification time alone is noted without a new change time. */
  #update(
    row: StoredListing,
    productKey: string,
    product: SharedByVariants,
    state: ReturnType<typeof toVariantState>,
    hash: string,
    counts: Counts,
  ): boolean {
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

  #reachSisters(
    productKey: string,
    product: SharedByVariants,
    connectionId: ConnectionId,
    told: ReadonlySet<string>,
    counts: Counts,
  ): void {
    for (const row of this.#listings.ofProduct(connectionId, productKey)) {
      if (told.has(row.variant_key) || row.gone_at !== null) continue;
      // The hash stays empty: the next record of this variant is compared field by field.
      if (this.#update(row, productKey, product, toVariantState(row), '', counts)) counts.changed += 1;
    }
  }

  #keepOnly(
    productKey: string,
    connectionId: ConnectionId,
    keep: ReadonlySet<string>,
    counts: Counts,
    seen: ((id: number) => void) | null,
  ): void {
    for (const { id, variant_key, gone_at } of this.#listings.keysOfProduct(connectionId, productKey)) {
      if (keep.has(variant_key)) {
        if (gone_at === null) seen?.(id);
      } else if (gone_at === null) {
        this.#listings.markGone(id, this.#stamp());
        counts.gone += 1;
      }
    }
  }
}

function fromProduct(product: SharedByVariants): string {
  return JSON.stringify([product.title, product.brand, product.category, product.status]);
}
