import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PreviewCounts, PreviewRow, RulesSheet, StopListChange } from '../../src/shared/contract/rules';
import { type ChannelRules, DEFAULT_RULES } from '../../src/shared/domain/channel-rules';
import type { GivenProduct } from '../marketplaces/kit/given-product';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { type InProcess, startInProcess } from './kit/service-in-process';
import { connectShop, readShop, untilProposed } from './kit/shop-over-api';

let kervan: InProcess;
let shop: Awaited<ReturnType<typeof startWooCommerce>>;
let path: string;

/** Pieces 0 to 11, prices that need rounding. */
const GOODS: readonly GivenProduct[] = Array.from({ length: 12 }, (_, index) => ({
  sku: `HVL-${index}`,
  barcode: `86900000000${String(index).padStart(2, '0')}`,
  title: `Bambu Havlu ${index}`,
  stock: index,
  price: `${149 + index}.9${index % 10}`,
}));

const sending = (change: Partial<{ stock: object; price: object }>): ChannelRules => ({
  ...DEFAULT_RULES,
  stock: { ...DEFAULT_RULES.stock, ...change.stock },
  price: { ...DEFAULT_RULES.price, maximumJumpPercent: null, ...change.price },
});

beforeAll(async () => {
  shop = await startWooCommerce({ catalogue: GOODS, orders: 0 });
  kervan = await startInProcess([new URL(shop.url).host]);
  const id = await connectShop(kervan, shop);
  path = `/api/connections/${id}`;
  await readShop(kervan, id, 'full', ['products']);
  await untilProposed(kervan, id);
  const { matched } = await kervan.call<{ matched: number }>('POST', '/api/matches/create');
  expect(matched).toBe(GOODS.length);
}, 60_000);
afterAll(async () => {
  await kervan.stop();
  await shop.stop();
});

async function call<T>(method: string, at: string, status: number, body?: object): Promise<T> {
  const answer = await kervan.ask(method, at, body);
  expect(answer.status, answer.text).toBe(status);
  return answer.body as T;
}
const put = (rules: ChannelRules) => call<RulesSheet>('PUT', `${path}/rules`, 200, { rules });
const refused = async (method: string, at: string, body: object) => {
  const { facts } = await call<{ facts: Record<string, unknown> }>(method, at, 400, body);
  return [facts.field, facts.reason];
};
const counts = (rules: ChannelRules) =>
  call<PreviewCounts>('POST', `${path}/rules/preview/counts`, 200, { rules });
