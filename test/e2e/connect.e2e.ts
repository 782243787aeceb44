import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import type { ConnectionId, RunId } from '../../src/shared/domain/ids';
import { hepsiburadaTruth, shopifyTruth, trendyolTruth, wooTruth } from '../integration/kit/truth';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { startShopify } from '../marketplaces/shopify/server';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import {
  FORM_CHANNELS,
  type FormChannel,
  fillForm,
  steps,
  testAndSave,
  testButton,
} from './kit/connect-form';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { command, field, goTo, openPlace, passFirstStart, title, watchPage } from './kit/pages';
import { practiceEnvironment, stopAll } from './kit/practice';
import { allListings, allOrders, expectSameListings, expectSameOrders, runEnd } from './kit/rows';

/** Few orders: a channel's spacing between calls is real, and Trendyol's is 5 s. */
const SIZE = { products: 140, orders: 60, scale: 1000 };
const KEY_REFUSED = 'API anahtarını kabul etmedi. Anahtar yanlış ya da yenilenmiş.';

interface Connected {
  readonly connectionId: ConnectionId;
  readonly runId: RunId;
  readonly name: string;
}

async function startMarkets() {
  const trendyol = await startTrendyol(SIZE);
  const hepsiburada = await startHepsiburada(SIZE);
  const woocommerce = await startWooCommerce(SIZE);
  const shopify = await startShopify(SIZE);
  return { trendyol, hepsiburada, woocommerce, shopify };
}

test.describe.configure({ mode: 'serial' });

