// Processor time of one page from the bytes of its answer to its rows on disk, all threads of the process. Other work on the machine
// disturbs it far less than a clock on the wall, so that two versions can be compared.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connector } from '../../connectors/woocommerce/connector';
import { type Database, newConnectionId, newRunId, openDatabase } from '../../src/main/database';
import { silentLog } from '../../src/main/log/log';
import { runStream } from '../../src/main/sync/stream-run';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { recordAnswers, replayedClient } from './kit/replayed-channel';
import { report } from './kit/report';
import { median } from './kit/statistics';
import { startShopProcess } from './kit/woocommerce-process';

const PRODUCTS = 20_000;
const RUNS = 5;

interface Cost {
  readonly pages: number;
  readonly firstMs: number;
  readonly unchangedMs: number;
}

const shop = await startShopProcess(PRODUCTS);
const answers = await recordAnswers(connector, shop).finally(() => shop.stop());

/** Processor time of the whole process for one full reading of all pages, ms. */
async function readAll(database: Database, connectionId: ConnectionId): Promise<number> {
  const id = newRunId();
  const run = database.write((tx) =>
    tx.runs.create({ id, connectionId, mode: 'full', startedBy: 'person', streams: ['products'] }),
  );
  const before = process.cpuUsage();
  await runStream({
    database,
    client: replayedClient(connector, shop, answers),
    definition: connector,
    run,
    stream: 'products',
    signal: new AbortController().signal,
    now: Date.now,
    onPage: () => undefined,
    onWait: () => undefined,
    onProblems: () => undefined,
  });
  const { user, system } = process.cpuUsage(before);
  database.write((tx) => {
    tx.runs.setStreamState(id, 'products', 'done');
    tx.runs.setState(id, 'done');
  });
  return (user + system) / 1000;
}

async function measure(): Promise<Cost> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
  const database = await openDatabase({
    dataDir,
    nativeBinding: process.env.KERVAN_SQLITE_BINDING || undefined,
    now: Date.now,
    log: silentLog,
  });
  const connectionId = newConnectionId();
  database.write((tx) =>
    tx.connections.create({
      id: connectionId,
      integration: 'woocommerce',
      name: 'Bench',
      state: 'active',
      fields: {},
      learned: {},
      settings: { baseUrl: shop.url },
    }),
  );
  const pages = answers.size;
  const firstMs = (await readAll(database, connectionId)) / pages;
  const unchangedMs = (await readAll(database, connectionId)) / pages;
  database.close();
  rmSync(dataDir, { recursive: true, force: true });
  return { pages, firstMs, unchangedMs };
}

await measure();
const costs: Cost[] = [];
for (let run = 0; run < RUNS; run += 1) costs.push(await measure());
const details = { pages: costs[0]?.pages ?? 0, products: PRODUCTS, runs: RUNS };
report({
  name: 'sync.page.processor.first',
  value: median(costs.map((one) => one.firstMs)),
  unit: 'ms',
  details: { ...details, all: costs.map((one) => one.firstMs.toFixed(2)).join(' ') },
});
report({
  name: 'sync.page.processor.unchanged',
  value: median(costs.map((one) => one.unchangedMs)),
  unit: 'ms',
  details: { ...details, all: costs.map((one) => one.unchangedMs.toFixed(2)).join(' ') },
});
