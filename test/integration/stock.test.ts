import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEFAULT_RULES } from '../../src/shared/domain/channel-rules';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { type InProcess, startInProcess } from './kit/service-in-process';
import { connectShop, readShop, untilProposed } from './kit/shop-over-api';

let kervan: InProcess;
let shop: Awaited<ReturnType<typeof startWooCommerce>>;
let connection: ConnectionId;

interface Sheet {
  readonly id: string;
  readonly sku: string | null;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly openedAt: string | null;
  readonly listings: number;
  readonly levels: readonly {
    readonly warehouseId: string;
    readonly name: string;
    readonly onHand: number;
  }[];
}
interface Movement {
  readonly id: string;
  readonly kind: string;
  readonly onHandChange: number;
  readonly reservedChange: number;
  readonly onHandAfter: number;
  readonly reservedAfter: number;
  readonly connectionName: string | null;
  readonly orderNumber: string | null;
  readonly orderId: string | null;
  readonly actor: string;
  readonly note: string | null;
}
interface Booked {
  readonly change: number;
  readonly level: { readonly onHand: number; readonly available: number };
  readonly repeated: boolean;
}

beforeAll(async () => {
  shop = await startWooCommerce({ products: 8, orders: 0 });
  kervan = await startInProcess([new URL(shop.url).host]);
  connection = await connectShop(kervan, shop);
  await sync('products', 'full');
  await untilProposed(kervan, connection);
  expect((await post<{ matched: number }>('/api/matches/create')).matched).toBeGreaterThanOrEqual(6);
}, 60_000);
afterAll(async () => {
  await kervan.stop();
  await shop.stop();
});

const sync = (stream: 'products' | 'orders', mode: 'full' | 'delta') =>
  readShop(kervan, connection, mode, [stream]);
