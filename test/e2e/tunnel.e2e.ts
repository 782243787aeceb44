import { expect, type Page, test } from '@playwright/test';
import { freePort } from '../integration/kit/free-port';
import { installStandIns, isAlive, type StandIns } from '../integration/kit/tunnels';
import { type ShopifyMarketplace, startShopify } from '../marketplaces/shopify/server';
import { expectAccessible } from './kit/axe';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { goTo, openPlace, passFirstStart, watchPage } from './kit/pages';
import { practiceEnvironment } from './kit/practice';
import { keepPicture, setAppearance, TWO_LOOKS } from './kit/screenshots';
import { connectShop, readShop } from './kit/shops';

test.describe.configure({ mode: 'serial' });

test.describe('a tunnel that Kervan opens', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  let shop: ShopifyMarketplace;
  let standIns: StandIns;
  let edges: readonly number[];
  let kervan: RunningKervan;
  let page: Page;
  let connection: string;
  let watch: ReturnType<typeof watchPage>;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    shop = await startShopify({ products: 20, orders: 6 });
    edges = [await freePort(), await freePort()];
    standIns = installStandIns({ edges }, ['cloudflared']);
    const env = practiceEnvironment(practice.path, [shop]);
    const allowed = [env.KERVAN_ALLOW_HOSTS, ...edges.map((edge) => `127.0.0.1:${edge}`)].join(',');
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: { ...env, PATH: standIns.path, KERVAN_ALLOW_HOSTS: allowed },
    });
    page = kervan.page;
    watch = watchPage(page);
    await passFirstStart(page);
    connection = await connectShop(page, shop, 'Shopify mağazam');
    await readShop(page, connection as Parameters<typeof readShop>[1], ['orders']);
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.quit();
    for (const { pid } of standIns.starts()) expect(isAlive(pid)).toBe(false);
    await shop?.stop();
    standIns.remove();
    folder.remove();
    practice.remove();
  });

  test('what is installed can be opened, what is not says where to get it', async () => {
    await openPlace(page, 'Webhook kutusu');
    await page.getByRole('button', { name: 'Tünel kur' }).click();
    const dialog = page.getByRole('dialog', { name: 'Dış adres' });
    await expect(dialog.getByRole('button', { name: 'cloudflared ile aç' })).toBeVisible();
    await expect(dialog.getByText('Bu bilgisayarda kurulu değil.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'ngrok kurulum sayfasını aç' })).toBeVisible();
    await expectAccessible(page);
    await keepPicture(page, 'tunnel-choices', 'tr', 'light');
  });

  test('its address stands there, tried from outside, and the channel is told', async () => {
    await page.getByRole('button', { name: 'cloudflared ile aç' }).click();
    await expect(page.getByText(`http://127.0.0.1:${edges[0]}`)).toBeVisible();
    await expect(page.getByText('dışarıdan sınandı')).toBeVisible();
    await expect(page.getByText('tünel: cloudflared')).toBeVisible();
    await page
      .getByRole('switch', { name: 'Değişiklikleri bildirsin: Shopify mağazam' })
      .click({ force: true });
    await expect(page.getByText('Kuruldu')).toBeVisible();
    expect([...shop.webhooks.hooks.values()].map(({ uri }) => new URL(uri).port)).toEqual(
      Array.from({ length: 6 }, () => String(edges[0])),
    );
  });

  test('the page of the connection says what it tells of, and shows what it brought', async () => {
    await goTo(page, `/connections/${connection}?tab=webhook`);
    const hooks = page.getByRole('region', { name: 'Webhook' });
    await expect(hooks.getByText('Kuruldu')).toBeVisible();
    await expect(hooks.getByText(`http://127.0.0.1:${edges[0]}`)).toBeVisible();
    const [variant] = shop.data.variants.values();
    shop.data.addOrder([{ variantId: variant?.id ?? 0, quantity: 1 }]);
    const inbox = page.getByRole('region', { name: 'Bildirimler' }).first();
    await expect(inbox.getByRole('cell', { name: /İşlendi/ }).first()).toBeVisible();
    for (const [language, theme] of TWO_LOOKS) {
      await setAppearance(page, language, theme);
      await goTo(page, `/connections/${connection}?tab=webhook`);
      await expect(page.getByText('orders/create').first()).toBeVisible();
      await expectAccessible(page);
      await keepPicture(page, 'connection-webhook', language, theme);
    }
    await page
      .getByRole('button', { name: /orders\/create/ })
      .first()
      .click();
    await expect(page.getByRole('complementary', { name: 'orders/create' })).toBeVisible();
    await expectAccessible(page);
    await keepPicture(page, 'connection-webhook-panel', 'en', 'dark');
    await page.keyboard.press('Escape');
    await setAppearance(page, 'tr', 'light');
  });

  test('what does not prove itself is said there, with the way to the error', async () => {
    const [hook] = shop.webhooks.hooks.values();
    await fetch(hook?.uri ?? '', {
      method: 'POST',
      body: '{}',
      headers: { 'x-shopify-hmac-sha256': 'x' },
    });
    await goTo(page, `/connections/${connection}?tab=webhook`);
    const hooks = page.getByRole('region', { name: 'Webhook' });
    await expect(hooks.getByText('Webhook imzası tutmadı')).toBeVisible();
    await expect(hooks.getByRole('link', { name: 'Hatayı aç' })).toBeVisible();
    await expectAccessible(page);
    await keepPicture(page, 'connection-webhook-complaint', 'tr', 'light');
  });

  test('the overview counts what was told, and opens the inbox', async () => {
    for (const [language, theme] of TWO_LOOKS) {
      await setAppearance(page, language, theme);
      await goTo(page, '/');
      const figure = page.getByRole('listitem').filter({ hasText: /Webhook (bildirimi|deliveries)/ });
      await expect(figure).toContainText(/dış adres çalışıyor|public address works/);
      await expectAccessible(page);
      await keepPicture(page, 'overview-webhooks', language, theme);
    }
    await setAppearance(page, 'tr', 'light');
    await goTo(page, '/');
    const figure = page.getByRole('listitem').filter({ hasText: 'Webhook bildirimi' });
    await figure.getByRole('link').click();
    await expect(page.getByText('tünel: cloudflared')).toBeVisible();
  });

  test('a program that ends is said and started again; closed by hand it is gone', async () => {
    standIns.plan({ edges, trouble: 'rateLimited' });
    process.kill(standIns.starts()[0]?.pid ?? 0, 'SIGKILL');
    await expect(page.getByText('cloudflared kapandı (429).')).toBeVisible({ timeout: 15_000 });
    for (const [language, theme] of TWO_LOOKS) {
      await setAppearance(page, language, theme);
      await goTo(page, '/webhooks');
      await expect(page.getByText(/^cloudflared (kapandı|ended)/)).toBeVisible();
      await expectAccessible(page);
      await keepPicture(page, 'tunnel-ended', language, theme);
    }
    await setAppearance(page, 'tr', 'light');
    await goTo(page, '/webhooks');
    standIns.plan({ edges });
    await page.getByRole('button', { name: 'Yeniden dene' }).click();
    await expect(page.getByText('dışarıdan sınandı')).toBeVisible();
    await keepPicture(page, 'tunnel-running', 'tr', 'light');
    await page.getByRole('button', { name: 'Tüneli kapat' }).click();
    await expect(page.getByText('Dış adres yok.')).toBeVisible();
    await expect.poll(() => standIns.starts().some(({ pid }) => isAlive(pid))).toBe(false);
    await expect.poll(() => shop.webhooks.hooks.size).toBe(0);
    expect(watch.complaints()).toEqual([]);
  });
});
