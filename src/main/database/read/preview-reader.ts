import type Sqlite from 'better-sqlite3';
import {
  type ConnectionId,
  type ListingId,
  listingIdSchema,
  type VariantId,
  variantIdSchema,
} from '../../../shared/domain/ids';
import { type PriceValue, priceValueSchema, stockValueSchema } from '../../../shared/domain/listing-value';
import type { StockLevel } from '../../../shared/domain/stock';

/** A matched listing with everything rules are laid over, and what the channel shows as far as Kervan knows. */
export interface PreviewSource {
  readonly listingId: ListingId;
  readonly variantId: VariantId;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  /** Minor units of `currency`. */
  readonly baseMinor: number | null;
  readonly baseListMinor: number | null;
  readonly costMinor: number | null;
  readonly currency: string;
  readonly level: StockLevel;
  /** Its stock was told. */
  readonly opened: boolean;
  readonly stopped: boolean;
  readonly shownStock: number | null;
  readonly shownPrice: PriceValue | null;
  /** A held price that a person let through. */
  readonly approvedPrice: PriceValue | null;
}

interface PreviewSqlRow {
  readonly listing_id: number;
  readonly variant_id: number;
  readonly title: string;
  readonly variant_title: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly base_price_minor: number | null;
  readonly base_list_price_minor: number | null;
  readonly cost_minor: number | null;
  readonly currency: string;
  readonly on_hand: number;
  readonly reserved: number;
  readonly safety: number;
  readonly available: number;
  readonly opened_at: number | null;
  readonly stopped: 0 | 1;
  readonly stock: number | null;
  readonly price_minor: number | null;
  readonly price_currency: string | null;
  readonly list_price_minor: number | null;
  readonly list_currency: string | null;
  readonly stock_confirmed: string | null;
  readonly price_confirmed: string | null;
  readonly price_approved: string | null;
}

/** The SQL of this reader, open to the test of query plans. */
export const previewSql = {
  page: `SELECT m.listing_id, v.id AS variant_id, v.title, v.variant_title, v.sku, v.barcode, v.base_price_minor,
      v.base_list_price_minor, v.cost_minor, v.currency, v.on_hand, v.reserved, v.safety, v.available, v.opened_at,
      s.variant_id IS NOT NULL AS stopped, l.stock, l.price_minor, l.currency AS price_currency, l.list_price_minor,
      l.list_currency, vs.confirmed AS stock_confirmed, vp.confirmed AS price_confirmed, vp.approved AS price_approved
    FROM matches m JOIN listings l ON l.id = m.listing_id JOIN variants v ON v.id = m.variant_id
      LEFT JOIN stop_list s ON s.connection_id = m.connection_id AND s.variant_id = m.variant_id
      LEFT JOIN listing_values vs ON vs.listing_id = m.listing_id AND vs.kind = 'stock'
      LEFT JOIN listing_values vp ON vp.listing_id = m.listing_id AND vp.kind = 'price'
    WHERE m.connection_id = ? AND m.listing_id > ? AND m.variant_id IS NOT NULL AND l.gone_at IS NULL
      AND v.deleted_at IS NULL
    ORDER BY m.listing_id LIMIT ?`,
  currency: 'SELECT currency FROM listings WHERE connection_id = ? AND currency IS NOT NULL LIMIT 1',
} as const;

/** What a preview of rules needs, a page at a time. */
export class PreviewReader {
  readonly #page: Sqlite.Statement<[string, number, number], PreviewSqlRow>;
  readonly #currency: Sqlite.Statement<[string], { readonly currency: string }>;

  constructor(connection: Sqlite.Database) {
    this.#page = connection.prepare(previewSql.page);
    this.#currency = connection.prepare(previewSql.currency);
  }

  /** Matched listings at the channel in the order of their id; `after` = the last of the page before. */
  page(connectionId: ConnectionId, after: ListingId | null, limit: number): PreviewSource[] {
    return this.#page.all(connectionId, Number(after ?? 0), limit).map(toSource);
  }

  /** What the connection's listings are priced in. */
  currencyOf(connectionId: ConnectionId): string | null {
    return this.#currency.get(connectionId)?.currency ?? null;
  }
}

function toSource(row: PreviewSqlRow): PreviewSource {
  const { on_hand: onHand, reserved, safety, available } = row;
  return {
    listingId: listingIdSchema.parse(String(row.listing_id)),
    variantId: variantIdSchema.parse(String(row.variant_id)),
    title: row.title,
    variantTitle: row.variant_title,
    sku: row.sku,
    barcode: row.barcode,
    baseMinor: row.base_price_minor,
    baseListMinor: row.base_list_price_minor,
    costMinor: row.cost_minor,
    currency: row.currency,
    level: { onHand, reserved, safety, available },
    opened: row.opened_at !== null,
    stopped: row.stopped === 1,
    shownStock: shownStock(row),
    shownPrice: row.price_confirmed === null ? listedPrice(row) : readPrice(row.price_confirmed),
    approvedPrice: row.price_approved === null ? null : readPrice(row.price_approved),
  };
}

function readPrice(json: string): PriceValue {
  return priceValueSchema.parse(JSON.parse(json));
}

/** Some channels count below 0; that is no number of pieces one could be told again. */
function shownStock({ stock, stock_confirmed }: PreviewSqlRow): number | null {
  if (stock_confirmed !== null) return stockValueSchema.parse(JSON.parse(stock_confirmed)).quantity;
  return stock === null || stock < 0 ? null : stock;
}

function listedPrice(row: PreviewSqlRow): PriceValue | null {
  if (row.price_minor === null || row.price_currency === null) return null;
  const sameCurrency = row.list_currency === row.price_currency;
  return {
    minor: row.price_minor,
    listMinor: sameCurrency ? row.list_price_minor : null,
    currency: row.price_currency,
  };
}
