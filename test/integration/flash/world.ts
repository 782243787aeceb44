import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type ChannelRules, DEFAULT_RULES } from '../../../src/shared/domain/channel-rules';
import { turkishEan13 } from '../../marketplaces/kit';
import { shelfFaults } from './audit';
import type { Books } from './books';
import { saleNow } from './clock';
import type { Kervan } from './kervan';
import type { Shop } from './shops';
import { isSoon, until } from './until';

const SETUP_MS = 120_000;
const SETTLED_MS = 120_000;
/** So long a number may be on its way although no row waits: a question that is due a little later. */
const IN_STEP_MS = 25_000;

const RULES: ChannelRules = {
  ...DEFAULT_RULES,
  stock: { send: true, safety: 0, maximumShown: null, sharePercent: 100 },
};

/** Connects the shops, makes Kervan's goods of the first one's, matches the others' and lets stock be sent to all. */
export async function setUp(
  kervan: Kervan,
  shops: readonly Shop[],
  products: number,
): Promise<Map<number, string>> {
  const [first] = shops;
  if (first === undefined) throw new Error('no shops');
  await kervan.connectAll();
  await kervan.readAll(['products', 'orders'], 'full');
  await until(
    'every listing has a proposal',
    () => kervan.api.get<{ new: number }>('/api/matches/summary'),
    (summary) => summary.new === shops.length * products,
    SETUP_MS,
  );
  await kervan.api.post('/api/matches/create', { connection: kervan.connectionOf(first) });
  const accepted = await kervan.api.post<{ matched: number }>('/api/matches/accept', {});
  if (accepted.matched !== (shops.length - 1) * products)
    throw new Error(`${accepted.matched} listings were matched by their barcodes`);
  const opened = saleNow();
  for (const shop of shops)
    await kervan.api.put(`/api/connections/${kervan.connectionOf(shop)}/rules`, { rules: RULES });
  await kervan.openTheWay();
  const variants = await kervan.api.all<{ id: string; barcode: string }>('/api/variants');
  const ids = new Map(variants.map(({ id, barcode }) => [barcode, id]));
  // Channels tell an order's time in whole seconds: what is sold in the second of the opening count is not told apart from it.
  await until('the next second', saleNow, (now) => now > opened + 1100, 5000);
  return new Map(
    Array.from({ length: products }, (_, product) => [product, ids.get(turkishEan13(product)) ?? '']),
  );
}

export interface Settling {
  readonly ordersMs: number;
  readonly sentMs: number;
  /** How often products had to be read until every channel showed what is free. */
  readonly productReads: number;
  readonly totalMs: number;
}

/** Nothing goes wrong any more: reads all orders, then waits until every channel shows what is free. */
export async function settle(kervan: Kervan, shops: readonly Shop[], books: Books): Promise<Settling> {
  for (const { market } of shops) market.faults.clear();
  await kervan.post.clear();
  await kervan.repairHooks();
  const begun = Date.now();
  await kervan.readAll(['orders']);
  const ordersMs = Date.now() - begun;
  await untilSent(kervan);
  const sentMs = Date.now() - begun - ordersMs;
  let productReads = 0;
  for (const mode of ['delta', 'full', 'full'] as const) {
    if (shelfFaults(shops, books).length === 0) break;
    productReads += 1;
    await kervan.readAll(['products'], mode);
    await isSoon(() => shelfFaults(shops, books).length === 0, IN_STEP_MS);
    await untilSent(kervan);
  }
  await until(
    'every delivery is settled',
    () => deliveries(kervan),
    ({ fresh, waiting }) => fresh + waiting === 0,
    SETTLED_MS,
  );
  return { ordersMs, sentMs, productReads, totalMs: Date.now() - begun };
}

/** No stock value waits to be sent, is on its way, or is in doubt. */
async function untilSent(kervan: Kervan): Promise<void> {
  await until(
    'all stock is told',
    () => waitingValues(kervan),
    (states) => states.length === 0,
    SETTLED_MS,
  );
}

interface StateCount {
  readonly connection: string;
  readonly state: string;
  readonly count: number;
}

function waitingValues(kervan: Kervan): StateCount[] {
  return fromFile(kervan, (database) =>
    database
      .prepare<[], StateCount>(
        `SELECT c.name AS connection, v.state, count(*) AS count FROM listing_values v
         JOIN connections c ON c.id = v.connection_id
         WHERE v.kind = 'stock' AND v.state IN ('queued', 'sending', 'sent', 'unknown') GROUP BY 1, 2
         UNION ALL SELECT 'all', 'not computed', count(*) FROM values_due HAVING count(*) > 0
         UNION ALL SELECT 'all', 'rules not computed', count(*) FROM channel_rules
           WHERE applied_version < version HAVING count(*) > 0`,
      )
      .all(),
  );
}

export interface DeliveryCounts {
  readonly fresh: number;
  readonly waiting: number;
  readonly done: number;
  /** Set aside, or without proof: there are none. */
  readonly wrong: number;
  /** Came again after the first time. */
  readonly repeated: number;
}

/** What became of what the shops told. */
export function deliveries(kervan: Kervan): DeliveryCounts {
  const [counts] = fromFile(kervan, (database) =>
    database
      .prepare<[], DeliveryCounts>(
        `SELECT count(*) FILTER (WHERE state = 'new') AS fresh, count(*) FILTER (WHERE state = 'waiting') AS waiting,
           count(*) FILTER (WHERE state = 'done') AS done,
           count(*) FILTER (WHERE state IN ('aside', 'refused')) AS wrong, coalesce(sum(repeats), 0) AS repeated
         FROM webhook_deliveries`,
      )
      .all(),
  );
  if (counts === undefined) throw new Error('counted nothing');
  return counts;
}

/** How many stock values stand in which state. */
export function valueStates(kervan: Kervan): Record<string, number> {
  const rows = fromFile(kervan, (database) =>
    database
      .prepare<[], { state: string; count: number }>(
        "SELECT state, count(*) AS count FROM listing_values WHERE kind = 'stock' GROUP BY state",
      )
      .all(),
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** What Kervan knows of the stock value of one listing, for the words of a failure. */
export function toldValue(kervan: Kervan, shop: Shop, key: string): unknown {
  return fromFile(kervan, (database) =>
    database
      .prepare<[string, string], unknown>(
        `SELECT v.*, l.stock FROM listing_values v JOIN listings l ON l.id = v.listing_id
         WHERE v.kind = 'stock' AND l.connection_id = ? AND l.variant_key = ?`,
      )
      .get(kervan.connectionOf(shop), key),
  );
}

function fromFile<T>(kervan: Kervan, ask: (database: Database.Database) => T): T {
  const database = new Database(join(kervan.dataDir, 'kervan.db'), { readonly: true });
  try {
    return ask(database);
  } finally {
    database.close();
  }
}
