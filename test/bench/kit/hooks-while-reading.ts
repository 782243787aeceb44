import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { silentLog } from '../../../src/main/log/log';
import { createService } from '../../../src/main/service/create-service';
import type { KervanService } from '../../../src/main/service/service';
import { createSecretRegistry, masterKeyKeyring } from '../../../src/main/vault';
import { freePort } from '../../integration/kit/free-port';
import { type Deliveries, type HookedShop, startHookedShop } from './hooked-shop-process';

/** What is loaded and compiled at the first ones is no waiting. */
const WARM_MS = 2_000;
const QUIET_MS = 4_000;

export interface WhileReading {
  readonly quiet: Deliveries;
  readonly reading: Deliveries;
  readonly readingMs: number;
  /** Sent, answered 200, and not in the inbox. */
  readonly lost: number;
}

/** The whole service with deliveries at a steady rate, first with nothing else to do, then while it reads the whole shop. */
export async function hooksWhileReading(products: number, perSecond: number): Promise<WhileReading> {
  const shop = await startHookedShop(products);
  const dataDir = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
  const port = await freePort();
  const service = await createService({
    dataDir,
    keyring: masterKeyKeyring(randomBytes(32)),
    secretRegistry: createSecretRegistry(),
    version: '0.0.0-bench',
    allowHosts: [new URL(shop.url).host, `127.0.0.1:${port}`],
    practice: false,
    nativeBinding: process.env.KERVAN_SQLITE_BINDING || undefined,
    readerWorker: resolve(import.meta.dirname, '../../../out/main/reader-worker.js'),
    now: Date.now,
    log: silentLog,
  });
  try {
    await service.start();
    return await measured(service, shop, port, perSecond);
  } finally {
    await service.stop();
    shop.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measured(
  { handlers, events }: KervanService,
  shop: HookedShop,
  port: number,
  perSecond: number,
): Promise<WhileReading> {
  const { id } = await handlers['connections.create']({
    integration: 'woocommerce',
    name: 'Bench',
    credentials: { ...shop.credentials },
    settings: {
      baseUrl: shop.url,
      schedules: { products: { everyMinutes: 0 }, orders: { everyMinutes: 0 } },
    },
    active: true,
  });
  await handlers['webhooks.listen']({ port });
  await handlers['webhooks.setAddress']({ address: `http://127.0.0.1:${port}` });
  await handlers['webhooks.enable']({ connectionId: id });

  shop.begin(perSecond);
  await wait(WARM_MS);
  const warm = await shop.end();
  shop.begin(perSecond);
  await wait(QUIET_MS);
  const quiet = await shop.end();

  const { runId } = await handlers['connections.sync']({
    id,
    streams: ['products'],
    mode: 'full',
    trigger: 'person',
  });
  const ended = new Promise<void>((done, failed) => {
    events.on('run.changed', (run) => {
      if (run.id !== runId) return;
      if (run.state === 'done' || run.state === 'partial') done();
      if (run.state === 'failed') failed(new Error(JSON.stringify(run.error)));
    });
  });
  const began = performance.now();
  shop.begin(perSecond);
  await ended;
  const readingMs = performance.now() - began;
  const reading = await shop.end();
  const { today } = await handlers['webhooks.status']({});
  return { quiet, reading, readingMs, lost: warm.sent + quiet.sent + reading.sent - today.received };
}
