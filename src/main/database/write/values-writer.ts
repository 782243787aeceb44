import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import {
  type ConnectionId,
  connectionIdSchema,
  type ListingId,
  type VariantId,
  variantIdSchema,
} from '../../../shared/domain/ids';
import type { ValueKind } from '../../../shared/domain/listing-value';
import { stableJson } from '../json-column';
import { type Prepare, prepareOnce } from '../prepared';
import type { Stamp } from '../stamp';
import { WHOLE } from '../steady-parameter';
import {
  type ChannelValue,
  readSendTarget,
  readTarget,
  readValue,
  type SendTarget,
  type StoredValue,
  VALUE_COLUMNS,
  type ValueTarget,
} from '../value-rows';

const TARGET = `SELECT m.listing_id, m.connection_id, m.variant_id, l.gone_at, l.stock, l.price_minor, l.currency,
  l.list_price_minor, l.list_currency FROM matches m JOIN listings l ON l.id = m.listing_id`;
const SEND = `SELECT l.id AS listing_id, m.variant_id, l.variant_key, l.product_key, l.sku, l.barcode, l.remote_ids, l.gone_at, l.stock,
  l.price_minor, l.currency, l.list_price_minor, l.list_currency FROM listings l LEFT JOIN matches m ON m.listing_id = l.id`;
const movedRow = z.object({
  connection_id: z.string().nullable(),
  kind: z.string(),
  pieces: z.number(),
  at: z.number(),
});
const dueRow = z.object({
  variant_id: z.number(),
  sold_on: z.union([z.literal('').transform(() => null), connectionIdSchema]),
});
const timeRow = z.object({ at: z.number().nullable() });
const marks = VALUE_COLUMNS.split(',')
  .map(() => '?')
  .join(', ');

/** The SQL of this writer, open to the test of query plans. */
export const valueSql = {
  ofVariant: `${TARGET} WHERE m.variant_id = ${WHOLE}`,
  ofListing: `${TARGET} WHERE m.listing_id = ${WHOLE} AND m.variant_id IS NOT NULL`,
  row: `SELECT ${VALUE_COLUMNS} FROM listing_values WHERE listing_id = ? AND kind = ?`,
  queued: `SELECT ${VALUE_COLUMNS} FROM listing_values
    WHERE connection_id = ? AND kind = ? AND next_at <= ? AND state = 'queued' ORDER BY next_at, listing_id LIMIT ?`,
  unknown: `SELECT ${VALUE_COLUMNS} FROM listing_values
    WHERE connection_id = ? AND kind = ? AND next_at <= ? AND state = 'unknown' ORDER BY next_at, listing_id LIMIT ?`,
  toCheck: `SELECT ${VALUE_COLUMNS} FROM listing_values
    WHERE connection_id = ? AND check_at <= ? AND check_at IS NOT NULL AND state NOT IN ('sending', 'sent', 'unknown')
    ORDER BY check_at LIMIT ?`,
  ofSend: `SELECT ${VALUE_COLUMNS} FROM listing_values WHERE send_id = ? ORDER BY listing_id, kind LIMIT ?`,
  nextQueued: `SELECT min(next_at) AS at FROM listing_values WHERE connection_id = ? AND kind = ? AND state = 'queued'`,
  nextUnknown: `SELECT min(next_at) AS at FROM listing_values WHERE connection_id = ? AND kind = ? AND state = 'unknown'`,
  nextCheck: `SELECT min(check_at) AS at FROM listing_values
    WHERE connection_id = ? AND check_at IS NOT NULL AND state NOT IN ('sending', 'sent', 'unknown')`,
  companions: `SELECT ${VALUE_COLUMNS} FROM listing_values WHERE connection_id = ? AND state = 'confirmed'
    AND listing_id NOT IN (SELECT value FROM json_each(?)) ORDER BY listing_id LIMIT 20`,
  refused: `SELECT ${VALUE_COLUMNS} FROM listing_values WHERE connection_id = ? AND state = 'refused'
    ORDER BY updated_at DESC LIMIT ?`,
  matched: `${TARGET} WHERE m.connection_id = ? AND m.listing_id > ? AND m.variant_id IS NOT NULL
    ORDER BY m.listing_id LIMIT ?`,
  send: `${SEND} WHERE l.id = ${WHOLE}`,
  moved: `SELECT connection_id, kind, on_hand_change - reserved_change AS pieces, at FROM stock_movements
    WHERE variant_id = ${WHOLE} ORDER BY id DESC`,
} as const;
const SAVE = `INSERT OR REPLACE INTO listing_values (${VALUE_COLUMNS}, updated_at) VALUES (${marks}, ?)`;

