import { afterEach, describe, expect, it, vi } from 'vitest';
import { gid } from './model';
import { type Json, Practice } from './test-client';

const practice = new Practice();
afterEach(() => practice.shop.stop());

const RUN =
  'mutation($query: String!, $grouped: Boolean!) { bulkOperationRunQuery(query: $query, groupObjects: $grouped) { bulkOperation { id status } userErrors { field message code } } }';
const LOOK =
  'query($id: ID!) { bulkOperation(id: $id) { id type status errorCode objectCount rootObjectCount fileSize url partialDataUrl createdAt completedAt } }';
const CATALOGUE =
  '{ products { edges { node { id title variants { edges { node { id sku inventoryItem { id inventoryLevels { edges { node { id quantities(names: ["available"]) { name quantity } } } } } } } } } } } }';

interface Started {
  bulkOperation: { id: string; status: string } | null;
  userErrors: { message: string; code: string }[];
}

async function start(query: string, grouped = false, version = '2026-10'): Promise<Started> {
  const answer = await practice.ask(RUN, { query, grouped }, { version });
  return answer.data.bulkOperationRunQuery as Started;
}

async function look(id: string): Promise<Json> {
  practice.now += 1_000;
  return (await practice.data(LOOK, { id })).bulkOperation as Json;
}

async function finish(id: string): Promise<Json> {
  return vi.waitFor(
    async () => {
      const operation = await look(id);
      expect(['CREATED', 'RUNNING', 'CANCELING']).not.toContain(operation.status);
      return operation;
    },
    { timeout: 20_000, interval: 5 },
  );
}

async function download(address: unknown): Promise<Json[]> {
  const text = await (await fetch(String(address))).text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json);
}

describe('a bulk operation', () => {
  it('goes CREATED, RUNNING, COMPLETED and leaves JSONL whose children name their parent', async () => {
    const shop = await practice.open();
    const started = await start(CATALOGUE);
    expect(started).toMatchObject({ bulkOperation: { status: 'CREATED' }, userErrors: [] });
    const id = started.bulkOperation?.id ?? '';
    expect((await look(id)).status).toBe('RUNNING');
    const done = await finish(id);
    const lines = await download(done.url);
    expect(done).toMatchObject({
      status: 'COMPLETED',
      type: 'QUERY',
      errorCode: null,
      objectCount: String(lines.length),
      rootObjectCount: '120',
    });
    expect(Number(done.fileSize)).toBe((await (await fetch(String(done.url))).arrayBuffer()).byteLength);
    const products = lines.filter(({ id: row }) => String(row).includes('/Product/'));
    const variants = lines.filter(({ id: row }) => String(row).includes('/ProductVariant/'));
    const levels = lines.filter(({ id: row }) => String(row).includes('/InventoryLevel/'));
    expect(products).toHaveLength(shop.data.products.size);
    expect(variants).toHaveLength(shop.data.variants.size);
    expect(levels.length).toBeGreaterThan(0);
    expect(products.every((line) => !('__parentId' in line) && !('variants' in line))).toBe(true);
    const place = new Map(lines.map((line, index) => [String(line.id), index]));
    for (const [index, line] of lines.entries()) {
      if (line.__parentId !== undefined) expect(place.get(String(line.__parentId))).toBeLessThan(index);
    }
    for (const { __parentId } of levels) expect(String(__parentId)).toContain('/ProductVariant/');
  });

  it('keeps children next to their parent only when groupObjects is true', async () => {
    await practice.open();
    const order = async (grouped: boolean): Promise<Json[]> => {
      const { bulkOperation } = await start(
        '{ products { edges { node { id variants { edges { node { id } } } } } } }',
        grouped,
      );
      return download((await finish(bulkOperation?.id ?? '')).url);
    };
    const [loose, tight] = [await order(false), await order(true)];
    const adjacent = (lines: Json[]) => {
      let parent: unknown;
      return lines.every((line) => {
        if (line.__parentId === undefined) parent = line.id;
        return line.__parentId === undefined || line.__parentId === parent;
      });
    };
    expect(adjacent(tight)).toBe(true);
    expect(adjacent(loose)).toBe(false);
    expect(loose.map((line) => JSON.stringify(line)).sort()).toEqual(
      tight.map((line) => JSON.stringify(line)).sort(),
    );
  });

  it('heeds the search query, ignores page sizes, and has no file when nothing was found', async () => {
    await practice.open({ products: 420, orders: 0 });
    const some = await finish(
      (await start('{ products(first: 3, query: "status:draft") { edges { node { id status } } } }'))
        .bulkOperation?.id ?? '',
    );
    const rows = await download(some.url);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.every(({ status }) => status === 'DRAFT')).toBe(true);
    const none = await finish((await start('{ orders { edges { node { id } } } }')).bulkOperation?.id ?? '');
    expect(none).toMatchObject({ status: 'COMPLETED', url: null, objectCount: '0' });
  });

  it('reads orders with all their lines', async () => {
    const shop = await practice.open();
    const done = await finish(
      (
        await start(
          '{ orders { edges { node { id name lineItems { edges { node { id sku quantity originalUnitPriceSet { shopMoney { amount } } } } } } } } }',
        )
      ).bulkOperation?.id ?? '',
    );
    const lines = await download(done.url);
    const big = [...shop.data.orders.values()].find(({ lineItems }) => lineItems.length > 100);
    expect(lines.filter(({ __parentId }) => __parentId === gid('Order', big?.id ?? 0))).toHaveLength(
      big?.lineItems.length ?? -1,
    );
  });
});

