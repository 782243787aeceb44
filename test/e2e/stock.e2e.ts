import { expect, type Page, test } from '@playwright/test';
import type { VariantRow } from '../../src/shared/contract/stock';
import type { ConnectionId, VariantId, WarehouseId } from '../../src/shared/domain/ids';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { field, goTo, openPlace, passFirstStart, title, watchPage } from './kit/pages';
import { practiceEnvironment, stopAll } from './kit/practice';
import { keepPicture, type Screen, setAppearance, takeScreens } from './kit/screenshots';
import { connectShop, readShop } from './kit/shops';
import { expectNoOverflow, resize, SMALL_WINDOWS } from './kit/window-size';

const MAIN = '1' as WarehouseId;

test.describe.configure({ mode: 'serial' });

test.describe('the stock', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  let shop: Awaited<ReturnType<typeof startWooCommerce>>;
  let kervan: RunningKervan;
  let page: Page;
  let watch: ReturnType<typeof watchPage>;
  let connectionId: ConnectionId;
  let rows: readonly VariantRow[];

  const grid = () => page.getByRole('grid', { name: 'Ürünlerin stoku' });
  const search = () => page.getByRole('searchbox', { name: 'Ara: ad, marka, stok kodu, barkod' });
  const message = (text: string | RegExp) => page.getByRole('alertdialog').filter({ hasText: text });
  const sheet = (variantId: VariantId) => invoke(page, 'stock.get', { variantId });
  /** The only row left by a search for its code, with the cell of a column. */
  const cell = (column: string) => grid().getByRole('row').nth(1).locator(`[data-column="${column}"]`);

  async function find(row: VariantRow): Promise<void> {
    await search().fill(row.sku ?? row.title);
    await expect(grid().getByRole('row').nth(1)).toContainText(row.sku ?? row.title);
  }
  /** A variant with a code of its own whose stock is told. */
  function pick(at: number): VariantRow {
    const told = rows.filter((row) => row.sku !== null && row.openedAt !== null && row.onHand >= 3);
    const found = told[at];
    if (found === undefined) throw new Error('too few products');
    return found;
  }

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    shop = await startWooCommerce({ products: 120, orders: 0, scale: 1000 });
    kervan = await launchKervan({ dataFolder: folder.path, env: practiceEnvironment(practice.path, [shop]) });
    page = kervan.page;
    watch = watchPage(page);
    await passFirstStart(page);
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await stopAll([shop]);
    folder.remove();
    practice.remove();
  });

  test('says what to do first while there is nothing, and takes a product by hand', async () => {
    await openPlace(page, 'Stok');
    await expect(page.getByText('Henüz ürün yok. Önce kanaldaki ürünleri eşleştirin.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ürünleri eşleştir' })).toBeVisible();

    await page.getByRole('button', { name: 'Ürün ekle' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ürün ekle' });
    await field(dialog, 'Ürün adı').fill('Keten Yastık');
    await field(dialog, 'Stok kodu').fill('YST-1');
    await field(dialog, 'Ana fiyat (KDV dahil)').fill('12.5');
    // Read two ways, so it is not read at all, and certainly not as no price.
    await expect(dialog.getByRole('button', { name: 'Ürünü ekle' })).toBeDisabled();
    await field(dialog, 'Ana fiyat (KDV dahil)').fill('1.299,90');
    await field(dialog, 'Eldeki').fill('6');
    await dialog.getByRole('button', { name: 'Ürünü ekle' }).click();
    await expect(dialog).toBeHidden();
    await expect(grid().getByRole('row').nth(1)).toContainText('Keten Yastık');
    await expect(cell('basePrice')).toHaveText('1.299,90 ₺');
    await expect(cell('available')).toHaveText('6');

    await message('Ürün eklendi').getByRole('button', { name: 'Geri al' }).click();
    await expect(page.getByText('Henüz ürün yok.')).toBeVisible();
  });

  test('lists what was matched, by view and by word', async () => {
    connectionId = await connectShop(page, shop, 'magaza.example');
    await readShop(page, connectionId, ['products']);
    const { count: listings } = await invoke(page, 'listings.count', {});
    await expect
      .poll(async () => {
        const open = await invoke(page, 'matching.summary', {});
        return open.sure + open.doubtful + open.new;
      })
      .toBe(listings);
    await invoke(page, 'matching.createNew', {});
    const views = await invoke(page, 'variants.views', {});
    expect(views.all).toBeGreaterThan(50);
    rows = await invoke(page, 'variants.window', { query: {}, window: { offset: 0, limit: 500 } });

    await goTo(page, '/');
    await openPlace(page, 'Stok');
    await expect(page.getByText(`${turkish(views.all)} kayıt`, { exact: true })).toBeVisible();
    for (const [name, count] of [
      ['Stoku biten', views.soldOut],
      ['Eşleşmemiş', views.unmatched],
    ] as const)
      await expect(
        page.getByRole('button', { name: new RegExp(`^${name} ?${turkish(count)}$`) }),
      ).toBeVisible();
    await page.getByRole('button', { name: /^Stoku biten/ }).click();
    if (views.soldOut > 0)
      await expect(page.getByText(`${turkish(views.soldOut)} kayıt`, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: /^Tümü/ }).click();

    const [word = ''] = (rows[0]?.title ?? '').split(' ').slice(-1);
    const found = await invoke(page, 'variants.count', { text: word });
    await search().fill(word.toLocaleUpperCase('tr'));
    await expect(page.getByText(`${turkish(found.count)} kayıt`, { exact: true })).toBeVisible();
    await search().fill('');
  });

  test('edits stock, safety and price in place, refuses what can be read two ways, and takes it back', async () => {
    const row = pick(0);
    await find(row);
    await cell(`count-${MAIN}`).click();
    await page.getByRole('button', { name: 'Paneli kapat' }).click();
    await page.keyboard.press('F2');
    const editor = grid().getByRole('textbox');
    await expect(editor).toHaveValue(String(row.onHand));
    await editor.fill('40');
    await page.keyboard.press('Tab');
    // Saved, and on to the next cell that can be edited.
    await expect(editor).toHaveAccessibleName(`Emniyet: ${row.sku}`);
    await expect(cell(`count-${MAIN}`)).toHaveText('40');
    await page.keyboard.type('4');
    await page.keyboard.press('Enter');
    await expect(editor).toBeHidden();
    await expect(cell('safety')).toHaveText('4');
    await expect(cell('available')).toHaveText(turkish(40 - row.reserved - 4));
    expect((await sheet(row.id)).variant).toMatchObject({ onHand: 40, safety: 4 });

    await cell('basePrice').dblclick();
    await editor.fill('12.5');
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('alert').filter({ hasText: 'Ondalık için virgül kullanın: 12,50' }),
    ).toBeVisible();
    await expect(editor).toHaveValue('12.5');
    await editor.fill('0');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'Sıfırdan büyük bir tutar girin' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(editor).toBeHidden();
    expect((await sheet(row.id)).variant.basePriceMinor).toBe(row.basePriceMinor);

    // The last saved edit was the safety stock.
    await expect(grid()).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(cell('safety')).toHaveText(turkish(row.safety));
    expect((await sheet(row.id)).variant).toMatchObject({ onHand: 40, safety: row.safety });
  });

  test('counts beside a sale: the sale stays, and each step is to be seen with its cause', async () => {
    const row = pick(1);
    await goTo(page, `/stock/${row.id}`);
    await expect(title(page, row.title)).toBeVisible();
    await page.getByRole('button', { name: 'Sayım gir' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sayım gir' });
    await field(dialog, 'Sayılan').fill(String(row.onHand + 5));
    await expect(dialog.getByText(/fark \+5$/)).toBeVisible();
    await field(dialog, 'Not').fill('Kasım sayımı');

    const key = shop.floor.shelf().find(({ sku }) => sku === row.sku)?.key ?? '';
    shop.floor.editStock(key, 9);
    const sold = shop.floor.sell([{ key, quantity: 2 }]);
    await readShop(page, connectionId, ['orders']);
    await expect(dialog.getByText(/aradaki satışlar korunur/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Sayımı kaydet' }).click();
    await expect(message(`Sayım kaydedildi: fark +5, eldeki ${turkish(row.onHand + 3)}`)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sayım gir' })).toBeFocused();

    const movements = page.getByRole('table', { name: 'Stok hareketleri' });
    await expect(movements.getByRole('row').nth(1)).toContainText('Sayım');
    await expect(movements.getByRole('row').nth(1)).toContainText('“Kasım sayımı”');
    const sale = movements.getByRole('row').nth(2);
    await expect(sale).toContainText('Sipariş satırı');
    await expect(sale).toContainText('−2');
    await expect(sale).toContainText('magaza.example');
    await expect(sale).toContainText('kendiliğinden');
    await sale.getByRole('link', { name: String(sold?.number) }).click();
    await expect(title(page, new RegExp(String(sold?.number)))).toBeVisible();

    await goTo(page, `/stock/${row.id}`);
    const { variant } = await sheet(row.id);
    const sums = page.locator('dl').first();
    await expect(sums).toContainText(`Eldeki${turkish(variant.onHand)}`);
    await expect(sums).toContainText(`Satılabilir${turkish(variant.available)}`);
    await page.getByRole('button', { name: 'Tür' }).click();
    await page.getByRole('option', { name: 'Siparişler' }).click();
    await expect(movements.getByRole('row')).toHaveCount(2);
  });

  test('corrects with a reason and moves between warehouses, never more than there is', async () => {
    const row = pick(2);
    await goTo(page, `/stock/${row.id}`);
    await page.getByRole('button', { name: 'Düzelt' }).click();
    const adjust = page.getByRole('dialog', { name: 'Stoku düzelt' });
    await field(adjust, 'Adet').fill(String(row.onHand + 1));
    await expect(adjust.getByText(`Depoda ${turkish(row.onHand)} adet var.`)).toBeVisible();
    await field(adjust, 'Adet').fill('1');
    await field(adjust, 'Neden').fill('Kırık');
    await adjust.getByRole('button', { name: 'Düzeltmeyi kaydet' }).click();
    await expect(message(`Stok düzeltildi: −1, eldeki ${turkish(row.onHand - 1)}`)).toBeVisible();

    await page.getByRole('button', { name: 'Depo aktar' }).click();
    const transfer = page.getByRole('dialog', { name: 'Depolar arası aktar' });
    await expect(transfer.getByText('Tek depo var.')).toBeVisible();
    await field(transfer, 'Yeni depo').fill('Şube');
    await transfer.getByRole('button', { name: 'Depo ekle' }).click();
    await field(transfer, 'Adet').fill('2');
    await expect(transfer.getByText(/Merkez .* · Şube 0 → 2/)).toBeVisible();
    await transfer.getByRole('button', { name: 'Aktar', exact: true }).click();
    await expect(transfer).toBeHidden();
    await expect(page.getByRole('button', { name: 'Depo aktar' })).toBeFocused();
    await expect(page.locator('dl').first()).toContainText(`Merkez ${turkish(row.onHand - 3)} · Şube 2`);
    expect((await sheet(row.id)).variant.onHand).toBe(row.onHand - 1);
  });

  test('edits many at once after a preview, and takes all of it back', async () => {
    await goTo(page, '/stock');
    await expect(grid().getByRole('row').nth(1)).toBeVisible();
    const before = await invoke(page, 'variants.window', { query: {}, window: { offset: 0, limit: 500 } });
    await grid().getByRole('row').nth(1).locator('[data-column-index="0"]').click();
    await page.getByRole('button', { name: /^Uyan .* kaydın tümünü seç$/ }).click();
    await page.getByRole('button', { name: 'Fiyat düzenle' }).click();
    const dialog = page.getByRole('dialog', { name: /fiyatını düzenle$/ });
    await dialog.getByRole('button', { name: /^= yeni değer/ }).click();
    await page.getByRole('option', { name: '% artır' }).click();
    await field(dialog, 'Yüzde').fill('10');
    const raisedBy10 = (minor: number) => Math.floor((minor * 11 + 5) / 10);
    const changing = before.filter(
      ({ basePriceMinor: price, baseListPriceMinor: list }) =>
        price !== null && price > 0 && (list === null || list >= raisedBy10(price)),
    );
    expect(changing.length).toBeGreaterThan(0);
    await expect(
      dialog.getByRole('button', { name: new RegExp(`^Değişecek ?${turkish(changing.length)}$`) }),
    ).toBeVisible();
    await dialog.getByRole('button', { name: `${turkish(changing.length)} ürünü değiştir` }).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    const after = await invoke(page, 'variants.window', { query: {}, window: { offset: 0, limit: 500 } });
    const [one] = changing;
    const raised = after.find(({ id }) => id === one?.id)?.basePriceMinor;
    expect(raised).toBe(raisedBy10(one?.basePriceMinor ?? 0));

    await message(`${turkish(changing.length)} ürün değişti`)
      .getByRole('button', { name: 'Geri al' })
      .click();
    await expect(message('Geri alındı')).toBeVisible({ timeout: 30_000 });
    const prices = (all: readonly VariantRow[]) => all.map(({ id, basePriceMinor }) => [id, basePriceMinor]);
    const undone = await invoke(page, 'variants.window', { query: {}, window: { offset: 0, limit: 500 } });
    expect(prices(undone)).toEqual(prices(before));
  });

  test('is readable in both languages and themes, for everybody', async () => {
    test.setTimeout(240_000);
    const row = pick(1);
    const screen = (name: string, address: string, then?: (at: Page) => Promise<void>): Screen => ({
      name,
      open: async (at) => {
        await goTo(at, address);
        await expect(at.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(at.locator('[aria-busy="true"]')).toHaveCount(0);
        await then?.(at);
      },
    });
    await takeScreens(
      page,
      [
        screen('stock', '/stock'),
        screen('stock-panel', `/stock?row=${row.id}`),
        screen('stock-none', '/stock?q=bulunmayan'),
        screen('stock-sheet', `/stock/${row.id}`),
        screen('stock-count', `/stock/${row.id}?kind=counts`, async (at) => {
          await at.getByRole('button', { name: /^(Sayım gir|Enter count)$/ }).click();
          await at.getByRole('textbox').first().fill('25');
        }),
        screen('stock-bulk', '/stock?sort=title.ascending', async (at) => {
          await at.getByRole('grid').getByRole('row').nth(1).locator('[data-column-index="0"]').click();
          await at.getByRole('grid').getByRole('row').nth(2).locator('[data-column-index="0"]').click();
          await at.getByRole('button', { name: /^(Fiyat düzenle|Edit price)$/ }).click();
          await at.getByRole('dialog').getByRole('textbox').first().fill('199');
        }),
      ],
      async (at) => {
        await expectAccessible(at);
        await at.keyboard.press('Escape');
      },
    );
    await setAppearance(page, 'tr', 'light');
    expect(watch.complaints()).toEqual([]);
  });

  test('stands in a small window and enlarged', async () => {
    const row = pick(1);
    for (const { label, ...size } of SMALL_WINDOWS) {
      await resize(kervan, size);
      const look = async (name: string) => {
        await keepPicture(page, `${name}-${label}`, 'tr', 'light');
        await expectNoOverflow(page, `${name} at ${label}`);
      };
      await goTo(page, '/stock');
      await expect(grid().getByRole('row').nth(1)).toBeVisible();
      await look('stock');
      await page.getByRole('button', { name: 'Ürün ekle' }).click();
      await expect(page.getByRole('dialog').getByRole('button', { name: 'Ürünü ekle' })).toBeInViewport();
      await look('stock-product');
      await page.keyboard.press('Escape');
      await goTo(page, `/stock/${row.id}`);
      await expect(title(page, row.title)).toBeVisible();
      await look('stock-sheet');
      await page.getByRole('button', { name: 'Sayım gir' }).click();
      await expect(page.getByRole('dialog').getByRole('button', { name: 'Sayımı kaydet' })).toBeInViewport();
      await look('stock-count');
      await page.keyboard.press('Escape');
    }
  });
});

const turkish = (number: number): string => new Intl.NumberFormat('tr-TR').format(number);