/** What each listing is told and shows: the outbox. */
export class ValuesReader {
  protected readonly sql: Prepare;

  constructor(connection: Sqlite.Database) {
    this.sql = prepareOnce(connection);
  }

  /** Matched listings of a variant, also those no longer at the channel. */
  ofVariant(id: VariantId): ValueTarget[] {
    return this.sql(valueSql.ofVariant).all(Number(id)).map(readTarget);
  }

  ofListing(id: ListingId): ValueTarget | null {
    const row = this.sql(valueSql.ofListing).get(Number(id));
    return row === undefined ? null : readTarget(row);
  }

  /** Matched listings of a connection in the order of their id. */
  matched(connectionId: ConnectionId, after: ListingId | null, limit: number): ValueTarget[] {
    return this.sql(valueSql.matched)
      .all(connectionId, Number(after ?? 0), limit)
      .map(readTarget);
  }

  find(listingId: ListingId, kind: ValueKind): StoredValue | null {
    const row = this.sql(valueSql.row).get(Number(listingId), kind);
    return row === undefined ? null : readValue(row);
  }

  /** Rows whose turn has come, the longest waiting first. */
  due(
    connectionId: ConnectionId,
    kind: ValueKind,
    state: 'queued' | 'unknown',
    now: number,
    limit: number,
  ): StoredValue[] {
    return this.sql(valueSql[state]).all(connectionId, kind, now, limit).map(readValue);
  }

  /** Rows the channel is to be asked about; what is under way or in doubt comes first to its own end. */
  toCheck(connectionId: ConnectionId, now: number, limit: number): StoredValue[] {
    return this.sql(valueSql.toCheck).all(connectionId, now, limit).map(readValue);
  }

  /** Rows of a call, those of one listing side by side. */
  ofSend(sendId: number, limit: number): StoredValue[] {
    return this.sql(valueSql.ofSend).all(sendId, limit).map(readValue);
  }

  /** What the channel refused, the newest first. */
  refused(connectionId: ConnectionId, limit: number): StoredValue[] {
    return this.sql(valueSql.refused).all(connectionId, limit).map(readValue);
  }

  /** Rows whose value the channel has confirmed, other than of these listings. */
  companions(connectionId: ConnectionId, but: readonly ListingId[]): StoredValue[] {
    return this.sql(valueSql.companions)
      .all(connectionId, JSON.stringify(but.map(Number)))
      .map(readValue);
  }

  /** Variants whose values are still to be computed, with the channel that sold them. */
  toCompute(): { readonly variantId: VariantId; readonly soldOn: ConnectionId | null }[] {
    return this.sql('SELECT variant_id, sold_on FROM values_due ORDER BY variant_id, sold_on LIMIT 100')
      .all()
      .map((one) => dueRow.parse(one))
      .map((one) => ({ variantId: variantIdSchema.parse(String(one.variant_id)), soldOn: one.sold_on }));
  }

  sendTarget(listingId: ListingId): SendTarget | null {
    const row = this.sql(valueSql.send).get(Number(listingId));
    return row === undefined ? null : readSendTarget(row);
  }

  /** Pieces of a variant sold by orders of this channel since then, less those that came back. */
  soldSince(variantId: VariantId, connectionId: ConnectionId, since: number): number {
    let sold = 0;
    for (const found of this.sql(valueSql.moved).iterate(Number(variantId))) {
      const { connection_id, kind, pieces, at } = movedRow.parse(found);
      if (at <= since) break;
      if (connection_id === connectionId && kind !== 'channel') sold -= pieces;
    }
    return sold;
  }

