import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { silentLog } from '../../src/main/log/log';
import { createService } from '../../src/main/service/create-service';
import { createSecretRegistry, masterKeyKeyring } from '../../src/main/vault';
import { bareLoop } from './kit/bare-loop';
import { report } from './kit/report';
import { median } from './kit/statistics';
import { type ShopProcess, startShopProcess } from './kit/woocommerce-process';

const PRODUCTS = 20_000;
const RUNS = 3;

interface SyncRun {
  readonly ms: number;
  readonly rows: number;
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
}

/** A first full sync of the shop into a new data folder, by the whole service. */
async function kervanSync(shop: ShopProcess): Promise<SyncRun> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
  const service = await createService({
    dataDir,
    keyring: masterKeyKeyring(randomBytes(32)),
    secretRegistry: createSecretRegistry(),
    version: '0.0.0-bench',
    allowHosts: [new URL(shop.url).host],
    practice: false,
    nativeBinding: process.env.KERVAN_SQLITE_BINDING || undefined,
    // As in the app: large reads and the write-ahead log are the reader thread's work.
    readerWorker: resolve(import.meta.dirname, '../../out/main/reader-worker.js'),
    now: Date.now,
    log: silentLog,
  });
  await service.start();
  const { id } = await service.handlers['connections.create']({
    integration: 'woocommerce',
    name: 'Bench',
    credentials: { ...shop.credentials },
    settings: {
      baseUrl: shop.url,
      schedules: { products: { everyMinutes: 0 }, orders: { everyMinutes: 0 } },
    },
    active: true,
  });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const ended = new Promise<void>((resolve, reject) => {
    service.events.on('run.changed', (run) => {
      if (run.state === 'done' || run.state === 'partial') resolve();
      if (run.state === 'failed') reject(new Error(JSON.stringify(run.error)));
    });
  });
  delay.enable();
  const began = performance.now();
  await service.handlers['connections.sync']({ id, streams: ['products'], mode: 'full', trigger: 'person' });
  await ended;
  const ms = performance.now() - began;
  delay.disable();
  const { count } = await service.handlers['listings.count']({});
  await service.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return { ms, rows: count, delayP99Ms: delay.percentile(99) / 1e6, delayMaxMs: delay.max / 1e6 };
}

const shop = await startShopProcess(PRODUCTS);
try {
  await bareLoop(shop);
  const bare: number[] = [];
  const kervan: SyncRun[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    bare.push((await bareLoop(shop)).ms);
    kervan.push(await kervanSync(shop));
  }
  const rows = kervan[0]?.rows ?? 0;
  report({
    name: 'sync.full.woocommerce.20000',
    value: median(kervan.map((one) => one.ms)) / median(bare),
    unit: 'times',
    aim: '≤ 1.3 of a bare loop over the same pages and rows',
    details: {
      products: PRODUCTS,
      rows,
      runs: RUNS,
      kervanMs: Math.round(median(kervan.map((one) => one.ms))),
      bareMs: Math.round(median(bare)),
      rowsPerSecond: Math.round((rows * 1000) / median(kervan.map((one) => one.ms))),
    },
  });
  report({
    name: 'sync.full.eventLoopDelay.p99',
    value: median(kervan.map((one) => one.delayP99Ms)),
    unit: 'ms',
    aim: '≤ 30 ms',
    details: { maxMs: Math.round(Math.max(...kervan.map((one) => one.delayMaxMs))), runs: RUNS },
  });
} finally {
  shop.stop();
}