const preview = async (rules: ChannelRules, rest: object = {}): Promise<PreviewRow[]> => {
  const rows: PreviewRow[] = [];
  let cursor: string | null = null;
  do {
    const body: object = { rules, limit: 5, ...rest, ...(cursor === null ? {} : { cursor }) };
    const page = await call<{ items: PreviewRow[]; nextCursor: string | null }>(
      'POST',
      `${path}/rules/preview`,
      200,
      body,
    );
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
};

describe('rules of a connection', () => {
  it('send nothing at first, and say what could be sent', async () => {
    const sheet = await call<RulesSheet>('GET', `${path}/rules`, 200);
    expect(sheet).toMatchObject({
      rules: DEFAULT_RULES,
      version: 0,
      capabilities: { stock: true, price: true },
    });
    expect(sheet.currency).toMatch(/^[A-Z]{3}$/);
    const { same, total, price } = await counts(sheet.rules);
    expect({ same, price }).toEqual({ same: total, price: { same: 0, changed: 0, held: 0 } });
    expect(total).toBe(GOODS.length);
  });

  it('are tried on everything matched before they are saved', async () => {
    const rules = sending({ price: { send: true, factor: 1.18, rounding: 'end90' } });
    const sums = await counts(rules);
    expect(sums.same + sums.changed + sums.held).toBe(sums.total);
    const rows = await preview(rules);
    expect(rows.length).toBe(sums.total);
    expect(new Set(rows.map(({ listingId }) => listingId)).size).toBe(rows.length);
    for (const filter of ['same', 'changed', 'held'] as const) {
      const some = await preview(rules, { filter });
      expect(some.map(({ listingId }) => listingId)).toEqual(
        rows.filter(({ change }) => change === filter).map(({ listingId }) => listingId),
      );
      expect(some.length).toBe(sums[filter]);
    }
    const changed = rows.find(({ price }) => price.change === 'changed');
    expect(changed?.price.steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['base', 'factor', 'rounding']),
    );
    expect((changed?.price.value?.minor ?? 0) % 100).toBe(90);
    expect((await call<RulesSheet>('GET', `${path}/rules`, 200)).version).toBe(0);
  });

  it('hold prices below their cost, with a sentence a person can act on', async () => {
    const rules = sending({ price: { send: true, floor: { kind: 'costPlus', percent: 10 } } });
    const [row] = await preview(rules, { filter: 'held', kind: 'price' });
    expect(row?.price).toMatchObject({
      change: 'held',
      approvable: false,
      error: { code: 'price.costMissing', facts: { channel: 'Mağaza', sku: row?.sku ?? expect.any(String) } },
    });
  });

  it.each([
    [
      'a ceiling below the floor',
      { price: { floor: { kind: 'amount', minor: 500 }, ceilingMinor: 400 } },
      'price.ceilingMinor',
    ],
    ['a factor of nothing', { price: { factor: 0.00001 } }, 'price.factor'],
    ['a currency that does not exist', { price: { currency: 'ZZZ' } }, 'price.currency'],
    ['more than all of the stock', { stock: { sharePercent: 101 } }, 'rules.stock.sharePercent'],
  ])('refuse %s', async (_name, change, field) => {
    expect(await refused('PUT', `${path}/rules`, { rules: sending(change) })).toEqual([
      field,
      expect.any(String),
    ]);
  });

  it('are not overwritten by someone who read older ones', async () => {
    const { version } = await put(sending({ stock: { safety: 1 } }));
    const stale = { rules: sending({ stock: { safety: 9 } }), expectedVersion: version - 1 };
    expect(await refused('PUT', `${path}/rules`, stale)).toEqual(['expectedVersion', 'changedSince']);
    const sheet = await call<RulesSheet>('GET', `${path}/rules`, 200);
    expect(sheet.rules.stock.safety).toBe(1);
    const next = { ...stale, expectedVersion: version };
    expect((await call<RulesSheet>('PUT', `${path}/rules`, 200, next)).version).toBe(version + 1);
  });

  it('are not found for a connection that is not there', async () => {
    await call('GET', '/api/connections/nobody/rules', 404);
    await call('PUT', '/api/connections/nobody/rules', 404, { rules: DEFAULT_RULES });
    await call('POST', '/api/connections/nobody/rules/preview', 404, { rules: DEFAULT_RULES });
    await call('GET', '/api/connections/nobody/stop-list', 404);
  });

  it('end the question before when the same asker asks anew', async () => {
    const connectionId = path.split('/').at(-1) as never;
    const { handlers } = kervan.service;
    const ask = (asker?: string) =>
      handlers['rules.previewCounts']({ connectionId, rules: DEFAULT_RULES, asker });
    const first = ask('screen').catch((error: unknown) => error);
    const second = ask('screen');
    expect(await first).toMatchObject({ code: 'run.cancelled' });
    const [alone, other] = await Promise.all([ask(), ask('another')]);
    expect(await second).toEqual(alone);
    expect(other).toEqual(alone);
  });
});

describe('what a channel may not sell', () => {
  it('goes on the list, shows nothing, and comes off again', async () => {
    const rules = sending({ stock: { send: true } });
    const rows = await preview(rules);
    const ids = rows.slice(0, 3).map(({ variantId }) => variantId);
    const added = await call<StopListChange>('POST', `${path}/stop-list`, 200, {
      variants: [...ids, ids[0], '999999'],
    });
    expect(added).toEqual({ changed: new Set(ids).size, missing: ['999999'] });
    const again = await call<StopListChange>('POST', `${path}/stop-list`, 200, { variants: ids });
    expect(again.changed).toBe(0);

    const list = await call<{ items: { variantId: string }[]; nextCursor: string; total: number }>(
      'GET',
      `${path}/stop-list?limit=2`,
      200,
    );
    const rest = await call<{ items: { variantId: string }[]; nextCursor: null }>(
      'GET',
      `${path}/stop-list?limit=2&cursor=${list.nextCursor}`,
      200,
    );
    expect([...list.items, ...rest.items].map(({ variantId }) => variantId).sort()).toEqual(
      [...new Set(ids)].sort(),
    );
    expect([list.total, rest.nextCursor]).toEqual([new Set(ids).size, null]);
    const stopped = (await preview(rules)).filter(({ stock }) => stock.stopped);
    expect(stopped.every(({ stock }) => stock.value === 0 || stock.change === 'none')).toBe(true);
    expect(stopped.length).toBeGreaterThanOrEqual(list.total);

    for (const id of new Set(ids)) await call('DELETE', `${path}/stop-list/${id}`, 200);
    expect((await call<RulesSheet>('GET', `${path}/rules`, 200)).stopped).toBe(0);
  });
});

