import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ConnectionId, RunId } from '../../../shared/domain/ids';
import type { ProductRecord, VariantRecord } from '../../../shared/domain/product';
import type { SyncMode } from '../../../shared/domain/stream';
import type { Database } from '../database';
import { newConnectionId, newRunId } from '../new-id';
import { type OpenDatabaseOptions, openDatabase } from '../open-database';

export const silentLog = { info: () => {}, warn: () => {} };

export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'kervan-db-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A clock a test moves by hand. */
export function handClock(start = 1_760_000_000_000) {
  let time = start;
  return {
    now: () => time,
    set: (value: number) => {
      time = value;
    },
    add: (ms: number) => {
      time += ms;
    },
  };
}

export const openIn = (dataDir: string, options: Partial<OpenDatabaseOptions> = {}): Promise<Database> =>
  openDatabase({ dataDir, now: handClock().now, log: silentLog, ...options });

/** A new file in a folder of its own; both are gone when the test that opened them has ended. */
export async function openTemporary(options: Partial<OpenDatabaseOptions> = {}): Promise<Database> {
  const folder = temporaryFolder();
  const database = await openIn(folder.path, options);
  onTestFinished(() => {
    database.close();
    folder.remove();
  });
  return database;
}

export function addConnection(database: Database, name = 'Ana mağaza'): ConnectionId {
  const id = newConnectionId();
  database.write((tx) =>
    tx.connections.create({
      id,
      integration: 'trendyol',
      name,
      state: 'active',
      fields: {},
      learned: {},
      settings: {},
    }),
  );
  return id;
}

export function addRun(database: Database, connectionId: ConnectionId, mode: SyncMode = 'full'): RunId {
  const id = newRunId();
  database.write((tx) =>
    tx.runs.create({ id, connectionId, mode, startedBy: 'person', streams: ['products'] }),
  );
  return id;
}

export function endRun(database: Database, id: RunId): void {
  database.write((tx) => {
    for (const { stream } of tx.runs.get(id).streams) tx.runs.setStreamState(id, stream, 'done');
    tx.runs.setState(id, 'done');
  });
}

export function product(
  key: string,
  variants: readonly VariantRecord[],
  rest: Partial<ProductRecord> = {},
): ProductRecord {
  return { kind: 'product', key, title: `Ürün ${key}`, variants: [...variants], ...rest };
}

export function variant(key: string, rest: Partial<VariantRecord> = {}): VariantRecord {
  return { key, sku: `SKU-${key}`, stock: 5, price: { minor: 9990, currency: 'TRY' }, ...rest };
}