async function post<T>(path: string, body: object = {}, status = 200): Promise<T> {
  const answer = await kervan.ask('POST', path, body);
  expect(answer.status, answer.text).toBe(status);
  return answer.body as T;
}
async function refused(path: string, body: object): Promise<unknown> {
  const answer = await kervan.ask('POST', path, body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  return (answer.body as { code: string }).code;
}
const sheet = async (id: string) => (await kervan.ask('GET', `/api/stock/${id}`)).body as Sheet;
async function movements(id: string): Promise<Movement[]> {
  const all: Movement[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? '' : `&cursor=${cursor}`;
    const page = (await kervan.ask('GET', `/api/stock/${id}/movements?limit=2${next}`)).body as {
      items: Movement[];
      nextCursor: string | null;
    };
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
async function variants(): Promise<Sheet[]> {
  return ((await kervan.ask('GET', '/api/variants?limit=1000')).body as { items: Sheet[] }).items;
}
/** A matched variant of the shop, and its key there. */
async function onSale(at: number): Promise<{ readonly id: string; readonly key: string }> {
  const bySku = new Map((await variants()).map((one) => [one.sku, one.id]));
  const onShelf = shop.floor.shelf().flatMap(({ sku, key }) => {
    const id = sku === null ? undefined : bySku.get(sku);
    return id === undefined ? [] : [{ id, key }];
  });
  const found = onShelf[at];
  if (found === undefined) throw new Error('no such variant');
  return found;
}
/** The sums of the sheet are the sums of the rows, whatever happened. */
async function expectBooksToAddUp(id: string): Promise<void> {
  const rows = await movements(id);
  const { onHand, reserved, levels } = await sheet(id);
  const sum = (of: (row: Movement) => number) => rows.reduce((total, row) => total + of(row), 0);
  expect(sum((row) => row.onHandChange)).toBe(onHand);
  expect(sum((row) => row.reservedChange)).toBe(reserved);
  expect(rows[0]).toMatchObject({ onHandAfter: onHand, reservedAfter: reserved });
  expect(levels.reduce((total, level) => total + level.onHand, 0)).toBe(onHand);
}
/** A shop tells whole seconds: an order that is to count has to be of a later one than the opening. */
async function nextSecond(id: string): Promise<void> {
  const opened = Date.parse((await sheet(id)).openedAt ?? '');
  await vi.waitFor(() => expect(Date.now() - opened).toBeGreaterThan(1_000), { timeout: 5_000 });
}
const openAlerts = async () =>
  (
    (await kervan.ask('GET', '/api/alerts')).body as { items: { code: string; facts: object }[] }
  ).items.filter(({ code }) => code === 'stock.oversold');

describe('counting', () => {
  it('books the difference to what the person saw, so that a sale in between stays', async () => {
    const { id, key } = await onSale(0);
    await post<Booked>(`/api/stock/${id}/count`, { counted: 10 });
    const seen = (await sheet(id)).onHand;
    expect(seen).toBe(10);
    shop.floor.editStock(key, 10);
    await nextSecond(id);
    expect(shop.floor.sell([{ key, quantity: 3 }])).not.toBeNull();
    await sync('orders', 'delta');
    expect((await sheet(id)).onHand).toBe(7);
    // Nine lay there when somebody counted; three of them are sold.
    const booked = await post<Booked>(`/api/stock/${id}/count`, {
      counted: 9,
      expected: seen,
      note: 'Kasım',
    });
    expect(booked).toMatchObject({ change: -1, level: { onHand: 6 }, repeated: false });
    const [count, sale] = await movements(id);
    expect(count).toMatchObject({ kind: 'count', onHandChange: -1, note: 'Kasım', actor: 'api' });
    expect(sale).toMatchObject({ kind: 'sale', onHandChange: -3, connectionName: 'Mağaza', actor: 'system' });
    expect(sale?.orderNumber).toEqual(expect.any(String));
    expect(sale?.orderId).toEqual(expect.any(String));
    await expectBooksToAddUp(id);
  }, 30_000);

  it('opens a variant: orders placed before count for nothing, those after do', async () => {
    const made = await post<Sheet>('/api/variants', { title: 'Yeni havlu', sku: 'YENI-1' }, 201);
    expect(made).toMatchObject({ openedAt: null, onHand: 0, listings: 0 });
    const { key } = await onSale(1);
    const listing = await listingOf(key);
    await post('/api/matches/decide', {
      rows: [{ listingId: listing, action: 'match', variantId: made.id }],
    });
    shop.floor.editStock(key, 20);
    const soldAt = Math.floor(Date.now() / 1000);
    shop.floor.sell([{ key, quantity: 2 }]);
    await sync('orders', 'delta');
    // An order of the very second of the opening would count: the channel tells no more than the second.
    await vi.waitFor(() => expect(Math.floor(Date.now() / 1000)).toBeGreaterThan(soldAt), { timeout: 5_000 });
    expect(await sheet(made.id)).toMatchObject({ onHand: 0, openedAt: null, listings: 1 });
    expect(await refused(`/api/stock/${made.id}/adjust`, { change: 1 })).toBe('stock.notOpened');

    const first = await post<Booked>(`/api/stock/${made.id}/count`, { counted: 18, eventKey: 'first' });
    expect(first).toMatchObject({ change: 18, level: { onHand: 18 } });
    // The same order is read again: it was in the eighteen.
    await sync('orders', 'full');
    expect((await sheet(made.id)).onHand).toBe(18);
    await nextSecond(made.id);
    shop.floor.sell([{ key, quantity: 5 }]);
    await sync('orders', 'delta');
    expect((await sheet(made.id)).onHand).toBe(13);
    await expectBooksToAddUp(made.id);
  }, 30_000);

  it('keeps a count that finds the number right, and books the same event once', async () => {
    const { id } = await onSale(2);
    const { onHand } = await sheet(id);
    const body = { counted: onHand, eventKey: 'sayim-1' };
    expect(await post<Booked>(`/api/stock/${id}/count`, body)).toMatchObject({ change: 0, repeated: false });
    expect(await post<Booked>(`/api/stock/${id}/count`, body)).toMatchObject({ change: 0, repeated: true });
    expect((await movements(id)).filter(({ kind }) => kind === 'count')).toHaveLength(1);
  });

  it.each([
    ['a fraction', { counted: 1.5 }],
    ['less than nothing', { counted: -1 }],
    ['a text', { counted: '5' }],
    ['a number no shop holds', { counted: 1e9 }],
    ['a misspelt field, which would overwrite a sale', { counted: 5, expcted: 7 }],
    ['no number', {}],
  ])('refuses %s and changes nothing', async (_name, body) => {
    const { id } = await onSale(2);
    const before = await movements(id);
    expect(await refused(`/api/stock/${id}/count`, body)).toBe('input.invalid');
    expect(await movements(id)).toEqual(before);
  });
});

describe('adjusting and moving', () => {
  it('books one event once, and refuses its key for another', async () => {
    const { id } = await onSale(3);
    await post(`/api/stock/${id}/count`, { counted: 10 });
    const body = { change: -4, note: 'Kırık', eventKey: 'kirik-1' };
    const answers = await Promise.all([1, 2, 3].map(() => post<Booked>(`/api/stock/${id}/adjust`, body)));
    expect(answers.map(({ repeated }) => repeated).sort()).toEqual([false, true, true]);
    expect((await sheet(id)).onHand).toBe(6);
    expect(await refused(`/api/stock/${id}/adjust`, { ...body, change: -5 })).toBe('input.invalid');
    expect(await refused(`/api/stock/${id}/count`, { counted: 1, eventKey: 'kirik-1' })).toBe(
      'input.invalid',
    );
    expect(await refused(`/api/stock/${id}/adjust`, { change: -7 })).toBe('stock.notEnough');
    expect((await sheet(id)).onHand).toBe(6);
    await expectBooksToAddUp(id);
  });

  it('moves pieces between warehouses without changing their sum', async () => {
    const { id } = await onSale(4);
    await post(`/api/stock/${id}/count`, { counted: 24 });
    const branch = await post<{ id: string }>('/api/warehouses', { name: 'Şube' }, 201);
    expect(await refused('/api/warehouses', { name: 'şube' })).toBe('input.invalid');
    const move = { from: '1', to: branch.id, pieces: 4, eventKey: 'aktar-1' };
    expect(await post<Booked>(`/api/stock/${id}/transfer`, move)).toMatchObject({
      change: 0,
      level: { onHand: 24 },
    });
    expect(await post<Booked>(`/api/stock/${id}/transfer`, move)).toMatchObject({ repeated: true });
    expect((await sheet(id)).levels).toEqual([
      { warehouseId: '1', name: 'Merkez', onHand: 20 },
      { warehouseId: branch.id, name: 'Şube', onHand: 4 },
    ]);
    expect(await refused(`/api/stock/${id}/transfer`, { from: branch.id, to: '1', pieces: 5 })).toBe(
      'stock.notEnough',
    );
    expect(await refused(`/api/stock/${id}/transfer`, { from: '1', to: '1', pieces: 1 })).toBe(
      'input.invalid',
    );
    expect(await refused(`/api/stock/${id}/transfer`, { from: '1', to: '99', pieces: 1 })).toBe(
      'input.notFound',
    );
    // A count of one warehouse leaves the other alone.
    await post(`/api/stock/${id}/count`, { warehouseId: branch.id, counted: 6 });
    expect(await sheet(id)).toMatchObject({ onHand: 26 });
    await expectBooksToAddUp(id);
  });
});

describe('selling more than there is', () => {
  it('opens a complaint, and a count that covers it closes it', async () => {
    const { id, key } = await onSale(5);
    await post(`/api/stock/${id}/count`, { counted: 1 });
    shop.floor.editStock(key, 9);
    await nextSecond(id);
    const changed: (readonly string[] | null)[] = [];
    const stop = kervan.service.events.on('stock.changed', ({ variantIds }) => changed.push(variantIds));
    shop.floor.sell([{ key, quantity: 3 }]);
    await sync('orders', 'delta');
    expect(await sheet(id)).toMatchObject({ onHand: -2, available: -2 });
    expect(await openAlerts()).toMatchObject([{ facts: { count: 2 } }]);
    await vi.waitFor(() => expect(changed).toContain(null), { timeout: 5_000 });

    await post(`/api/stock/${id}/count`, { counted: 2 });
    expect(await openAlerts()).toEqual([]);
    expect(changed).toContainEqual([id]);
    stop();
    await expectBooksToAddUp(id);
  }, 30_000);
});

describe('editing', () => {
  it('edits many as one batch, names the row that cannot be done, and takes all of it back', async () => {
    const [a, b, c] = await Promise.all([onSale(2), onSale(3), onSale(4)]);
    const before = await Promise.all([a, b, c].map(({ id }) => sheet(id)));
    const taken = before[0]?.sku;
    const result = await post<{ batchId: string; results: { error: { code: string } | null }[] }>(
      '/api/variants/edit',
      {
        edits: [
          { variantId: a.id, change: { basePriceMinor: 24_990 } },
          { variantId: b.id, change: { sku: taken } },
          { variantId: c.id, change: { safety: 2 }, counts: [{ warehouseId: '1', onHand: 40 }] },
          { variantId: '999999', change: { safety: 2 } },
        ],
      },
    );
    expect(result.results.map(({ error }) => error?.code ?? null)).toEqual([
      null,
      'product.duplicateSku',
      null,
      'input.notFound',
    ]);
    expect(await sheet(a.id)).toMatchObject({ basePriceMinor: 24_990, basePrice: 249.9 });
    expect(await sheet(c.id)).toMatchObject({ safety: 2 });
    await post(`/api/batches/${result.batchId}/undo`);
    const timeless = (rows: object[]) => rows.map((row) => ({ ...row, updatedAt: null }));
    expect(timeless(await Promise.all([a, b, c].map(({ id }) => sheet(id))))).toEqual(timeless(before));
    await expectBooksToAddUp(c.id);
  });

  it.each([
    ['a price of nothing', { basePriceMinor: 0 }],
    ['a price below nothing', { basePriceMinor: -1 }],
    ['half a kuruş', { basePriceMinor: 1.5 }],
    ['no title', { title: ' ' }],
    ['stock, which is counted and not edited', { onHand: 5 }],
    ['a currency that is none', { currency: 'lira' }],
  ])('refuses %s', async (_name, change) => {
    const { id } = await onSale(2);
    const answer = await kervan.ask('PATCH', `/api/variants/${id}`, change);
    expect(answer.status).toBe(400);
  });

  it('removes a variant only when nothing is matched with it, and tells whoever follows the changes', async () => {
    const { id } = await onSale(2);
    const matched = await kervan.ask('DELETE', `/api/variants/${id}`);
    expect(matched.body).toMatchObject({ code: 'product.stillMatched' });
    const made = await post<Sheet>(
      '/api/variants',
      { title: 'Silinecek', counts: [{ warehouseId: '1', onHand: 3 }] },
      201,
    );
    expect(made.onHand).toBe(3);
    expect((await kervan.ask('DELETE', `/api/variants/${made.id}`)).status).toBe(204);
    expect((await variants()).find((one) => one.id === made.id)).toMatchObject({ deleted: true });
    expect((await movements(made.id)).length).toBeGreaterThan(0);
    expect(await refused(`/api/stock/${made.id}/count`, { counted: 1 })).toBe('input.notFound');
  });
});

describe('what a channel is told', () => {
  it('follows every count, correction, safety stock and undo', async () => {
    const { id, key } = await onSale(2);
    const rules = { ...DEFAULT_RULES, stock: { ...DEFAULT_RULES.stock, send: true } };
    const saved = await kervan.ask('PUT', `/api/connections/${connection}/rules`, { rules });
    expect(saved.status, saved.text).toBe(200);
    const shelfShows = (pieces: number) =>
      vi.waitFor(() => expect(shop.floor.shelfRow(key)?.stock).toBe(pieces), {
        timeout: 20_000,
        interval: 25,
      });
    await post(`/api/stock/${id}/count`, { counted: 31 });
    await shelfShows(31);
    await post(`/api/stock/${id}/adjust`, { change: -3, note: 'Kırık' });
    await shelfShows(28);
    const edits = [{ variantId: id, change: { safety: 8 } }];
    const { batchId } = await post<{ batchId: string }>('/api/variants/edit', { edits });
    await shelfShows(20);
    await post(`/api/batches/${batchId}/undo`);
    await shelfShows(28);
    await expectBooksToAddUp(id);
  }, 60_000);
});

async function listingOf(key: string): Promise<string> {
  const { items } = (await kervan.ask('GET', '/api/products?limit=1000')).body as {
    items: { id: string; remoteVariantId: string }[];
  };
  const found = items.find(({ remoteVariantId }) => remoteVariantId === key);
  if (found === undefined) throw new Error('no such listing');
  return found.id;
}