describe('rates', () => {
  it('are set, listed and removed, and refused where they make no sense', async () => {
    const set = await call('PUT', '/api/rates/EUR/TRY', 200, { rate: 49.12 });
    expect(set).toMatchObject({ currency: 'EUR', base: 'TRY', rate: 49.12, setBy: 'api' });
    expect(await call('GET', '/api/rates', 200)).toMatchObject({ items: [{ currency: 'EUR', rate: 49.12 }] });
    expect(await refused('PUT', '/api/rates/TRY/TRY', { rate: 1 })).toEqual(['base', 'same']);
    expect(await refused('PUT', '/api/rates/ZZZ/TRY', { rate: 1 })).toEqual(['currency', 'unknown']);
    expect(await refused('PUT', '/api/rates/EUR/TRY', { rate: 0 })).toEqual(['rate', 'too_small']);
    expect(await refused('PUT', '/api/rates/EUR/TRY', { rate: '49,12' })).toEqual(['rate', 'invalid_type']);
    await call('DELETE', '/api/rates/EUR/TRY', 204);
    await call('DELETE', '/api/rates/EUR/TRY', 204);
    expect(await call('GET', '/api/rates', 200)).toEqual({ items: [] });
  });

  it('are needed for a channel that sells in another currency than the price book', async () => {
    const sheet = await call<RulesSheet>('GET', `${path}/rules`, 200);
    const own = sheet.currency ?? 'TRY';
    const foreign = own === 'EUR' ? 'USD' : 'EUR';
    const rules = sending({ price: { send: true, currency: foreign } });
    const codeOf = async () => (await preview(rules))[0]?.price.error?.code;
    expect(await codeOf()).toBe('price.rateMissing');
    await call('PUT', `/api/rates/${foreign}/${own}`, 200, { rate: 49.12 });
    // The channel shows prices of its own currency: that is the next guard, and the price itself is there.
    expect(await codeOf()).toBe('price.currency');
    expect((await preview(rules))[0]?.price.value?.currency).toBe(foreign);
    await call('DELETE', `/api/rates/${foreign}/${own}`, 204);
  });
});

describe('rules that are saved', () => {
  const shelf = () => new Map(shop.floor.shelf().map((row) => [row.sku, row]));
  const settled = (rules: ChannelRules) =>
    vi.waitFor(
      async () => {
        expect((await call<RulesSheet>('GET', `${path}/rules`, 200)).computing).toBe(false);
        expect(await counts(rules)).toMatchObject({ changed: 0 });
      },
      { timeout: 30_000, interval: 100 },
    );

  it('reach the shop: new prices and pieces, none of a variant on the stop list', async () => {
    const before = shelf();
    const rules = sending({ stock: { send: true, safety: 1 }, price: { send: true, factor: 1.1 } });
    const rows = (await preview(rules)).filter(
      ({ stock, price }) =>
        stock.change === 'changed' && (stock.value ?? 0) > 0 && price.change === 'changed',
    );
    expect(rows.length).toBe(10);
    const [stopped] = rows;
    if (stopped === undefined) throw new Error('nothing to stop');
    await call('POST', `${path}/stop-list`, 200, { variants: [stopped.variantId] });
    await put(rules);
    await settled(rules);
    const now = shelf();
    for (const { sku } of rows) {
      const [was, is] = [before.get(sku), now.get(sku)];
      expect(is?.stock, sku ?? '').toBe(sku === stopped.sku ? 0 : (was?.stock ?? 0) - 1);
      expect(is?.priceMinor, sku ?? '').toBe(Math.floor(((was?.priceMinor ?? 0) * 11 + 5) / 10));
    }

    await call('DELETE', `${path}/stop-list/${stopped.variantId}`, 200);
    await settled(rules);
    expect(shelf().get(stopped.sku)?.stock).toBe((before.get(stopped.sku)?.stock ?? 0) - 1);
  }, 90_000);
});
