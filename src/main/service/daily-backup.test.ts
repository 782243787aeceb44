import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database';
import { listBackups, newConnectionId, openDatabase } from '../database';
import { createReader, type Reader } from '../database/read/reader';
import { silentLog } from '../log/log';
import { createSecretRegistry, masterKeyKeyring, openVault } from '../vault';
import type { ServiceContext } from './context';
import { DailyBackup } from './daily-backup';

let dataDir: string;
let database: Database;
let reader: Reader;
let time = Date.parse('2026-11-24T00:00:00Z');

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kervan-daily-'));
  database = await openDatabase({ dataDir, now: () => time, log: silentLog });
  reader = createReader({ dataDir });
});
afterEach(async () => {
  await reader.close();
  database.close();
  await rm(dataDir, { recursive: true, force: true });
});

function connect() {
  const id = newConnectionId();
  database.write((tx) =>
    tx.connections.create({
      id,
      integration: 'trendyol',
      name: 'Mağaza',
      state: 'paused',
      fields: {},
      learned: {},
      settings: {},
    }),
  );
  return id;
}
const daily = () =>
  new DailyBackup({ database, reader, now: () => time, log: silentLog } as unknown as ServiceContext);
const count = () => listBackups(dataDir).length;

describe('the daily backup', () => {
  it('is made once a day, and not while there is nothing to lose', async () => {
    const backups = daily();
    backups.look();
    expect(count()).toBe(0);
    connect();
    backups.look();
    await expect.poll(count).toBe(1);
    backups.look();
    time += 23 * 3_600_000;
    backups.look();
    expect(count()).toBe(1);
    time += 2 * 3_600_000;
    backups.look();
    await expect.poll(count).toBe(2);
  });

  it('forgets the sealed secrets of a deleted connection', async () => {
    const id = connect();
    const other = connect();
    const vault = await openVault({
      database,
      keyring: masterKeyKeyring(randomBytes(32)),
      registry: createSecretRegistry(),
    });
    await vault.put(id, { apiKey: 'first' });
    await vault.put(other, { apiKey: 'second' });
    const sealed = (of: typeof id) => Buffer.from(database.secrets.of(of)[0]?.sealed ?? []);
    const [gone, kept] = [sealed(id), sealed(other)];
    daily().look();
    await expect.poll(count).toBe(1);
    const file = listBackups(dataDir)[0]?.path ?? '';
    expect(readFileSync(file).includes(gone)).toBe(true);
    expect(database.forgetInBackups(id)).toEqual([]);
    expect(readFileSync(file).includes(gone)).toBe(false);
    expect(readFileSync(file).includes(kept)).toBe(true);
    vault.close();
  });
});
