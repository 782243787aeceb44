import { expect, type Page } from '@playwright/test';
import type { ListingRow, OrderDetail, OrderRow } from '../../../src/shared/contract/catalogue-data';
import type { ConnectionId, RunId } from '../../../src/shared/domain/ids';
import { lineText, type TrueListing, type TrueOrder } from '../../integration/kit/truth';
import { invoke } from './bridge';

const WINDOW = 500;

/** Every listing of a connection, asked window by window as the grid asks. */
export async function allListings(page: Page, connectionId: ConnectionId): Promise<ListingRow[]> {
  const query = { connectionIds: [connectionId] };
  const { count } = await invoke(page, 'listings.count', query);
  const rows: ListingRow[] = [];
  while (rows.length < count) {
    const window = { offset: rows.length, limit: WINDOW };
    const more = await invoke(page, 'listings.window', { query, window });
    expect(more.length).toBeGreaterThan(0);
    rows.push(...more);
  }
  return rows;
}

/** Every order of a connection with its lines. */
export async function allOrders(page: Page, connectionId: ConnectionId): Promise<OrderDetail[]> {
  const query = { connectionIds: [connectionId] };
  const { count } = await invoke(page, 'orders.count', query);
  const rows: OrderRow[] = [];
  while (rows.length < count) {
    const window = { offset: rows.length, limit: WINDOW };
    const more = await invoke(page, 'orders.window', { query, window });
    expect(more.length).toBeGreaterThan(0);
    rows.push(...more);
  }
  return Promise.all(rows.map(({ id }) => invoke(page, 'orders.get', { id })));
}

/** Compares every listing with what the marketplace itself has: none missing, none twice, none different. */
export function expectSameListings(rows: readonly ListingRow[], wanted: readonly TrueListing[]): void {
  expect(rows.map((row) => row.variantKey).sort()).toEqual(wanted.map((one) => one.key).sort());
  const byKey = new Map(rows.map((row) => [row.variantKey, row]));
  const differing = wanted.flatMap((one) => {
    const row = byKey.get(one.key);
    const found = {
      sku: row?.sku,
      barcode: one.barcode === undefined ? undefined : row?.barcode,
      priceMinor: one.priceMinor === undefined ? undefined : (row?.price?.minor ?? null),
      stock: one.stock === undefined ? undefined : row?.stock,
    };
    const { key, ...asked } = { barcode: undefined, ...one };
    return JSON.stringify(sorted(found)) === JSON.stringify(sorted(asked)) ? [] : [{ key, asked, found }];
  });
  expect(differing).toEqual([]);
}

/** Compares every order, its lines and its total with the marketplace's own. */
export function expectSameOrders(rows: readonly OrderDetail[], wanted: readonly TrueOrder[]): void {
  expect(rows.map((row) => row.number).sort()).toEqual(wanted.map((one) => one.number).sort());
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const differing = wanted.flatMap((one) => {
    const row = byNumber.get(one.number);
    const found = {
      number: row?.number,
      lines: (row?.lines ?? []).map((line) => lineText(line.sku, line.quantity)).sort(),
      totalMinor: one.totalMinor === undefined ? undefined : row?.total?.minor,
    };
    return JSON.stringify(sorted(found)) === JSON.stringify(sorted({ ...one })) ? [] : [{ one, found }];
  });
  expect(differing).toEqual([]);
}

const sorted = (value: object) =>
  Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Waits until a run has ended and returns how. */
export async function runEnd(page: Page, id: RunId, timeout = 120_000) {
  await expect
    .poll(async () => (await invoke(page, 'runs.get', { id })).endedAt, { timeout, intervals: [200] })
    .not.toBeNull();
  return invoke(page, 'runs.get', { id });
}
