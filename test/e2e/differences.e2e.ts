import { expect, type Page, test } from '@playwright/test';
import { type ChannelRules, DEFAULT_RULES } from '../../src/shared/domain/channel-rules';
import type { ConnectionId, VariantId } from '../../src/shared/domain/ids';
import { turkishEan13 } from '../marketplaces/kit/barcode';
import type { GivenProduct } from '../marketplaces/kit/given-product';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { goTo, openPlace, passFirstStart, title, watchPage } from './kit/pages';
import { practiceEnvironment, stopAll } from './kit/practice';
import { keepPicture, setAppearance, TWO_LOOKS } from './kit/screenshots';
import { connectShop, readShop } from './kit/shops';
import { resize, SMALL_WINDOWS, USUAL_WINDOW } from './kit/window-size';

const GOODS: readonly GivenProduct[] = Array.from({ length: 40 }, (_, index) => ({
  sku: `FRK-${100 + index}`,
  barcode: turkishEan13(3000 + index),
  title:
    index === 1
      ? 'Bornoz, uzun kollu, kapüşonlu, pamuklu, iki cepli, bordürlü, çok uzun adlı, beyaz'
      : `Havlu ${100 + index}`,
  stock: 5,
  price: '100.00',
}));
const RULES: ChannelRules = {
  ...DEFAULT_RULES,
  stock: { ...DEFAULT_RULES.stock, send: true },
  price: { ...DEFAULT_RULES.price, send: true, maximumJumpPercent: 20 },
  conflict: 'ask',
};

test.describe.configure({ mode: 'serial' });

