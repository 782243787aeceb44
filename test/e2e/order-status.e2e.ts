import { expect, type Page, test } from '@playwright/test';
import type { ConnectionId, OrderId } from '../../src/shared/domain/ids';
import type { GivenProduct } from '../marketplaces/kit/given-product';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { goTo, passFirstStart, title, watchPage } from './kit/pages';
import { practiceEnvironment, stopAll } from './kit/practice';
import { keepPicture, setAppearance, TWO_LOOKS } from './kit/screenshots';
import { connectShop, readShop } from './kit/shops';

const GOODS: readonly GivenProduct[] = [
  { sku: 'HVL-1', barcode: '8690000000012', title: 'Bambu Havlu', stock: 100, price: '149.90' },
];

test.describe.configure({ mode: 'serial' });

test.describe('status of orders', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  let shop: Awaited<ReturnType<typeof startWooCommerce>>;
  let other: Awaited<ReturnType<typeof startTrendyol>>;
  let kervan: RunningKervan;
  let page: Page;
  let watch: ReturnType<typeof watchPage>;
  let shopId: ConnectionId;

  const there = (number: string) =>
    [...shop.data.orders.values()].find((one) => one.number === number)?.status;
  const toast = (text: string) => page.getByRole('alertdialog').filter({ hasText: text });
  function sell(): string {
    const sold = shop.floor.sell([{ key: shop.floor.shelf()[0]?.key ?? '', quantity: 1 }]);
    if (sold === null) throw new Error('nothing was sold');
    return sold.number;
  }
  async function idOf(number: string): Promise<OrderId> {
    const [row] = await invoke(page, 'orders.window', {
      query: { text: number },
      window: { offset: 0, limit: 1 },
    });
    if (row === undefined) throw new Error(`no order ${number}`);
    return row.id;
  }

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    shop = await startWooCommerce({ catalogue: GOODS, orders: 0, scale: 1000 });
    other = await startTrendyol({ catalogue: GOODS, orders: 0, scale: 1000 });
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: practiceEnvironment(practice.path, [shop, other]),
    });
    page = kervan.page;
    watch = watchPage(page);
    await passFirstStart(page);
    shopId = await connectShop(page, shop, 'Havlu Dükkânı');
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await stopAll([shop, other]);
    folder.remove();
    practice.remove();
  });

  test('changes on the page of the order, and the shop shows it', async () => {
    test.setTimeout(120_000);
    const number = sell();
    await readShop(page, shopId, ['orders']);
    await goTo(page, `/orders/${await idOf(number)}`);
    await expect(title(page, `Sipariş ${number}`)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Hazırlanıyor' })).toBeDisabled();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Tamamlandı' }).click();
    const dialog = page.getByRole('dialog', { name: 'Tamamlandı: 1 sipariş' });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Kanala gönder' }).click();
    await expect(toast('Sipariş kanalda değişti: Tamamlandı')).toBeVisible();
    expect(there(number)).toBe('completed');
    await expect(page.getByText('kanalda: completed')).toBeVisible();
    await expect(page.getByText('İstenen: Tamamlandı')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Siparişi iptal et' })).toBeDisabled();
  });

  test('asks before what cannot be taken back, and tells why the shop did not take it', async () => {
    test.setTimeout(120_000);
    const number = sell();
    await readShop(page, shopId, ['orders']);
    await goTo(page, `/orders/${await idOf(number)}`);
    await page.getByRole('button', { name: 'Siparişi iptal et' }).click();
    const ask = page.getByRole('alertdialog', { name: 'Siparişi iptal et: 1 sipariş' });
    await expect(ask.getByText('Bu işlem geri alınamaz.')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(ask).toBeHidden();
    expect(there(number)).toBe('processing');
    shop.faults.add({ effect: { kind: 'status', status: 400 }, match: ({ method }) => method === 'PUT' });
    await page.getByRole('button', { name: 'Siparişi iptal et' }).click();
    await ask.getByRole('button', { name: 'Siparişi iptal et' }).click();
    const result = page.getByRole('dialog', { name: 'Durum değişikliğinin sonucu' });
    await expect(result.getByText('Kanal 1 siparişten 0 tanesini aldı.')).toBeVisible();
    await expect(result.getByText('ciddi bir sorun', { exact: false })).toBeVisible();
    await expectAccessible(page);
    await result.getByRole('button', { name: 'Kapat' }).last().click();
    for (const [language, theme] of TWO_LOOKS) {
      await setAppearance(page, language, theme);
      await goTo(page, `/orders/${await idOf(number)}`);
      await expect(
        page.getByRole('button', { name: language === 'tr' ? 'Tamamlandı' : 'Completed' }),
      ).toBeEnabled();
      await keepPicture(page, 'order-status', language, theme);
      await page
        .getByRole('button', { name: language === 'tr' ? 'Siparişi iptal et' : 'Cancel order' })
        .click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      await keepPicture(page, 'order-status-cancel', language, theme);
      await page.keyboard.press('Escape');
    }
    await setAppearance(page, 'tr', 'light');
  });

  test('changes what is selected in the table, with the ones that cannot left out', async () => {
    test.setTimeout(120_000);
    const open = Array.from({ length: 12 }, sell);
    await readShop(page, shopId, ['orders']);
    await goTo(page, '/orders');
    const grid = page.getByRole('grid', { name: 'Siparişler' });
    await expect(grid).toHaveAttribute('aria-rowcount', '15');
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: 'Durumu değiştir' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Kanal ve yeni durum/ }).click();
    await page.getByRole('option', { name: 'Havlu Dükkânı · Tamamlandı (13 sipariş)' }).click();
    await expectAccessible(page);
    await keepPicture(page, 'orders-status-many', 'tr', 'light');
    await dialog.getByRole('button', { name: 'Kanala gönder' }).click();
    await expect(toast('13 sipariş kanalda değişti: Tamamlandı')).toBeVisible({ timeout: 30_000 });
    expect(open.map(there)).toEqual(open.map(() => 'completed'));
  });

  test('asks for what the change needs, and stops when it is told to', async () => {
    test.setTimeout(180_000);
    const otherId = await connectShop(page, other, 'Ana mağaza');
    const numbers = Array.from({ length: 30 }, () => {
      const sold = other.floor.sell([{ key: other.floor.shelf()[0]?.key ?? '', quantity: 1 }]);
      return sold?.number ?? '';
    });
    await readShop(page, otherId, ['orders']);
    const [first = ''] = numbers;
    await goTo(page, `/orders/${await idOf(first)}`);
    await page.getByRole('button', { name: 'Toplanıyor' }).click();
    await page.getByRole('button', { name: 'Kanala gönder' }).click();
    await expect(page.getByText('kanalda: Picking')).toBeVisible();
    await page.getByRole('button', { name: 'Faturalandı' }).click();
    await page.getByLabel('Fatura no').fill('ABC2026000000001');
    await expectAccessible(page);
    await keepPicture(page, 'order-status-fields', 'tr', 'light');
    // By keys: Enter in the field sends the form.
    await page.keyboard.press('Enter');
    await expect(page.getByText('Fatura no: ABC2026000000001')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Tedarik edilemiyor' })).toBeDisabled();

    await goTo(page, `/orders?channel=${otherId}`);
    const grid = page.getByRole('grid', { name: 'Siparişler' });
    await expect(grid).toHaveAttribute('aria-rowcount', '31');
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+a');
    const gate = other.faults.gate(({ method }) => method === 'PUT');
    await page.getByRole('button', { name: 'Durumu değiştir' }).click();
    await page.getByRole('button', { name: 'Kanala gönder' }).click();
    await gate.reached();
    await expect(page.getByRole('progressbar', { name: 'Toplanıyor' })).toBeVisible();
    await page.getByRole('button', { name: 'Durdur' }).click();
    gate.release();
    const result = page.getByRole('dialog', { name: 'Durum değişikliğinin sonucu' });
    await expect(result.getByText('Kanal 29 siparişten 10 tanesini aldı.')).toBeVisible({ timeout: 30_000 });
    await expect(result.getByText('Durduruldu: 19 sipariş gönderilmedi.')).toBeVisible();
    await expectAccessible(page);
    await keepPicture(page, 'orders-status-stopped', 'tr', 'light');
    const picked = numbers.filter((one) => other.data.order(one).packages[0]?.status === 'Picking');
    expect(picked).toHaveLength(10);
    expect(watch.complaints()).toEqual([]);
  });
});