describe('what bulk refuses', () => {
  const inner = (depth: number): string =>
    depth === 0
      ? 'id'
      : `id variants { edges { node { id product { id ${depth > 1 ? inner(depth - 1) : ''} } } } }`;

  it.each([
    ['a query the schema does not know', '{ products { edges { node { stock } } } }', 'stock'],
    ['no connection', '{ shop { name } }', 'at least one connection'],
    [
      'more than five connections',
      `{ ${[1, 2, 3, 4, 5, 6].map((n) => `p${n}: products { edges { node { id } } }`).join(' ')} }`,
      'maximum is 5',
    ],
    ['nesting deeper than two levels', `{ products { edges { node { ${inner(3)} } } } }`, 'levels deep'],
    [
      'top-level node',
      '{ node(id: "gid://shopify/Product/1") { id } products { edges { node { id } } } }',
      'node',
    ],
    [
      'a connection inside a list',
      '{ orders { edges { node { id refunds { id refundLineItems { edges { node { quantity } } } } } } } }',
      'within a list',
    ],
    ['rows without edges and node', '{ products { nodes { id } } }', "'edges' > 'node'"],
    ['variables', 'query($q: String) { products(query: $q) { edges { node { id } } } }', 'variables'],
  ])('%s', async (_what, query, message) => {
    await practice.open();
    const { bulkOperation, userErrors } = await start(query);
    expect(bulkOperation).toBeNull();
    expect(userErrors[0]).toMatchObject({ code: 'INVALID', message: expect.stringContaining(message) });
  });

  it('allows nesting of two levels', async () => {
    await practice.open();
    expect((await start(`{ products { edges { node { ${inner(2)} } } } }`)).userErrors).toEqual([]);
  });

  it('more than five at a time; before version 2026-01 more than one', async () => {
    await practice.open();
    const query = '{ products { edges { node { id } } } }';
    for (let count = 0; count < 5; count += 1) expect((await start(query)).userErrors).toEqual([]);
    expect((await start(query)).userErrors[0]?.code).toBe('LIMIT_REACHED');
    expect((await start(query, false, '2025-10')).userErrors[0]?.code).toBe('OPERATION_IN_PROGRESS');
    const running = await practice.data(
      '{ bulkOperations(first: 10, query: "status:running") { nodes { id status } } }',
    );
    expect((running.bulkOperations as { nodes: Json[] }).nodes).toHaveLength(5);
  });
});

describe('bad ends', () => {
  it('FAILED with errorCode and partial data when the test asks for it', async () => {
    const shop = await practice.open();
    shop.bulk.failNext({ errorCode: 'TIMEOUT', share: 0.5 });
    const failed = await finish(
      (await start('{ products { edges { node { id } } } }')).bulkOperation?.id ?? '',
    );
    expect(failed).toMatchObject({ status: 'FAILED', errorCode: 'TIMEOUT', url: null });
    expect(await download(failed.partialDataUrl)).toHaveLength(60);
    shop.bulk.failNext({ status: 'EXPIRED', errorCode: null });
    expect(
      await finish((await start('{ products { edges { node { id } } } }')).bulkOperation?.id ?? ''),
    ).toMatchObject({ status: 'EXPIRED', url: null, partialDataUrl: null });
  });

  it('ACCESS_DENIED without the scope, CANCELED on demand, EXPIRED after seven days', async () => {
    await practice.open({ scopes: ['read_products'] });
    expect(
      await finish((await start('{ orders { edges { node { id } } } }')).bulkOperation?.id ?? ''),
    ).toMatchObject({ status: 'FAILED', errorCode: 'ACCESS_DENIED' });
    const second = (await start('{ products { edges { node { id } } } }')).bulkOperation?.id ?? '';
    await practice.data(
      'mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }',
      { id: second },
    );
    expect((await finish(second)).status).toBe('CANCELED');
    const third = (await start('{ products { edges { node { id } } } }')).bulkOperation?.id ?? '';
    const { url } = await finish(third);
    practice.now += 8 * 86_400_000;
    expect((await fetch(String(url))).status).toBe(403);
    expect(await look(third)).toMatchObject({ status: 'EXPIRED', url: null });
  });
});