test.describe('holds and differences', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  let shop: Awaited<ReturnType<typeof startWooCommerce>>;
  let other: Awaited<ReturnType<typeof startTrendyol>>;
  let kervan: RunningKervan;
  let page: Page;
  let watch: ReturnType<typeof watchPage>;
  let shopId: ConnectionId;
  let otherId: ConnectionId;

  const grid = (name: string) => page.getByRole('grid', { name });
  const toast = (text: string | RegExp) => page.getByRole('alertdialog').filter({ hasText: text });
  const panel = () => page.getByRole('complementary');
  const shelf = (index: number, market: 'shop' | 'other' = 'shop') => {
    const rows = (market === 'shop' ? shop : other).floor.shelf();
    const row = rows.find((one) => one.sku === GOODS[index]?.sku);
    if (row === undefined) throw new Error(`no product ${index}`);
    return row;
  };
  const priceIs = (index: number, minor: number) =>
    expect.poll(() => shelf(index).priceMinor, { timeout: 30_000 }).toBe(minor);

  async function connect(market: typeof shop | typeof other, name: string): Promise<ConnectionId> {
    const id = await connectShop(page, market, name);
    await readShop(page, id, ['orders']);
    await readShop(page, id, ['products']);
    return id;
  }
  async function variantOf(index: number): Promise<VariantId> {
    const text = GOODS[index]?.sku ?? '';
    const [row] = await invoke(page, 'variants.window', {
      query: { text },
      window: { offset: 0, limit: 1 },
    });
    if (row === undefined) throw new Error(`no variant ${index}`);
    return row.id;
  }
  async function setPrice(index: number, basePriceMinor: number | null): Promise<void> {
    const id = await variantOf(index);
    await invoke(page, 'variants.update', { id, change: { basePriceMinor, baseListPriceMinor: null } });
  }

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    shop = await startWooCommerce({ catalogue: GOODS, orders: 0, scale: 1000 });
    other = await startTrendyol({ catalogue: GOODS, orders: 0, scale: 1000, workMs: 50 });
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: practiceEnvironment(practice.path, [shop, other]),
    });
    page = kervan.page;
    watch = watchPage(page);
    await passFirstStart(page);
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await stopAll([shop, other]);
    folder.remove();
    practice.remove();
  });

  test('says that nothing is held and nothing differs', async () => {
    test.setTimeout(120_000);
    await openPlace(page, 'Bekletilenler');
    await expect(page.getByText('Bekletilen değer yok.')).toBeVisible();
    await expectAccessible(page);
    shopId = await connect(shop, 'Havlu Dükkânı');
    expect((await invoke(page, 'matching.createNew', { connectionId: shopId })).matched).toBe(GOODS.length);
    otherId = await connect(other, 'Ana mağaza');
    await expect
      .poll(async () => (await invoke(page, 'matching.summary', { connectionId: otherId })).sure)
      .toBe(GOODS.length);
    await invoke(page, 'matching.acceptSure', { connectionId: otherId });
    await invoke(page, 'rules.set', { connectionId: shopId, rules: RULES });
    await openPlace(page, 'Farklar');
    await expect(page.getByText('Fark yok: kanallar Kervan’ın istediği değerleri gösteriyor.')).toBeVisible();
    await expectAccessible(page);
  });

  test('lets a held price through, and asks to type it where the limit is far exceeded', async () => {
    test.setTimeout(120_000);
    await setPrice(0, 13_000);
    await setPrice(1, 30_000);
    await setPrice(2, null);
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await expect(title(page, 'Bekletilenler')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Bekletilenler, 3 karar bekliyor' })).toBeVisible();
    const held = grid('Bekletilen fiyatlar');
    await expect(held).toHaveAttribute('aria-rowcount', '4');
    await expect(held.getByRole('row', { name: /Havlu 100/ })).toContainText('130,00 ₺');
    await expect(held.getByRole('row', { name: /Havlu 100/ })).toContainText('+%30');
    await expect(held.getByRole('row', { name: /Havlu 102/ })).toContainText('Ana fiyat yok');
    await expectAccessible(page);

    // By keys: everything, then what happens in numbers.
    await held.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: 'Seçilenleri onayla ve gönder' }).click();
    const many = page.getByRole('dialog', { name: '1 fiyat gönderilsin mi' });
    await expect(many.getByText('1 fiyat sınırın iki katını aşıyor', { exact: false })).toBeVisible();
    await expect(many.getByText('1 fiyat onaylanamaz', { exact: false })).toBeVisible();
    await expectAccessible(page);
    await many.getByRole('button', { name: 'Onayla ve gönder' }).click();
    await expect(toast('1 fiyat gönderiliyor')).toBeVisible();
    await priceIs(0, 13_000);
    await expect(held).toHaveAttribute('aria-rowcount', '3');

    await held.getByRole('row', { name: /Bornoz/ }).click();
    await expect(panel().getByText('Fiyat 100,00 ₺ iken 300,00 ₺ oluyor', { exact: false })).toBeVisible();
    await expect(panel().getByRole('list', { name: 'Fiyat nasıl hesaplandı' })).toContainText('300,00 ₺');
    await panel().getByRole('button', { name: 'Onayla ve gönder' }).click();
    const one = page.getByRole('dialog', { name: 'Fiyatı onayla' });
    await expect(one.getByText('100,00 ₺ yerine 300,00 ₺ gönderilir.')).toBeVisible();
    await one.getByLabel('Gönderilecek fiyatı yazın').fill('30');
    await one.getByRole('button', { name: 'Onayla ve gönder' }).click();
    await expect(one.getByText('Yazılan fiyat gönderilecek fiyat değil: 300,00 ₺')).toBeVisible();
    await expectAccessible(page);
    expect(shelf(1).priceMinor).toBe(10_000);
    await one.getByLabel('Gönderilecek fiyatı yazın').fill('300,00');
    await one.getByRole('button', { name: 'Onayla ve gönder' }).click();
    await priceIs(1, 30_000);
    await expect(held).toHaveAttribute('aria-rowcount', '2');

    await held.getByRole('row', { name: /Havlu 102/ }).click();
    await expect(panel().getByText('Ürüne ana fiyat girin.', { exact: false })).toBeVisible();
    await expect(panel().getByRole('button', { name: 'Onayla ve gönder' })).toBeHidden();
    await panel().getByRole('button', { name: 'Ürünü düzelt' }).click();
    await expect(title(page, 'Havlu 102')).toBeVisible();
    await setPrice(2, 10_000);
    await goTo(page, '/holds');
    await expect(page.getByText('Bekletilen değer yok.')).toBeVisible();
  });

  test('asks who is right about a price changed in the panel, and does what is decided', async () => {
    test.setTimeout(120_000);
    shop.floor.editPrice(shelf(3).key, 8_800);
    shop.floor.editPrice(shelf(4).key, 10_500);
    await readShop(page, shopId, ['products']);
    await openPlace(page, 'Farklar');
    const differing = grid('Farklı değerler');
    await expect(differing).toHaveAttribute('aria-rowcount', '3', { timeout: 30_000 });
    const row = differing.getByRole('row', { name: /Havlu 103/ });
    await expect(row).toContainText('100,00 ₺');
    await expect(row).toContainText('88,00 ₺');
    await expect(row).toContainText('Panelde değişti');
    await expect(page.getByText(/Son okuma/)).toBeVisible();
    await expectAccessible(page);
    expect(shelf(3).priceMinor).toBe(8_800);

    await row.click();
    await expect(panel().getByText('Fiyat kanal panelinde değişmiş', { exact: false })).toBeVisible();
    await panel().getByRole('button', { name: 'Kervan’ın değerini gönder' }).click();
    await priceIs(3, 10_000);
    await expect(differing).toHaveAttribute('aria-rowcount', '2');

    // The other one is taken over: the base price follows.
    await differing
      .getByRole('row', { name: /Havlu 104/ })
      .getByRole('gridcell')
      .first()
      .click();
    await page.getByRole('button', { name: 'Kanalın değerini al' }).first().click();
    const asked = page.getByRole('alertdialog', { name: '1 kanal değeri alınsın mı' });
    await asked.getByRole('button', { name: 'Değerleri al' }).click();
    await expect(toast('1 değer kanaldan alındı')).toBeVisible();
    await expect(page.getByText('Fark yok', { exact: false })).toBeVisible();
    const sheet = await invoke(page, 'stock.get', { variantId: await variantOf(4) });
    expect(sheet.variant.basePriceMinor).toBe(10_500);
    expect(shelf(4).priceMinor).toBe(10_500);
  });

  test('explains on the product’s page what a channel refused, and sends it again', async () => {
    test.setTimeout(120_000);
    await invoke(page, 'rules.set', {
      connectionId: otherId,
      rules: { ...RULES, price: { ...RULES.price, send: false } },
    });
    const variantId = await variantOf(5);
    other.batchFaults.add({
      kind: 'rowRefused',
      key: shelf(5, 'other').key,
      reason: 'Bu barkod kampanyada, stok güncellenemez',
    });
    await invoke(page, 'stock.count', { variantId, counted: 3 });
    await goTo(page, `/stock/${variantId}`);
    const table = page.getByRole('table', { name: 'Kanallara gönderilen değerler' });
    const row = table.getByRole('row', { name: /Ana mağaza/ }).first();
    await expect(row).toContainText('Kanal reddetti', { timeout: 30_000 });
    await expect(table.getByRole('row', { name: /Havlu Dükkânı/ })).toContainText('Onaylandı');
    await row.getByRole('button', { name: 'Neden: Ana mağaza' }).click();
    await expect(
      page.getByText('“Bu barkod kampanyada, stok güncellenemez”', { exact: false }),
    ).toBeVisible();
    await expect(page.getByRole('list', { name: 'Stok nasıl hesaplandı' }).first()).toContainText(
      'Satılabilir',
    );
    await expectAccessible(page);
    // The error centre leads to it, and so does the channel's own product page.
    const open = async () => (await invoke(page, 'problems.list', { states: ['open'] })).problems;
    await expect.poll(async () => (await open()).length).toBe(1);
    const [refused] = await open();
    await goTo(page, `/errors/${refused?.id}`);
    await page.getByRole('button', { name: 'Farkları aç' }).click();
    await expect(grid('Farklı değerler').getByRole('row', { name: /Havlu 105/ })).toContainText(
      'Kanal reddetti',
    );
    await goTo(page, `/stock/${variantId}`);
    await row.getByRole('button', { name: 'Ayrıntı: Ana mağaza' }).click();
    await row.getByRole('button', { name: /^Çöz/ }).click();
    await page.getByRole('menuitem', { name: /Yeniden dene/ }).click();
    // This channel takes the same values again only a quarter of an hour later; another number leaves at once.
    await expect(row).toContainText('Gönderilecek');
    await expect(page.getByText(/Sonraki deneme \d\d:\d\d/)).toBeVisible();
    await invoke(page, 'stock.count', { variantId, counted: 2 });
    await expect.poll(() => shelf(5, 'other').stock, { timeout: 30_000 }).toBe(2);
    await expect(row).toContainText('Onaylandı', { timeout: 30_000 });
    await expect(row).not.toContainText('Çöz');
  });

  test('stays readable with many rows, in both languages and themes', async () => {
    test.setTimeout(300_000);
    for (let index = 6; index < 30; index += 1) await setPrice(index, index % 3 === 0 ? 40_000 : 12_900);
    shop.floor.editPrice(shelf(31).key, 9_100);
    shop.floor.editPrice(shelf(32).key, 9_200);
    other.batchFaults.add({
      kind: 'rowRefused',
      key: shelf(33, 'other').key,
      reason: 'Stok güncellenemez',
    });
    await invoke(page, 'stock.count', { variantId: await variantOf(33), counted: 2 });
    await readShop(page, shopId, ['products']);
    await expect
      .poll(async () => (await invoke(page, 'differences.count', {})).count, { timeout: 30_000 })
      .toBe(3);
    const [one] = await invoke(page, 'differences.window', { query: {}, window: { offset: 0, limit: 1 } });
    const listingId = one?.listingId;
    for (const [language, theme] of TWO_LOOKS) {
      await setAppearance(page, language, theme);
      await goTo(page, '/holds');
      await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '25');
      await page.getByRole('grid').getByRole('row').nth(2).click();
      await expect(panel().getByRole('list').first()).toBeVisible();
      await keepPicture(page, 'holds', language, theme);
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await goTo(page, '/differences');
      await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '4');
      await page.getByRole('grid').getByRole('row').nth(1).click();
      await expect(panel().getByRole('list').first()).toBeVisible();
      await keepPicture(page, 'differences', language, theme);
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await goTo(page, `/stock/${await variantOf(33)}`);
      await page.getByRole('button', { name: /Ayrıntı: Ana mağaza|Details: Ana mağaza/ }).click();
      await keepPicture(page, 'channel-matrix', language, theme);
      await expectAccessible(page);
      await goTo(page, '/');
      await keepPicture(page, 'overview-holds', language, theme);
      for (const { label, ...size } of SMALL_WINDOWS) {
        await resize(kervan, size);
        await goTo(page, '/holds');
        await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '25');
        await keepPicture(page, `holds-${label}`, language, theme);
        await expectAccessible(page);
        await goTo(page, '/differences');
        await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '4');
        await keepPicture(page, `differences-${label}`, language, theme);
        await expectAccessible(page);
        await goTo(page, `/products/${listingId}`);
        await expect(page.getByRole('table', { name: /Kanallara gönderilen|Values sent/ })).toBeVisible();
        await keepPicture(page, `product-channels-${label}`, language, theme);
        await expectAccessible(page);
      }
      await resize(kervan, USUAL_WINDOW);
    }
    expect(watch.complaints()).toEqual([]);
  });
});
