import { afterEach, describe, expect, it } from 'vitest';
import type { WooCommerceMarketplace } from './server';
import { call, clock, close, everything, open } from './test-client';

afterEach(close);

async function changed(shop: WooCommerceMarketplace, route: string): Promise<unknown[]> {
  clock.now += 1_000;
  const rows = await everything(shop, `${route}?dates_are_gmt=true&modified_after=2026-11-24T09:30:00`);
  return rows.map(({ id }) => id).sort();
}

describe('what a test may change', () => {
  it('a new product and a new variation appear with stamps of their own', async () => {
    const shop = await open();
    clock.now += 5_000;
    const [first = 0] = [...shop.data.products.keys()];
    const parent = [...shop.data.products.values()].find(
      ({ type, status }) => type === 'variable' && status === 'publish',
    );
    const product = shop.data.addProduct(first, { name: 'Yeni Ürün', regularPrice: '10.00' });
    const variation = shop.data.addVariation(parent?.id ?? 0, { sku: 'YENI-V' });
    expect(await changed(shop, 'products')).toEqual([product.id, parent?.id].sort());
    expect(await changed(shop, 'variations')).toEqual([variation.id]);
    expect((await call(shop, `products/${product.id}`)).body).toMatchObject({
      name: 'Yeni Ürün',
      type: 'simple',
    });
    shop.data.deleteVariation(variation.id);
    expect((await call(shop, `products/${parent?.id}/variations/${variation.id}`)).status).toBe(404);
    expect((await call(shop, `products/${parent?.id}`)).body).not.toMatchObject({
      variations: expect.arrayContaining([variation.id]),
    });
  });

  it('a refund shows its amount and sets the status only when it is whole', async () => {
    const shop = await open();
    const product = [...shop.data.products.values()].find(
      ({ type, status }) => type === 'simple' && status === 'publish',
    );
    const order = shop.data.addOrder([{ productId: product?.id ?? 0, quantity: 2 }], { number: 'WEB-9' });
    clock.now += 5_000;
    shop.data.refundOrder(order.id, 0.5);
    const half = (await call(shop, `orders/${order.id}`)).body as {
      total: string;
      refunds: { total: string }[];
    };
    expect(half).toMatchObject({ status: 'processing', number: 'WEB-9' });
    expect(-2 * Number(half.refunds[0]?.total)).toBeCloseTo(Number(half.total), 1);
    shop.data.refundOrder(order.id, 1, false);
    expect((await call(shop, `orders/${order.id}`)).body).toMatchObject({ status: 'refunded' });
    expect(await changed(shop, 'orders')).toEqual([order.id]);
    shop.data.deleteOrder(order.id);
    expect((await call(shop, `orders/${order.id}`)).body).toMatchObject({
      code: 'woocommerce_rest_shop_order_invalid_id',
    });
  });

  it('an unpaid order takes no stock until it is paid, and then once', async () => {
    const shop = await open();
    const variation = [...shop.data.variations.values()].find(
      ({ manageStock, stockQuantity }) => manageStock && (stockQuantity ?? 0) > 5,
    );
    const before = variation?.stockQuantity ?? 0;
    const order = shop.data.addOrder(
      [{ productId: variation?.parentId ?? 0, variationId: variation?.id ?? 0, quantity: 2 }],
      { status: 'pending' },
    );
    expect(variation?.stockQuantity).toBe(before);
    shop.data.setOrderStatus(order.id, 'processing');
    shop.data.setOrderStatus(order.id, 'completed');
    expect(variation?.stockQuantity).toBe(before - 2);
  });
});
