import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ListingId } from '../../shared/domain/ids';
import type { Database } from './database';
import { createReader, type Reader } from './read/reader';
import { buildReaderWorker } from './test-kit/built-reader';
import { addConnection, openIn, product, temporaryFolder, variant } from './test-kit/temporary-database';

const folder = temporaryFolder();
const dataDir = join(folder.path, 'data');
let workerFile = '';
let database: Database;
let reader: Reader | undefined;

beforeAll(async () => {
  workerFile = await buildReaderWorker(join(folder.path, 'out'));
  database = await openIn(dataDir);
  const connectionId = addConnection(database);
  const goods = Array.from({ length: 500 }, (_, index) => product(`p${index}`, [variant(`v${index}`)]));
  database.write((tx) => tx.products.apply(goods, { connectionId, fullRunId: null }));
}, 120_000);
afterEach(async () => {
  await reader?.close();
});
afterAll(() => {
  database.close();
  folder.remove();
});

describe('the reader in its own thread', () => {
  it('answers as the one in the process does', async () => {
    reader = createReader({ dataDir, workerFile });
    const near = createReader({ dataDir });
    for (const query of [{}, { text: 'ürün 1' }, { stockMax: 0 }]) {
      expect(await reader.listings.count(query)).toEqual(await near.listings.count(query));
      expect(await reader.listings.window(query, 0, 50)).toEqual(await near.listings.window(query, 0, 50));
    }
    let rows = 0;
    for await (const chunk of reader.listings.iterate({}, {}, 120)) rows += chunk.length;
    expect(rows).toBe(500);
    await near.close();
  });

  it('carries a failure over as the error it is', async () => {
    reader = createReader({ dataDir, workerFile });
    await expect(reader.listings.get('99999' as ListingId)).rejects.toMatchObject({
      name: 'AppError',
      code: 'input.notFound',
    });
    await expect(reader.listings.page({ cursor: '?', limit: 1 })).rejects.toMatchObject({
      code: 'input.cursorInvalid',
    });
  });

  it('answers many questions asked at once, each its own', async () => {
    reader = createReader({ dataDir, workerFile });
    const asked = reader;
    const windows = await Promise.all(
      Array.from({ length: 40 }, (_, index) => asked.listings.window({}, index * 10, 1)),
    );
    expect(new Set(windows.map((rows) => rows[0]?.id)).size).toBe(40);
  });

  it('refuses questions after the end instead of hanging', async () => {
    reader = createReader({ dataDir, workerFile });
    await reader.totals();
    await reader.close();
    await expect(reader.totals()).rejects.toMatchObject({ code: 'internal.stopping' });
  });

  it('says so when it cannot start', async () => {
    const broken = createReader({ dataDir: join(folder.path, 'nothing'), workerFile });
    await expect(broken.totals()).rejects.toMatchObject({ name: 'AppError' });
    await broken.close();
  });
});
