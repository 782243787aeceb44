import { expect, type Page, test } from '@playwright/test';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { startShopify } from '../marketplaces/shopify/server';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { goTo, passFirstStart, title, watchPage } from './kit/pages';
import { changeKey, type Practice, practiceEnvironment, stopAll } from './kit/practice';
import { keepPicture, LANGUAGES, type Screen, setAppearance, takeScreens } from './kit/screenshots';
import { connectShop, readShop } from './kit/shops';
import { expectNoOverflow, resize, SMALL_WINDOWS } from './kit/window-size';

const SIZE = { products: 300, orders: 80, scale: 1000 };

/** Waits until a page has its title, loads nothing any more and stays as it is. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  let before = '';
  const isCalm = async () => {
    const now = await page.evaluate(() => {
      const busy = document.querySelectorAll('[aria-busy="true"]').length;
      return `${busy} ${window.location.hash} ${document.querySelector('main')?.textContent ?? ''}`;
    });
    const isSame = now === before && now.startsWith('0 ');
    before = now;
    return isSame;
  };
  await expect.poll(isCalm, { intervals: [150] }).toBe(true);
}

const screen = (name: string, address: string, then?: (page: Page) => Promise<void>): Screen => ({
  name,
  open: async (page) => {
    await goTo(page, address);
    await settled(page);
    await then?.(page);
  },
});

async function connect(page: Page, market: Practice, name: string): Promise<ConnectionId> {
  const id = await connectShop(page, market, name);
  await readShop(page, id);
  return id;
}

test.describe.configure({ mode: 'serial' });

test.describe('every screen in both languages and themes', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  const markets: Practice[] = [];
  const ids = new Map<string, string>();
  let kervan: RunningKervan;
  let page: Page;
  let watch: ReturnType<typeof watchPage>;

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    markets.push(
      await startTrendyol({ ...SIZE, orders: 40 }),
      await startHepsiburada(SIZE),
      await startWooCommerce(SIZE),
      await startShopify(SIZE),
    );
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: practiceEnvironment(practice.path, markets),
    });
    page = kervan.page;
    watch = watchPage(page);
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await stopAll(markets);
    folder.remove();
    practice.remove();
  });

  test('empty', async () => {
    test.setTimeout(240_000);
    await expect(title(page, /Hoş geldiniz/)).toBeVisible();
    await takeScreens(page, [screen('welcome', '/welcome')], (at) => expectAccessible(at));
    await setAppearance(page, 'tr', 'light');
    await passFirstStart(page);
    const screens = [
      screen('empty-overview', '/'),
      screen('empty-products', '/products'),
      screen('empty-matching', '/matching'),
      screen('empty-orders', '/orders'),
      screen('empty-connections', '/connections'),
      screen('empty-errors', '/errors'),
      screen('empty-runs', '/runs'),
    ];
    await takeScreens(page, screens, (at) => expectAccessible(at));
    expect(watch.complaints()).toEqual([]);
  });

  test('connecting', async () => {
    test.setTimeout(240_000);
    const screens = [
      screen('catalogue', '/catalogue'),
      screen('catalogue-detail', '/catalogue/trendyol'),
      screen('connect-fields', '/connect/trendyol'),
      screen('connect-shopify', '/connect/shopify'),
      screen('connect-tested', '/connect/woocommerce', async (at) => {
        await at.getByRole('button', { name: /Deneme bilgilerini doldur|practice/i }).click();
        await at.getByRole('button', { name: /Bağlantıyı sına|Test connection/ }).click();
        await expect(at.getByRole('button', { name: /^(Devam|Continue|Next)$/ })).toBeVisible({
          timeout: 60_000,
        });
      }),
      screen('connect-plan', '/connect/woocommerce', async (at) => {
        await at.getByRole('button', { name: /^(Devam|Continue|Next)$/ }).click();
        await expect(
          at.getByRole('textbox', { name: /Bağlantının adı|Name of the connection|Connection name/ }),
        ).toBeVisible();
      }),
    ];
    await takeScreens(page, screens, (at) => expectAccessible(at));
    expect(watch.complaints()).toEqual([]);
  });

  test('full of data and troubles', async () => {
    test.setTimeout(420_000);
    await setAppearance(page, 'tr', 'light');
    const [trendyol, hepsiburada, woocommerce, shopify] = markets;
    if (!trendyol || !hepsiburada || !woocommerce || !shopify) throw new Error('a marketplace is missing');
    woocommerce.faults.add({
      effect: { kind: 'record', damage: { index: 2, field: 'id', how: 'wrongType' } },
      match: '/products',
    });
    const made = await Promise.all([
      connect(page, trendyol, 'Ana mağaza'),
      connect(page, hepsiburada, 'Hepsiburada Çarşı'),
      connect(page, woocommerce, 'magaza.example'),
      connect(page, shopify, 'Şişli butik'),
    ]);
    for (const [index, id] of made.entries()) ids.set(markets[index]?.id ?? '', id);
    changeKey(hepsiburada, 'serviceKey', 'renewed-at-the-panel');
    await readShop(page, made[1], undefined, 'delta');
    const [listing] = await invoke(page, 'listings.window', {
      query: { text: 'havlu' },
      window: { offset: 0, limit: 1 },
    });
    const [order] = await invoke(page, 'orders.window', { query: {}, window: { offset: 3, limit: 1 } });
    const { problems } = await invoke(page, 'problems.list', { states: ['open'] });
    const key = problems.find(({ error }) => error.code === 'auth.keyRejected');
    const odd = problems.find(({ error }) => error.code === 'record.odd');
    const firstRun = await invoke(page, 'runs.list', { limit: 1 });
    const screens = [
      screen('overview', '/'),
      screen('products', '/products'),
      screen('products-panel', `/products?row=${listing?.id}`),
      screen('product', `/products/${listing?.id}`),
      screen('products-none', '/products?q=bulunmayan'),
      screen('matching', '/matching?tab=new'),
      screen('orders', '/orders'),
      screen('orders-panel', `/orders?row=${order?.id}`),
      screen('order', `/orders/${order?.id}`),
      screen('connections', '/connections'),
      screen('connection', `/connections/${ids.get('trendyol')}`),
      screen('connection-refused', `/connections/${ids.get('hepsiburada')}`),
      screen('connection-streams', `/connections/${ids.get('trendyol')}?tab=streams`),
      screen('connection-runs', `/connections/${ids.get('trendyol')}?tab=runs`),
      screen('connection-limits', `/connections/${ids.get('trendyol')}?tab=limits`),
      screen('connection-webhook-tab', `/connections/${ids.get('trendyol')}?tab=webhook`),
      screen('connection-settings', `/connections/${ids.get('trendyol')}?tab=settings`),
      screen('errors', `/errors/${key?.id}`),
      screen('errors-records', `/errors/${odd?.id}`),
      screen('runs', '/runs'),
      screen('run', `/runs/${firstRun.runs[0]?.id}`),
      screen('settings', '/settings'),
      screen('about', '/about'),
      screen('not-found', '/boyle-bir-sayfa-yok'),
    ];
    await takeScreens(page, screens, (at) => expectAccessible(at));
    expect(watch.complaints()).toEqual([]);
  });

  test('small and enlarged', async () => {
    test.setTimeout(180_000);
    const large = { label: '1920', width: 1920, height: 1080, zoom: 1 };
    for (const { label, ...size } of [...SMALL_WINDOWS, large]) {
      await resize(kervan, size);
      for (const language of LANGUAGES) {
        await setAppearance(page, language, 'light');
        for (const [name, address] of [
          ['overview', '/'],
          ['products', '/products'],
          ['connect-fields', '/connect/trendyol'],
          ['connection', `/connections/${ids.get('trendyol')}`],
          ['errors', '/errors'],
        ] as const) {
          await screen(name, address).open(page);
          await keepPicture(page, `${name}-${label}`, language, 'light');
          await expectNoOverflow(page, `${name} at ${label} in ${language}`);
        }
      }
    }
    expect(watch.complaints()).toEqual([]);
  });
});
