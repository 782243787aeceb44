import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../database';
import { createReader } from '../database/read/reader';
import { silentLog } from '../log/log';
import { keepWalShort } from './wal-keeper';

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
