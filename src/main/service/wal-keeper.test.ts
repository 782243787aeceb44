import { closeSync, openSync, readSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database';
import { createReader } from '../database/read/reader';
import { buildReaderWorker } from '../database/test-kit/built-reader';
import { silentLog } from '../log/log';
import { keepWalShort } from './wal-keeper';

/** How often the log was begun: a number in its head. https://sqlite.org/fileformat2.html#the_write_ahead_log */
function timesBegun(path: string): number {
  const head = Buffer.alloc(16);
  const file = openSync(`${path}-wal`, 'r');
  readSync(file, head, 0, head.length, 0);
  closeSync(file);
  return head.readUInt32BE(12);
}

it('moves a long write-ahead log into the file, and the next write begins it anew', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kervan-wal-'));
  const database = await openDatabase({ dataDir, now: Date.now, log: silentLog });
  const reader = createReader({ dataDir });
  const end = keepWalShort(database, reader, silentLog);
  try {
    const write = (index: number) =>
      database.writePage((tx) => tx.meta.set(`filler${index}`, 'x'.repeat(200_000)));
    let index = 0;
    while (database.walBytes < 6 * 1024 * 1024) write(index++);
    const grown = database.walBytes;
    // After the move the log is used from its beginning: it grows no further while as much again is written.
    await expect
      .poll(
        () => {
          write(index % 10);
          index += 1;
          return database.walBytes <= grown + 1024 * 1024 && index > 60;
        },
        { timeout: 20_000, interval: 20 },
      )
      .toBe(true);
    expect(database.meta.get('filler0')).toHaveLength(200_000);
  } finally {
    end();
    await reader.close();
    database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});

it('keeps the log short also while page follows page without a pause', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kervan-wal-'));
  const database = await openDatabase({ dataDir, now: Date.now, log: silentLog });
  const workerFile = await buildReaderWorker(join(dataDir, 'worker'));
  const reader = createReader({ dataDir, workerFile });
  const end = keepWalShort(database, reader, silentLog);
  try {
    const first = timesBegun(database.path);
    let written = 0;
    while (written < 8000 && timesBegun(database.path) < first + 2) {
      await database.pageTurn();
      database.writePage((tx) => tx.meta.set(`filler${written % 50}`, String(written % 7).repeat(200_000)));
      written += 1;
    }
    expect(timesBegun(database.path)).toBe(first + 2);
  } finally {
    end();
    await reader.close();
    database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 90_000);
