import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../shared/domain/ids';
import type { Database } from './database';
import { sweepListings } from './long-work';
import { createReader, type Reader } from './read/reader';
import {
  addConnection,
  addRun,
  openIn,
  product,
  temporaryFolder,
  variant,
} from './test-kit/temporary-database';

const ROWS = 100_000;
const PAGE = 1000;
const folder = temporaryFolder();
let database: Database;
let reader: Reader;
let connectionId: ConnectionId;

/** Titles spread over the alphabet; the number at the end tells them apart. */
const record = (index: number) =>
  product(`p${index}`, [variant(`v${index}`, { sku: `KOD-${index}`, stock: index % 100 })], {
    title: `${'ÇŞİĞÜÖABDEZ'[index % 11]}rün ${index}`,
    brand: `Marka ${index % 250}`,
  });

beforeAll(async () => {
  database = await openIn(folder.path);
  reader = createReader({ dataDir: folder.path });
  connectionId = addConnection(database);
  for (let from = 0; from < ROWS; from += PAGE) {
    const records = Array.from({ length: PAGE }, (_, index) => record(from + index));
    database.write((tx) => tx.products.apply(records, { connectionId, fullRunId: null }));
  }
}, 600_000);
afterAll(async () => {
  await reader.close();
  database.close();
  folder.remove();
});

describe('a hundred thousand listings', () => {
  it('are counted, filtered and searched exactly', async () => {
    expect(await reader.listings.count({})).toEqual({ count: ROWS, total: ROWS });
    expect((await reader.listings.count({ stockMax: 0 })).count).toBe(ROWS / 100);
    expect((await reader.listings.count({ brands: ['Marka 7'] })).count).toBe(ROWS / 250);
    expect((await reader.listings.count({ text: 'kod-4242' })).count).toBe(11);
    expect((await reader.listings.window({ text: 'kod-4242' }, 0, 1))[0]?.sku).toBe('KOD-4242');
    expect((await reader.listings.facets({})).brands).toHaveLength(200);
    expect((await reader.totals(connectionId)).listings).toBe(ROWS);
  }, 120_000);

  it('come in one order without a gap or a double, wherever a stretch begins', async () => {
    const ids = new Set<string>();
    for (let offset = 0; offset < ROWS; offset += 20_000) {
      const rows = await reader.listings.window({}, offset, 500);
      for (const row of rows) ids.add(row.id);
      const next = await reader.listings.window({}, offset + 499, 2);
      expect(next[0]?.id).toBe(rows.at(-1)?.id);
    }
    expect(ids.size).toBe((ROWS / 20_000) * 500);
    const end = await reader.listings.window({}, ROWS - 2, 10);
    expect(end.map((row) => row.title?.[0])).toEqual(['Z', 'Z']);
    const firstLetters = await Promise.all(
      Array.from({ length: 11 }, (_, step) =>
        reader.listings.window({}, Math.floor((step * ROWS) / 11) + 5, 1),
      ),
    );
    expect(firstLetters.map(([row]) => row?.title?.[0]).join('')).toBe('ABÇDEĞİÖŞÜZ');
  }, 120_000);

  it('are followed change by change to the last one', async () => {
    const seen = new Set<string>();
    let cursor: string | undefined;
    for (;;) {
      const page = await reader.listings.page({ cursor, limit: 1000 });
      if (page.nextCursor === null) break;
      for (const row of page.rows) seen.add(row.id);
      cursor = page.nextCursor;
    }
    expect(seen.size).toBe(ROWS);
  }, 120_000);

  it('leave a full run that meets all but one with exactly that one gone', async () => {
    const run = addRun(database, connectionId);
    for (let from = 0; from < ROWS; from += PAGE) {
      const records = Array.from({ length: PAGE }, (_, index) => record(from + index)).filter(
        (one) => one.key !== 'p77777',
      );
      const result = database.write((tx) => tx.products.apply(records, { connectionId, fullRunId: run }));
      expect(result).toMatchObject({ added: 0, changed: 0 });
    }
    expect(await sweepListings(database, connectionId, run)).toBe(1);
    expect(
      (await reader.listings.window({ text: 'kod-77777', includeGone: true }, 0, 1))[0]?.goneAt,
    ).not.toBeNull();
    expect((await reader.listings.count({})).count).toBe(ROWS - 1);
  }, 300_000);
});
