import type Sqlite from 'better-sqlite3';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { ProductStreamRecord } from '../../../shared/domain/product';
import type { KeyOfProduct, ListingBrief, ListingStore } from './listing-store';
import type { ProductBrief, ProductStore } from './product-store';

const inKeys = 'IN (SELECT value FROM json_each(?))';
export const lookupSql = {
  products: `SELECT key, title, brand, category, status, record_hash FROM channel_products WHERE connection_id = ? AND key ${inKeys}`,
  listings: `SELECT variant_key, id, record_hash, gone_at FROM listings WHERE connection_id = ? AND variant_key ${inKeys}`,
  ofProducts: `SELECT product_key, id, variant_key, gone_at FROM listings WHERE connection_id = ? AND product_key ${inKeys}`,
} as const;

/** Three questions for the rows of a whole page, in place of several for each of its records. */
export class RowLookup {
  readonly #products: Sqlite.Statement<[string, string], ProductBrief & { readonly key: string }>;
  readonly #listings: Sqlite.Statement<[string, string], ListingBrief & { readonly variant_key: string }>;
  readonly #ofProducts: Sqlite.Statement<[string, string], KeyOfProduct & { readonly product_key: string }>;

  constructor(
    connection: Sqlite.Database,
    readonly products: ProductStore,
    readonly listings: ListingStore,
  ) {
    this.#products = connection.prepare(lookupSql.products);
    this.#listings = connection.prepare(lookupSql.listings);
    this.#ofProducts = connection.prepare(lookupSql.ofProducts);
  }

  /** Rows of the keys that the records name. */
  of(connectionId: ConnectionId, records: readonly ProductStreamRecord[]): KnownRows {
    const products = new Set<string>();
    const variants = new Set<string>();
    const whole = new Set<string>();
    for (const record of records) {
      if (record.kind === 'product') {
        products.add(record.key);
        for (const variant of record.variants) variants.add(variant.key);
        if (record.variantKeys) whole.add(record.key);
      } else if (record.kind === 'variant') {
        products.add(record.productKey);
        variants.add(record.variant.key);
      }
    }
    const briefs = asked<ProductBrief | undefined>(products, undefined);
    for (const row of rowsOf(this.#products, connectionId, briefs)) briefs.set(row.key, row);
    const listings = asked<ListingBrief | undefined>(variants, undefined);
    for (const row of rowsOf(this.#listings, connectionId, listings)) listings.set(row.variant_key, row);
    const ofProducts = asked<readonly KeyOfProduct[]>(whole, []);
    const together = Map.groupBy(
      rowsOf(this.#ofProducts, connectionId, ofProducts),
      (row) => row.product_key,
    );
    for (const [key, rows] of together) ofProducts.set(key, rows);
    return new KnownRows(this, connectionId, briefs, listings, ofProducts);
  }
}

/** Each key with what holds when no row is found. */
function asked<Row>(keys: ReadonlySet<string>, none: Row): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const key of keys) if (isPlain(key)) rows.set(key, none);
  return rows;
}

/** In JSON, half a character and a zero would be other keys than those a statement is given directly. */
function isPlain(key: string): boolean {
  return key.isWellFormed() && !key.includes('\u0000');
}

function rowsOf<Row>(
  statement: Sqlite.Statement<[string, string], Row>,
  connectionId: ConnectionId,
  keys: ReadonlyMap<string, unknown>,
): Row[] {
  return keys.size === 0 ? [] : statement.all(connectionId, JSON.stringify([...keys.keys()]));
}

/**
 * What the tables hold of a page's records while it is applied. Whoever changes a row says so here; what is not known is asked of the
 * tables.
 */
export class KnownRows {
  readonly #lookup: RowLookup;
  readonly #connectionId: ConnectionId;
  readonly #products: Map<string, ProductBrief | undefined>;
  readonly #listings: Map<string, ListingBrief | undefined>;
  readonly #ofProducts: Map<string, readonly KeyOfProduct[]>;

  constructor(
    lookup: RowLookup,
    connectionId: ConnectionId,
    products: Map<string, ProductBrief | undefined>,
    listings: Map<string, ListingBrief | undefined>,
    ofProducts: Map<string, readonly KeyOfProduct[]>,
  ) {
    this.#lookup = lookup;
    this.#connectionId = connectionId;
    this.#products = products;
    this.#listings = listings;
    this.#ofProducts = ofProducts;
  }

  product(key: string): ProductBrief | undefined {
    return this.#products.has(key)
      ? this.#products.get(key)
      : this.#lookup.products.brief(this.#connectionId, key);
  }

  listing(variantKey: string): ListingBrief | undefined {
    return this.#listings.has(variantKey)
      ? this.#listings.get(variantKey)
      : this.#lookup.listings.brief(this.#connectionId, variantKey);
  }

  /** The listings a product had before its record of this page was applied, when nothing else touched them; else those of now. */
  ofProduct(key: string): readonly KeyOfProduct[] {
    return this.#ofProducts.get(key) ?? this.#lookup.listings.keysOfProduct(this.#connectionId, key);
  }

  productSaved(key: string, brief: ProductBrief): void {
    this.#products.set(key, brief);
  }

  listingChanged(variantKey: string): void {
    this.#listings.delete(variantKey);
  }

  /** Listings came to the product, or left it, in another way than by its own record. */
  productTouched(key: string): void {
    this.#ofProducts.delete(key);
  }

  manyChanged(): void {
    this.#listings.clear();
    this.#ofProducts.clear();
  }
}