test.describe('the four practice marketplaces, through the form', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  const connected = new Map<string, Connected>();
  let markets: Awaited<ReturnType<typeof startMarkets>>;
  let kervan: RunningKervan;
  let page: Page;
  let watch: ReturnType<typeof watchPage>;

  const launch = async () => {
    const env = practiceEnvironment(practice.path, Object.values(markets));
    kervan = await launchKervan({ dataFolder: folder.path, env });
    page = kervan.page;
    watch = watchPage(page);
  };
  const get = (id: keyof typeof FORM_CHANNELS): Connected => {
    const found = connected.get(id);
    if (!found) throw new Error(`${id} was not connected`);
    return found;
  };
  const truths = () =>
    ({
      trendyol: trendyolTruth(markets.trendyol.data),
      hepsiburada: hepsiburadaTruth(markets.hepsiburada.data),
      woocommerce: wooTruth(markets.woocommerce.data),
      shopify: shopifyTruth(markets.shopify.data),
    }) as const;

  test.beforeAll(async () => {
    markets = await startMarkets();
    await launch();
    await passFirstStart(page);
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await stopAll(Object.values(markets));
    folder.remove();
    practice.remove();
  });

  test('the catalogue finds a channel however a Turk types it', async () => {
    await openPlace(page, 'Katalog');
    const search = page.getByRole('searchbox', { name: 'Katalogda ara' });
    const status = page.getByRole('status').filter({ hasText: 'entegrasyon' });
    const shownCount = async () => Number(/\d+/.exec((await status.textContent()) ?? '')?.[0]);
    await expect.poll(shownCount).toBeGreaterThanOrEqual(119);
    for (const [typed, found] of [
      ['hepsİBURADA', 'Hepsiburada'],
      ['HEPSIBURADA', 'Hepsiburada'],
      ['çiçek', 'Çiçeksepeti'],
      ['cicek', 'Çiçeksepeti'],
      ['TRENDYOL', 'Trendyol'],
    ] as const) {
      await search.fill('');
      await search.pressSequentially(typed);
      await expect(search).toHaveValue(typed);
      const card = page.getByRole('link', { name: found, exact: true });
      await expect(card, `${typed} finds ${found}`).toBeVisible();
      await expect.poll(shownCount).toBeLessThan(20);
    }
    await search.fill('böyle bir kanal yok');
    await expect(page.getByText('Süzgece uyan kayıt yok')).toBeVisible();
    await page.getByRole('button', { name: 'Süzgeçleri temizle' }).click();
    await expect(page.getByRole('button', { name: 'Bağla: Trendyol', exact: true })).toBeVisible();
  });

  test('a form without its keys says which are missing', async () => {
    await page.getByRole('button', { name: 'Bağla: Trendyol', exact: true }).click();
    await expect(title(page, 'Trendyol bağla')).toBeVisible();
    await testButton(page).click();
    await expect(page.getByText('Sınamak için 3 alan:')).toBeVisible();
    await expect(field(page, 'Satıcı ID (Cari ID)')).toBeFocused();
    await field(page, 'Satıcı ID (Cari ID)').fill('12a');
    await field(page, 'API Key').focus();
    await expect(page.getByText('Satıcı ID yalnızca rakamlardan oluşur.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('navigation', { name: 'Sayfalar' }).getByRole('link', { name: 'Ürünler' }).click();
    await page.getByRole('button', { name: 'Bilgileri sil ve çık' }).click();
    await expect(title(page, 'Ürünler')).toBeVisible();
  });

  for (const channel of Object.values<FormChannel>(FORM_CHANNELS)) {
    test(`${channel.name}: a wrong key, then the right one, and its first read begins`, async () => {
      await fillForm(page, channel);
      const secret = field(page, channel.secret.label);
      const right = await secret.inputValue();
      await secret.fill(`wrong${randomUUID().slice(0, 8)}`);
      await testButton(page).click();
      const alert = page.getByRole('alert').filter({ hasText: 'kabul etmedi' });
      await expect(alert).toContainText(`${channel.name} ${KEY_REFUSED}`, { timeout: 60_000 });
      await expect(alert).toContainText('Bende');
      await expect(page.getByText('Bağlantı çalışıyor.')).toBeHidden();
      if (channel.id === 'trendyol') {
        await expectAccessible(page);
        await command(page, 'English');
        await expect(page.getByRole('alert').filter({ hasText: 'Trendyol did not accept' })).toBeVisible();
        await command(page, 'Türkçe');
        await expect(alert).toContainText(KEY_REFUSED);
      }
      await page.getByRole('button', { name: 'Bilgilere dön' }).click();
      await field(page, channel.secret.label).fill(right);
      await testButton(page).click();
      await expect(page.getByText('Bağlantı çalışıyor.')).toBeVisible({ timeout: 60_000 });
      const passed = steps(page).getByRole('listitem').filter({ hasText: ': Geçti' });
      expect(await passed.count()).toBeGreaterThanOrEqual(4);
      await expect(steps(page).getByRole('listitem').filter({ hasText: ': Kaldı' })).toHaveCount(0);
      await page.getByRole('button', { name: 'Bilgilere dön' }).click();
      const name = `${channel.name} Çarşı`;
      connected.set(channel.id, { name, ...(await testAndSave(page, name)) });
      await expect(
        page.getByText('Pencereyi kapatabilirsiniz, sürer.').or(page.getByText('İlk okuma bitti.')),
      ).toBeVisible();
    });
  }

  test('every first read ends, with true counts', async () => {
    test.setTimeout(240_000);
    for (const [id, { runId, connectionId, name }] of connected) {
      const run = await runEnd(page, runId, 180_000);
      expect([id, run.state, run.streams.map((stream) => stream.error)]).toEqual([id, 'done', [null, null]]);
      await goTo(page, `/runs/${runId}`);
      await expect(page.getByText('Bitti').first()).toBeVisible();
      const status = await invoke(page, 'connections.get', { id: connectionId });
      expect([status.name, status.state, status.practice]).toEqual([name, 'ok', true]);
      const truth = truths()[id as keyof typeof FORM_CHANNELS];
      expect([status.products, status.orders]).toEqual([truth.listings.length, truth.orders.length]);
    }
  });

  test('every record is as the marketplace has it', async () => {
    test.setTimeout(180_000);
    for (const [id, truth] of Object.entries(truths())) {
      const { connectionId } = get(id as keyof typeof FORM_CHANNELS);
      await test.step(id, async () => {
        expectSameListings(await allListings(page, connectionId), truth.listings);
        expectSameOrders(await allOrders(page, connectionId), truth.orders);
      });
    }
  });

  test('the grids show the same numbers and the same texts', async () => {
    const all = Object.values(truths());
    const listings = all.reduce((sum, truth) => sum + truth.listings.length, 0);
    const orders = all.reduce((sum, truth) => sum + truth.orders.length, 0);
    await openPlace(page, 'Ürünler');
    await expect(page.getByText(`${turkish(listings)} kayıt`, { exact: true })).toBeVisible();
    const search = page.getByRole('searchbox');
    for (const [id, truth] of Object.entries(truths())) {
      const sample = truth.listings.find((one) => one.sku && one.priceMinor && one.stock);
      if (!sample?.sku || typeof sample.priceMinor !== 'number') throw new Error(`no sample of ${id}`);
      await search.fill(sample.sku);
      const row = page
        .getByRole('row')
        .filter({ hasText: get(id as keyof typeof FORM_CHANNELS).name })
        .filter({ has: page.getByRole('gridcell', { name: sample.sku, exact: true }) })
        .first();
      await expect(row).toBeVisible();
      await expect(row).toContainText(lira(sample.priceMinor));
      await expect(
        row.getByRole('gridcell', { name: turkish(Number(sample.stock)), exact: true }),
      ).toBeVisible();
    }
    await openPlace(page, 'Siparişler');
    await expect(page.getByText(`${turkish(orders)} kayıt`, { exact: true })).toBeVisible();
    for (const [id, truth] of Object.entries(truths())) {
      const [sample] = truth.orders;
      if (!sample) throw new Error(`no order of ${id}`);
      await search.fill(sample.number);
      const row = page
        .getByRole('row')
        .filter({ has: page.getByRole('gridcell', { name: sample.number, exact: true }) })
        .first();
      await expect(row).toContainText(get(id as keyof typeof FORM_CHANNELS).name);
      if (typeof sample.totalMinor === 'number') await expect(row).toContainText(lira(sample.totalMinor));
    }
  });

  test('all stays over a restart', async () => {
    const before = await Promise.all(
      [...connected.values()].map(({ connectionId }) => allListings(page, connectionId)),
    );
    expect(watch.complaints()).toEqual([]);
    await kervan.quit();
    for (const { credentials } of Object.values(markets)) {
      for (const { secret } of Object.values(FORM_CHANNELS)) {
        const value = credentials[secret.field];
        if (value !== undefined) expect(kervan.output()).not.toContain(value);
      }
    }
    await launch();
    await expect(title(page, 'Genel bakış')).toBeVisible();
    for (const { name } of connected.values()) {
      await expect(page.getByRole('link', { name: new RegExp(name) }).first()).toBeVisible();
    }
    const after = await Promise.all(
      [...connected.values()].map(({ connectionId }) => allListings(page, connectionId)),
    );
    expect(after.map((rows) => rows.length)).toEqual(before.map((rows) => rows.length));
    const contents = (rows: typeof after) =>
      rows.map((list) => list.map(({ id, sku, price, stock, title: name }) => [id, sku, price, stock, name]));
    expect(contents(after)).toEqual(contents(before));
    await kervan.quit();
  });
});

const turkish = (value: number) => new Intl.NumberFormat('tr-TR').format(value);

/** 1.234,50 ₺ with the space that does not break. */
function lira(minor: number): string {
  const amount = new Intl.NumberFormat('tr-TR', { minimumFractionDigits: 2 }).format(minor / 100);
  return `${amount}\u00a0₺`;
}
