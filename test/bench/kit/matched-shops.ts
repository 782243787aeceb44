import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { type Database, databasePath, openDatabase } from '../../../src/main/database';
import { silentLog } from '../../../src/main/log/log';
import { createService } from '../../../src/main/service/create-service';
import type { KervanService } from '../../../src/main/service/service';
import { createSecretRegistry, masterKeyKeyring } from '../../../src/main/vault';
import { type ChannelRules, DEFAULT_RULES } from '../../../src/shared/domain/channel-rules';
import type { ConnectionId, VariantId } from '../../../src/shared/domain/ids';
import type { ProductRecord } from '../../../src/shared/domain/product';
import { connectionTo } from '../../integration/kit/practice-account';
import type { GivenProduct } from '../../marketplaces/kit';
import { type BenchShops, benchGoods } from './shops-process';

const STEP_ROWS = 500;
const FIRST_CONTENT_ID = 710_000_000;
const nativeBinding = process.env.KERVAN_SQLITE_BINDING || undefined;

export interface MatchedShops {
  readonly service: KervanService;
  readonly connectionIds: readonly ConnectionId[];
  /** Questions to the file itself, past the service. */
  readonly file: Sqlite.Database;
  /** Moves the service's clock on. */
  skip(milliseconds: number): void;
  stop(): Promise<void>;
}

/** The service over a new data folder in which every shop's goods are read and matched; nothing is sent yet. */
export async function matchedShops(
  shops: BenchShops,
  products: number,
  stock: number,
): Promise<MatchedShops> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
  const masterKey = randomBytes(32);
  let skipped = 0;
  const open = () =>
    createService({
      dataDir,
      keyring: masterKeyKeyring(masterKey),
      secretRegistry: createSecretRegistry(),
      version: '0.0.0-bench',
      allowHosts: shops.shops.map(({ url }) => new URL(url).host),
      practice: false,
      nativeBinding,
      readerWorker: resolve(import.meta.dirname, '../../../out/main/reader-worker.js'),
      now: () => Date.now() + skipped,
      log: silentLog,
    });
  const first = await open();
  const connectionIds: ConnectionId[] = [];
  for (const [index, shop] of shops.shops.entries()) {
    const account = connectionTo({ id: shops.integration, ...shop }, `Mağaza ${index + 1}`);
    const { id } = await first.handlers['connections.create']({ ...account, active: true });
    connectionIds.push(id);
  }
  await first.stop();
  await putGoods(dataDir, shops, connectionIds, benchGoods(products, stock));
  const service = await open();
  await service.start();
  const file = new Sqlite(databasePath(dataDir), {
    readonly: true,
    ...(nativeBinding ? { nativeBinding } : {}),
  });
  return {
    service,
    connectionIds,
    file,
    skip: (milliseconds) => {
      skipped += milliseconds;
    },
    async stop() {
      file.close();
      await service.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function rulesThat(change: Partial<ChannelRules>): ChannelRules {
  return { ...DEFAULT_RULES, ...change };
}

async function putGoods(
  dataDir: string,
  shops: BenchShops,
  connectionIds: readonly ConnectionId[],
  goods: readonly GivenProduct[],
): Promise<void> {
  const database = await openDatabase({ dataDir, now: Date.now, log: silentLog, nativeBinding });
  const variants = await makeVariants(database, goods);
  for (const [index, connectionId] of connectionIds.entries()) {
    const records = goods.map((one, place) =>
      recordOf(shops, one, place, shops.shops[index]?.keys[place] ?? ''),
    );
    for (let from = 0; from < records.length; from += STEP_ROWS) {
      database.write((tx) => {
        tx.products.apply(records.slice(from, from + STEP_ROWS), { connectionId, fullRunId: null });
      });
      await setImmediate();
    }
    await matchAll(database, connectionId, variants);
  }
  database.close();
}

async function makeVariants(
  database: Database,
  goods: readonly GivenProduct[],
): Promise<ReadonlyMap<string, VariantId>> {
  const made = new Map<string, VariantId>();
  const openedAt = Date.now() - 60_000;
  for (let from = 0; from < goods.length; from += STEP_ROWS) {
    database.write((tx) => {
      for (const { sku, barcode, title, price, stock } of goods.slice(from, from + STEP_ROWS)) {
        const { id } = tx.variants.create({
          ...{ title, sku, barcode, variantTitle: null, brand: null, options: [], costMinor: null },
          ...{
            basePriceMinor: minorOf(price),
            baseListPriceMinor: null,
            currency: 'TRY',
            vatRate: 20,
            safety: 0,
          },
        });
        tx.stock.open(id, stock, openedAt, 'system');
        made.set(barcode, id);
      }
    });
    await setImmediate();
  }
  return made;
}

async function matchAll(
  database: Database,
  connectionId: ConnectionId,
  variants: ReadonlyMap<string, VariantId>,
): Promise<void> {
  let after: string | null = '';
  while (after !== null) {
    const from: string = after;
    after = database.write((tx) => {
      const step = tx.matches.open(connectionId, from, STEP_ROWS);
      for (const listing of step.listings) {
        const variantId = variants.get(listing.barcode ?? '');
        if (variantId === undefined) throw new Error(`no variant for ${listing.barcode}`);
        tx.matches.set(listing, { state: 'matched', variantId, reason: 'barcode' }, 'system');
      }
      return step.after;
    });
    await setImmediate();
  }
}

const minorOf = (price: string): number => Math.round(Number(price) * 100);

/** As the channel's products stream gives it. */
function recordOf(shops: BenchShops, one: GivenProduct, place: number, key: string): ProductRecord {
  const price = { minor: minorOf(one.price), currency: 'TRY' };
  const isTrendyol = shops.integration === 'trendyol';
  const productKey = isTrendyol ? String(FIRST_CONTENT_ID + place) : key;
  const remoteIds: Record<string, string> = isTrendyol ? { contentId: productKey } : { productId: key };
  return {
    kind: 'product',
    key: productKey,
    title: one.title,
    status: 'active',
    variants: [
      {
        key,
        sku: one.sku,
        barcode: one.barcode,
        price,
        listPrice: price,
        stock: one.stock,
        status: 'active',
        remoteIds,
      },
    ],
  };
}

/** Looks again and again until the question to the file has the wanted answer. */
export async function untilCount(
  file: Sqlite.Database,
  question: string,
  given: readonly (string | number)[],
  wanted: number,
  { timeoutMs, everyMs }: { readonly timeoutMs: number; readonly everyMs: number },
): Promise<void> {
  const statement = file.prepare<(string | number)[], { count: number }>(question);
  const end = performance.now() + timeoutMs;
  for (;;) {
    const count = statement.get(...given)?.count;
    if (count === wanted) return;
    if (performance.now() > end) throw new Error(`${question}: ${count} instead of ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
