import { expect, type Page, test } from '@playwright/test';
import { DEFAULT_RULES } from '../../src/shared/domain/channel-rules';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { turkishEan13 } from '../marketplaces/kit/barcode';
import type { GivenProduct } from '../marketplaces/kit/given-product';
import { startShopify } from '../marketplaces/shopify/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { goTo, openPlace, passFirstStart, title, watchPage } from './kit/pages';
import { practiceEnvironment, stopAll } from './kit/practice';
import { connectShop, readShop } from './kit/shops';

const GOODS: readonly GivenProduct[] = Array.from({ length: 6 }, (_, index) => ({
  sku: `TEK-${100 + index}`,
  barcode: turkishEan13(7000 + index),
  title: `Peştamal ${100 + index}`,
  stock: 8,
  price: '120.00',
}));
const RULES = { ...DEFAULT_RULES, stock: { ...DEFAULT_RULES.stock, send: true } };
const [first] = GOODS;

test.describe.configure({ mode: 'serial' });

test.describe('one stock for two shops', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  let web: Awaited<ReturnType<typeof startWooCommerce>>;
  let shopify: Awaited<ReturnType<typeof startShopify>>;
  let kervan: RunningKervan;
  let page: Page;
  let watch: ReturnType<typeof watchPage>;
  let webId: ConnectionId;
  let shopifyId: ConnectionId;

  const shelf = (market: typeof web | typeof shopify) => {
    const row = market.floor.shelf().find((one) => one.sku === first?.sku);
    if (row === undefined) throw new Error('the towel is not on the shelf');
    return row;
  };
  async function connect(market: typeof web | typeof shopify, name: string): Promise<ConnectionId> {
    const id = await connectShop(page, market, name);
    await readShop(page, id, ['orders']);
    await readShop(page, id, ['products']);
    return id;
  }

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    web = await startWooCommerce({ catalogue: GOODS, orders: 0, scale: 1000 });
    shopify = await startShopify({ catalogue: GOODS, orders: 0, scale: 1000 });
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: practiceEnvironment(practice.path, [web, shopify]),
    });
    page = kervan.page;
    watch = watchPage(page);
    await passFirstStart(page);
    webId = await connect(web, 'magaza.example');
    await invoke(page, 'matching.createNew', { connectionId: webId });
    shopifyId = await connect(shopify, 'Şube dükkânı');
    await expect
      .poll(async () => (await invoke(page, 'matching.summary', { connectionId: shopifyId })).sure)
      .toBe(GOODS.length);
    await invoke(page, 'matching.acceptSure', { connectionId: shopifyId });
    for (const connectionId of [webId, shopifyId])
      await invoke(page, 'rules.set', { connectionId, rules: RULES });
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await stopAll([web, shopify]);
    folder.remove();
    practice.remove();
  });

  test('a piece sold in one shop is gone from the other, and every step can be seen', async () => {
    await openPlace(page, 'Stok');
    const row = page.getByRole('grid').getByRole('row', { name: /Peştamal 100/ });
    await expect(row).toContainText('8');
    const [variant] = await invoke(page, 'variants.window', {
      query: { text: first?.sku ?? '' },
      window: { offset: 0, limit: 1 },
    });
    await goTo(page, `/stock/${variant?.id}`);
    await expect(title(page, 'Peştamal 100')).toBeVisible();
    expect(shopify.floor.sell([{ key: shelf(shopify).key, quantity: 3 }])).not.toBeNull();
    await readShop(page, shopifyId, ['orders'], 'delta');
    await expect.poll(() => [shelf(web).stock, shelf(shopify).stock], { timeout: 30_000 }).toEqual([5, 5]);
    const values = page.getByRole('table', { name: 'Kanallara gönderilen değerler' });
    await expect(values.getByRole('row', { name: /magaza\.example/ })).toContainText('Onaylandı', {
      timeout: 30_000,
    });
    await expect(values.getByRole('row', { name: /magaza\.example/ })).toContainText('5');
    await expect(page.getByRole('row', { name: /Sipariş satırı/ })).toContainText('−3');

    // The customer of the other shop takes the rest; nobody can buy it twice.
    expect(web.floor.sell([{ key: shelf(web).key, quantity: 5 }])).not.toBeNull();
    await readShop(page, webId, ['orders'], 'delta');
    await expect.poll(() => shelf(shopify).stock, { timeout: 30_000 }).toBe(0);
    expect(shopify.floor.sell([{ key: shelf(shopify).key, quantity: 1 }])).toBeNull();
    await expect(page.getByRole('row', { name: /Sipariş satırı/ })).toHaveCount(2);
    expect(watch.complaints()).toEqual([]);
  });
});
