import { afterEach, describe, expect, it } from 'vitest';
import { gid } from './model';
import { Practice } from './test-client';

const practice = new Practice();
afterEach(() => practice.shop.stop());

async function requested(query: string, variables: Record<string, unknown> = {}): Promise<number> {
  return (await practice.ask(query, variables)).cost.requestedQueryCost;
}

describe('calculated query cost', () => {
  it('counts objects 1, scalars 0, a connection 2 plus its rows, nested ones multiplied', async () => {
    await practice.open();
    expect(await requested('{ shop { name currencyCode } }')).toBe(1);
    expect(await requested('{ shop { name plan { publicDisplayName } } }')).toBe(2);
    expect(await requested('{ products(first: 10) { nodes { id title } } }')).toBe(12);
    expect(
      await requested('{ products(first: 10) { edges { cursor node { id } } pageInfo { hasNextPage } } }'),
    ).toBe(12);
    expect(
      await requested('{ products(first: 10) { nodes { id variants(first: 10) { nodes { id } } } } }'),
    ).toBe(2 + 10 * (1 + 2 + 10));
    expect(await requested('{ products(last: 4) { nodes { id options { name } } } }')).toBe(2 + 4 * 2);
    expect(
      await requested('{ orders(first: 5) { nodes { id totalPriceSet { shopMoney { amount } } } } }'),
    ).toBe(2 + 5 * 3);
  });

  it('reads sizes from variables, their defaults and fragments', async () => {
    await practice.open();
    expect(await requested('query($n: Int!) { products(first: $n) { nodes { id } } }', { n: 7 })).toBe(9);
    expect(await requested('query($n: Int = 8) { products(first: $n) { nodes { id } } }')).toBe(10);
    expect(
      await requested(
        '{ products(first: 3) { ...P } } fragment P on ProductConnection { nodes { ...N } } fragment N on Product { id options { name } }',
      ),
    ).toBe(2 + 3 * 2);
    expect(
      await requested(
        'query($with: Boolean!) { shop { name plan @include(if: $with) { publicDisplayName } } }',
        { with: false },
      ),
    ).toBe(1);
  });

  it('a union or interface costs its dearest selection', async () => {
    const shop = await practice.open();
    const id = gid('Product', [...shop.data.products.keys()][0] ?? 0);
    expect(
      await requested(
        `{ node(id: "${id}") { id ... on Product { options { name } } ... on Order { totalPriceSet { shopMoney { amount } } } } }`,
      ),
    ).toBe(3);
  });

  it('gives back what was not used: rows that are not there and objects that are null', async () => {
    await practice.open();
    const answer = await practice.ask('{ products(first: 100, query: "id:1") { nodes { id } } }');
    expect(answer.cost).toMatchObject({ requestedQueryCost: 102, actualQueryCost: 2 });
    expect(answer.cost.throttleStatus).toEqual({
      maximumAvailable: 2_000,
      currentlyAvailable: 1_998,
      restoreRate: 100,
    });
    const missing = await practice.ask('{ product(id: "gid://shopify/Product/1") { id } }');
    expect(missing.cost).toMatchObject({ requestedQueryCost: 1, actualQueryCost: 0 });
  });

  it('a mutation costs 10', async () => {
    await practice.open();
    const answer = await practice.ask(
      'mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }", groupObjects: false) { bulkOperation { id } userErrors { message } } }',
    );
    expect(answer.cost).toMatchObject({ requestedQueryCost: 10, actualQueryCost: 10 });
  });
});

describe('the limits', () => {
  it('refuses a single query over 1,000 points with MAX_COST_EXCEEDED and runs nothing', async () => {
    await practice.open();
    const answer = await practice.ask(
      '{ products(first: 100) { nodes { id variants(first: 100) { nodes { id } } } } }',
    );
    expect(answer.status).toBe(200);
    expect(answer.body.data).toBeUndefined();
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'MAX_COST_EXCEEDED',
      cost: 10_302,
      maxCost: 1_000,
    });
    expect(answer.cost).toMatchObject({
      actualQueryCost: null,
      throttleStatus: { currentlyAvailable: 2_000 },
    });
  });

  it('throttles at HTTP 200 when the bucket lacks the requested cost, and refills on the clock', async () => {
    await practice.open({ products: 260 });
    const dear = '{ products(first: 220) { nodes { id options { name } featuredMedia { id } } } }';
    expect(await requested(dear)).toBe(2 + 220 * 3);
    expect((await practice.ask(dear)).body.errors).toBeUndefined();
    expect((await practice.ask(dear)).body.errors).toBeUndefined();
    const throttled = await practice.ask(dear);
    expect(throttled.status).toBe(200);
    expect(throttled.errors[0]).toMatchObject({ message: 'Throttled', extensions: { code: 'THROTTLED' } });
    expect(throttled.cost).toMatchObject({ requestedQueryCost: 662, actualQueryCost: null });
    const { currentlyAvailable, restoreRate } = throttled.cost.throttleStatus;
    expect(currentlyAvailable).toBeLessThan(662);
    practice.now += Math.ceil(((662 - currentlyAvailable) / restoreRate) * 1000);
    expect((await practice.ask(dear)).body.errors).toBeUndefined();
  });

  it('refuses to page deeper than 25,000 objects', async () => {
    const shop = await practice.open({ products: 8_500, orders: 0 });
    const variants = [...shop.data.variants.values()].sort((left, right) => left.id - right.id);
    const at = (index: number) =>
      Buffer.from(JSON.stringify({ last_id: variants[index]?.id, last_value: variants[index]?.id })).toString(
        'base64',
      );
    expect(variants.length).toBeGreaterThan(20_000);
    const enough = variants.length > 25_001;
    const page = (after: string) =>
      practice.ask('query($after: String) { productVariants(first: 1, after: $after) { nodes { id } } }', {
        after,
      });
    expect((await page(at(19_999))).errors).toHaveLength(0);
    if (enough) expect((await page(at(25_000))).errors).toHaveLength(1);
    expect(enough, 'the catalogue must hold more than 25,000 variants for this test').toBe(true);
  });

  it('refuses more than 250 ids at once', async () => {
    await practice.open();
    const ids = Array.from({ length: 251 }, (_, index) => gid('Product', index + 1));
    expect(
      (await practice.ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).errors,
    ).toHaveLength(1);
  });
});
