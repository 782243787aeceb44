import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Marketplace } from '../kit/marketplace';
import type { TrendyolData } from './data';
import { startTrendyol } from './server';
import { call, paged, records } from './test-client';

const seed = 2026;
let now = Date.UTC(2026, 10, 24, 9);
let shop: Marketplace<TrendyolData>;
const path = (rest: string) => `/integration/product/sellers/${shop.credentials.sellerId}/${rest}`;

beforeAll(async () => {
  shop = await startTrendyol({ seed, now: () => now, products: 600, orders: 0, scale: 1000 });
});
afterAll(() => shop.stop());

describe(`Trendyol product reads (facts §6, seed ${seed})`, () => {
  test('approved: every content once over pages, with the documented envelope', async () => {
    const first = await call(shop, path('products/approved?page=0&size=100'));
    expect(first.status).toBe(200);
    expect(Object.keys(first.body)).toEqual([
      'totalElements',
      'totalPages',
      'page',
      'size',
      'nextPageToken',
      'content',
    ]);
    const ids: unknown[] = [];
    for (let page = 0; page < Number(first.body.totalPages); page += 1) {
      const answer = await call(shop, path(`products/approved?page=${page}&size=100`));
      ids.push(...records(answer).map((content) => content.contentId));
    }
    expect(ids).toEqual([...shop.data.contents.keys()]);
  });

  test('a page past the end is empty, not an error', async () => {
    expect(await call(shop, path('products/approved?page=50&size=100'))).toMatchObject({
      status: 200,
      body: { content: [] },
    });
  });

  test('nextPageToken continues after the page it came with, is there on the last page too, and ends empty', async () => {
    const start = await call(shop, path('products/approved?page=2&size=100'));
    const next = await call(
      shop,
      path(
        `products/approved?size=100&nextPageToken=${encodeURIComponent(String(start.body.nextPageToken))}`,
      ),
    );
    const third = await call(shop, path('products/approved?page=3&size=100'));
    expect(records(next)).toEqual(records(third));
    const { items, tokens } = await paged(shop, path('products/approved?size=100'));
    expect(items.map((item) => item.contentId)).toEqual([...shop.data.contents.keys()]);
    expect(tokens.at(-1)).not.toBeNull();
  });

  test.each([
    ['size above 100', 'products/approved?size=101'],
    ['page x size above 10,000', 'products/approved?page=101&size=100'],
    ['an unknown dateQueryType', 'products/approved?startDate=1&dateQueryType=MODIFIED'],
    ['an unknown status', 'products/approved?status=sold'],
    [
      'more than 50 barcodes',
      `products/approved?barcodes=${Array.from({ length: 51 }, (_, n) => n).join(',')}`,
    ],
    ['a token it never gave', 'products/approved?nextPageToken=garbage'],
    ['size above 1000 of unapproved', 'products/unapproved?size=1001'],
    ['a page that is no number', 'products/approved?page=one'],
  ])('%s is refused with 400 and the error body of §14', async (_what, query) => {
    const answer = await call(shop, path(query));
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ timestamp: now, errors: [{ key: 'validation.error' }] });
  });

  test('page x size of exactly 10,000 is still served, and unknown parameters are ignored', async () => {
    expect((await call(shop, path('products/approved?page=100&size=100&colour=red'))).status).toBe(200);
  });

  test('a variant change moves the variant stamp only, a content change the content stamp only', async () => {
    now += 60_000;
    const since = now;
    const [one, two] = [...shop.data.contents.values()];
    if (!one || !two) throw new Error('no contents');
    shop.data.editVariant(one.variants[0]?.barcode ?? '', { salePrice: 321.5 });
    shop.data.editProduct(two.contentId, { title: 'Yeni Başlık' });
    const changed = async (type: string) =>
      records(
        await call(shop, path(`products/approved?startDate=${since}&endDate=${now}&dateQueryType=${type}`)),
      ).map((content) => content.contentId);
    expect(await changed('VARIANT_MODIFIED_DATE')).toEqual([one.contentId]);
    expect(await changed('CONTENT_MODIFIED_DATE')).toEqual([two.contentId]);
    expect(await changed('VARIANT_CREATED_DATE')).toEqual([]);
  });

  test('a purchase moves the stock and its own date, but no modified stamp (only the seller moves that)', async () => {
    const content = [...shop.data.contents.values()].find(
      (each) => (each.variants[0]?.stock.quantity ?? 0) > 5,
    );
    const variant = content?.variants[0];
    if (!content || !variant) throw new Error('no stock');
    const before = { modified: variant.sellerModifiedDate, quantity: variant.stock.quantity ?? 0 };
    now += 60_000;
    shop.data.addOrder({ lines: [{ barcode: variant.barcode, quantity: 2 }] });
    const listed = await call(shop, path(`products/approved/inventory-and-price?barcode=${variant.barcode}`));
    expect(records(listed)[0]?.variants).toMatchObject([
      { quantity: before.quantity - 2, stockLastModifiedDate: now },
      ...content.variants.slice(1).map(() => ({})),
    ]);
    expect(variant.sellerModifiedDate).toBe(before.modified);
  });

  test('a new product appears, a deleted one disappears without a trace', async () => {
    now += 60_000;
    const made = shop.data.addProduct();
    const lookUp = async () =>
      (await call(shop, path(`products/approved?contentId=${made.contentId}`))).body.totalElements;
    expect(await lookUp()).toBe(1);
    shop.data.deleteProduct(made.contentId);
    expect(await lookUp()).toBe(0);
  });

  test.each(['archived', 'locked', 'blacklisted', 'onSale', 'notOnSale'] as const)(
    'status=%s lists contents with such a variant',
    async (status) => {
      const answer = await call(shop, path(`products/approved?status=${status}&size=100`));
      const expected = [...shop.data.contents.values()].filter((content) =>
        content.variants.some((variant) => (status === 'notOnSale' ? !variant.onSale : variant[status])),
      );
      expect(expected.length).toBeGreaterThan(0);
      expect(answer.body.totalElements).toBe(expected.length);
    },
  );

  test('orderByDirection sorts by sellerCreatedDate', async () => {
    const answer = await call(shop, path('products/approved?orderByDirection=DESC&size=100'));
    const created = records(answer).map(
      (content) => shop.data.content(Number(content.contentId)).variants[0]?.sellerCreatedDate ?? 0,
    );
    expect(created).toEqual([...created].sort((a, b) => b - a));
  });

  test('unapproved rows carry reasons only when rejected, and split by status', async () => {
    const all = await call(shop, path('products/unapproved?size=1000'));
    const rejected = await call(shop, path('products/unapproved?size=1000&status=rejected'));
    const pending = await call(shop, path('products/unapproved?size=1000&status=pendingApproval'));
    expect(records(all)).toHaveLength(shop.data.unapproved.size);
    expect(records(rejected).length + records(pending).length).toBe(shop.data.unapproved.size);
    expect(
      records(rejected).every(
        (row) => Array.isArray(row.rejectReasonDetails) && row.rejectReasonDetails.length > 0,
      ),
    ).toBe(true);
    expect(records(all)[0]).not.toHaveProperty('state');
  });

  test('inventory-and-price moves with nextPageToken alone: page is ignored', async () => {
    const first = await call(shop, path('products/approved/inventory-and-price?size=100'));
    const same = await call(shop, path('products/approved/inventory-and-price?size=100&page=1'));
    expect(records(same)).toEqual(records(first));
    const { items } = await paged(shop, path('products/approved/inventory-and-price?size=100'));
    expect(items).toHaveLength(shop.data.contents.size);
  });

  test('one barcode: approved, unapproved, unknown (404)', async () => {
    const [known] = shop.data.variants();
    const [waiting] = shop.data.unapproved.keys();
    expect((await call(shop, path(`product/${known?.variant.barcode}`))).body).toMatchObject({
      approved: true,
      contentId: known?.content.contentId,
    });
    expect((await call(shop, path(`product/${waiting}`))).body).toMatchObject({ approved: false });
    expect((await call(shop, path('product/0000'))).status).toBe(404);
  });

  test('the seed holds the hard cases: HTML title, no stock value, null fields, many decimals, huge and zero price', () => {
    const variants = shop.data.variants();
    expect(variants.some(({ content }) => content.title.includes('<b>'))).toBe(true);
    expect(variants.some(({ variant }) => variant.stock.quantity === undefined)).toBe(true);
    expect(variants.some(({ variant }) => variant.stockCode === null)).toBe(true);
    expect(variants.some(({ variant }) => /\.\d{5,}/.test(String(variant.price.salePrice)))).toBe(true);
    expect(variants.some(({ variant }) => variant.price.salePrice === 0)).toBe(true);
    expect(variants.some(({ variant }) => variant.price.salePrice > 1e7)).toBe(true);
    expect(variants.some(({ content }) => (content.description?.length ?? 0) > 29_000)).toBe(true);
  });
});

test('beyond 10,000 contents only nextPageToken goes on, and 20,000 products are quick to make', async () => {
  const started = process.cpuUsage();
  const big = await startTrendyol({ seed, now: () => now, products: 20_000, orders: 0, scale: 1000 });
  const made = process.cpuUsage(started);
  try {
    expect((made.user + made.system) / 1000).toBeLessThan(4000);
    const base = `/integration/product/sellers/${big.credentials.sellerId}/products/approved?size=100`;
    expect((await call(big, `${base}&page=101`)).status).toBe(400);
    const last = await call(big, `${base}&page=100`);
    const { items } = await paged(
      big,
      `${base}&nextPageToken=${encodeURIComponent(String(last.body.nextPageToken))}`,
    );
    expect(items).toHaveLength(big.data.contents.size - 10_100);
  } finally {
    await big.stop();
  }
}, 30_000);
