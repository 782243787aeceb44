import type Sqlite from 'better-sqlite3';
import type { OrderDetail } from '../../../shared/contract/catalogue-data';
import type { ConnectionId } from '../../../shared/domain/ids';
import { sortKey } from '../../../shared/text/sort-key';
import { contentHash } from '../content-hash';
import { readObject } from '../json-column';
import { searchTerms } from '../search-terms';
import type { Stamp } from '../stamp';
import { orderDetailColumns } from '../stored-order';
import { OrderStore } from './order-store';

/** A merged order as it is to stand: what screens show, and what the next merge needs to go on from. */
export interface OrderWrite {
  readonly order: Omit<
    OrderDetail,
    'id' | 'connectionId' | 'createdAt' | 'updatedAt' | 'lineCount' | 'pieceCount'
  > & {
    /** Of the totals, also where the total is unknown. */
    readonly currency: string;
  };
  /** Plain JSON object; given back by `read` and otherwise not looked at. */
  readonly mergeState: Readonly<Record<string, unknown>>;
}

export interface WriteOrdersResult {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Merged orders into the tables; made for one transaction. */
export class OrdersWriter {
  readonly #store: OrderStore;
  readonly #stamp: () => Stamp;

  constructor(connection: Sqlite.Database, stamp: () => Stamp) {
    this.#store = new OrderStore(connection);
    this.#stamp = stamp;
  }

  /** The merge states of those of the keys that are known. */
  read(connectionId: ConnectionId, keys: Iterable<string>): Map<string, Record<string, unknown>> {
    const known = new Map<string, Record<string, unknown>>();
    for (const key of keys) {
      const json = this.#store.mergeState(connectionId, key);
      if (json !== undefined) known.set(key, readObject(json));
    }
    return known;
  }

  /** Upserts by (connection, order.key); an order whose content is the stored one is not written. */
  write(connectionId: ConnectionId, orders: readonly OrderWrite[]): WriteOrdersResult {
    const counts = { added: 0, changed: 0, unchanged: 0 };
    for (const entry of orders) counts[this.#writeOne(connectionId, entry)] += 1;
    return counts;
  }

  #writeOne(connectionId: ConnectionId, { order, mergeState }: OrderWrite): keyof WriteOrdersResult {
    const orderJson = JSON.stringify(order);
    const mergeJson = JSON.stringify(mergeState);
    const hash = contentHash(orderJson, mergeJson);
    const known = this.#store.brief(connectionId, order.key);
    if (known?.content_hash === hash) return 'unchanged';
    const row = {
      number: order.number,
      number_key: sortKey(order.number),
      status: order.status,
      channel_status: order.channelStatus,
      placed_at: order.placedAt,
      modified_at: order.modifiedAt,
      due_at: order.dueAt,
      currency: order.currency,
      total_minor: order.total?.minor ?? null,
      customer_name: order.customerName,
      city: order.city,
      carrier: order.carrier,
      tracking_number: order.trackingNumber,
      line_count: order.lines.length,
      piece_count: order.lines.reduce((sum, line) => sum + line.quantity, 0),
      detail: JSON.stringify(orderDetailColumns(order)),
      merge_state: mergeJson,
      content_hash: hash,
    };
    const id = this.#store.save(known?.id ?? null, connectionId, order.key, row, this.#stamp());
    this.#store.replaceLines(id, order.lines);
    this.#store.replaceTerms(id, known !== undefined, orderTerms(order));
    return known === undefined ? 'added' : 'changed';
  }
}

function orderTerms(order: OrderWrite['order']): string {
  return searchTerms({
    codes: [
      order.number,
      order.key,
      order.trackingNumber,
      ...order.packages.flatMap((pack) => [pack.key, pack.trackingNumber]),
      ...order.lines.flatMap((line) => [line.sku, line.barcode]),
    ],
    texts: [
      order.customerName,
      order.shippingAddress?.name,
      order.city,
      order.email,
      order.phone,
      ...order.lines.map((line) => line.title),
    ],
  });
}
