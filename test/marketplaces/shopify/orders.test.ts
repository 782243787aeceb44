import { afterEach, describe, expect, it } from 'vitest';
import { type Json, Practice } from './test-client';

const practice = new Practice();
afterEach(() => practice.shop.stop());

/** Processor time since then: what the marketplace costs, however busy the machine is. */
function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

describe('orders', () => {
  it('adds up: lines, shipping, VAT and discounts make the total, in both currencies', async () => {
    await practice.open();
    const fields =
      'name taxesIncluded totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } } subtotalPriceSet { shopMoney { amount } } totalShippingPriceSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } }';
    const rows = await practice.all('orders', fields, '', 50);
    const amount = (row: Json, name: string) =>
      Number((row[name] as { shopMoney: { amount: string } }).shopMoney.amount);
    for (const row of rows) {
      const tax = row.taxesIncluded ? 0 : amount(row, 'totalTaxSet');
      expect(amount(row, 'totalPriceSet'), String(row.name)).toBeCloseTo(
        amount(row, 'subtotalPriceSet') + amount(row, 'totalShippingPriceSet') + tax,
        1,
      );
    }
    expect(
      rows.some(
        ({ totalPriceSet }) =>
          JSON.stringify(totalPriceSet).includes('EUR') || JSON.stringify(totalPriceSet).includes('SAR'),
      ),
    ).toBe(true);
  });

  it('has guests, cancelled, refunded, partly refunded, test and deleted-product orders', async () => {
    await practice.open({ orders: 300 });
    const rows = await practice.all(
      'orders',
      'test cancelledAt displayFinancialStatus displayFulfillmentStatus customer { id displayName } lineItems(first: 3) { nodes { variant { id } sku currentQuantity } }',
      '',
      25,
    );
    const have = (what: string, test: (row: Json) => boolean): void =>
      expect(rows.some(test), what).toBe(true);
    have('guest', ({ customer }) => customer === null);
    have('cancelled', ({ cancelledAt }) => cancelledAt !== null);
    have('refunded', ({ displayFinancialStatus }) => displayFinancialStatus === 'REFUNDED');
    have('partly refunded', ({ displayFinancialStatus }) => displayFinancialStatus === 'PARTIALLY_REFUNDED');
    have('unpaid', ({ displayFinancialStatus }) => displayFinancialStatus === 'PENDING');
    have('fulfilled', ({ displayFulfillmentStatus }) => displayFulfillmentStatus === 'FULFILLED');
    have('test', ({ test }) => test === true);
    have('deleted product', ({ lineItems }) =>
      (lineItems as { nodes: Json[] }).nodes.some(({ variant }) => variant === null),
    );
  });
});

describe('the shop itself', () => {
  it('is the same for the same seed and another for another', async () => {
    const titles = async (seed: number): Promise<unknown[]> => {
      await practice.open({ seed });
      const rows = await practice.all('products', 'title');
      await practice.shop.stop();
      return rows.map(({ title }) => title);
    };
    const first = await titles(7);
    expect(await titles(7)).toEqual(first);
    expect(await titles(8)).not.toEqual(first);
  });

  it('makes 20,000 products in under 3 seconds and pages in milliseconds', async () => {
    const begun = process.cpuUsage();
    const shop = await practice.open({ products: 20_000, orders: 2_000 });
    const built = processorMs(begun);
    await practice.all('products', 'id', ', query: "id:<0"');
    const paging = process.cpuUsage();
    let after: unknown = null;
    for (let page = 0; page < 20; page += 1) {
      practice.now += 20_000;
      const data: Json = await practice.data(
        'query($after: String) { products(first: 20, after: $after, sortKey: UPDATED_AT) { nodes { id title status variants(first: 10) { nodes { id sku price inventoryQuantity } } } pageInfo { endCursor } } }',
        { after },
      );
      after = (data.products as { pageInfo: Json }).pageInfo.endCursor;
    }
    const each = processorMs(paging) / 20;
    process.stdout.write(
      `shopify seed ${shop.seed}: 20,000 products in ${built.toFixed(0)} ms, a page in ${each.toFixed(1)} ms\n`,
    );
    expect(built).toBeLessThan(3_000);
    expect(each).toBeLessThan(40);
  });
});