  /** When a row of this connection falls due next (UTC epoch ms); null = nothing waits. */
  nextDue(connectionId: ConnectionId): number | null {
    const times = [
      this.#time(valueSql.nextQueued, connectionId, 'stock'),
      this.#time(valueSql.nextQueued, connectionId, 'price'),
      this.#time(valueSql.nextUnknown, connectionId, 'stock'),
      this.#time(valueSql.nextUnknown, connectionId, 'price'),
      this.#time(valueSql.nextCheck, connectionId),
    ].filter((time) => time !== null);
    return times.length === 0 ? null : Math.min(...times);
  }

  #time(sql: string, ...values: readonly string[]): number | null {
    return timeRow.parse(this.sql(sql).get(...values)).at;
  }
}

export class ValuesWriter extends ValuesReader {
  readonly #stamp: () => Stamp;
  readonly #queued: (connectionId: ConnectionId) => void;
  readonly #later: () => void;

  /** `queued` hears of every connection that has something to be told or asked, `later` of values to be computed. */
  constructor(
    connection: Sqlite.Database,
    stamp: () => Stamp,
    queued: (connectionId: ConnectionId) => void,
    later: () => void,
  ) {
    super(connection);
    this.#later = later;
    this.#stamp = stamp;
    this.#queued = queued;
  }

  save(row: StoredValue): void {
    // Also what has nothing to be told: screens hear of a held value, and of one that is held no longer.
    this.#queued(row.connectionId);
    this.sql(SAVE).run(
      Number(row.listingId),
      row.kind,
      row.connectionId,
      row.state,
      json(row.wanted),
      row.wantedAt,
      json(row.sent),
      row.sentAt,
      json(row.confirmed),
      row.confirmedAt,
      json(row.approved),
      row.error === null ? null : stableJson(row.error),
      row.difference,
      row.differsSince,
      row.attempts,
      row.nextAt,
      row.checkAt,
      row.sendId,
      this.#stamp(),
    );
  }

  /** What this variant's listings are told is computed after this transaction; see Outbox.recompute. */
  computeLater(variantId: VariantId, soldOn: ConnectionId | null): void {
    this.sql('INSERT OR IGNORE INTO values_due (variant_id, sold_on) VALUES (?, ?)').run(
      Number(variantId),
      soldOn ?? '',
    );
    this.#later();
  }

  computed(variantId: VariantId, soldOn: ConnectionId | null): void {
    this.sql('DELETE FROM values_due WHERE variant_id = ? AND sold_on = ?').run(
      Number(variantId),
      soldOn ?? '',
    );
  }

  /** The channel accepted the call with these rows; what became of them is asked later. */
  accepted(sendId: number): void {
    this.sql("UPDATE listing_values SET state = 'sent', updated_at = ? WHERE send_id = ?").run(
      this.#stamp(),
      sendId,
    );
  }

  remove(listingId: ListingId, kind: ValueKind): void {
    this.sql('DELETE FROM listing_values WHERE listing_id = ? AND kind = ?').run(Number(listingId), kind);
  }

  /** The channel is asked what it shows of this value, as soon as its turn comes after `at` (UTC epoch ms). */
  checkLater(row: StoredValue, at: number): void {
    this.#queued(row.connectionId);
    this.sql(
      'UPDATE listing_values SET check_at = ? WHERE listing_id = ? AND kind = ? AND (check_at IS NULL OR check_at > ?)',
    ).run(at, Number(row.listingId), row.kind, at);
  }

  /** The channel shows this now: the products table follows, and the next reading is compared field by field. */
  shows(listingId: ListingId, shown: ChannelValue): void {
    const sets = ["record_hash = ''", 'updated_at = ?'];
    const values: (string | number | null)[] = [this.#stamp()];
    if ('quantity' in shown) {
      sets.push('stock = ?');
      values.push(shown.quantity);
    } else {
      const { minor, listMinor, currency } = shown;
      sets.push('price_minor = ?', 'currency = ?');
      values.push(minor, currency);
      if (listMinor !== null) {
        sets.push('list_price_minor = ?', 'list_currency = ?');
        values.push(listMinor, currency);
      }
    }
    this.sql(`UPDATE listings SET ${sets.join(', ')} WHERE id = ?`).run(...values, Number(listingId));
  }
}

function json(value: ChannelValue | null): string | null {
  return value === null ? null : stableJson(value);
}
