import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import ExcelJS from 'exceljs';
import type { ListingRow } from '../../src/shared/contract/catalogue-data';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { goTo, openPlace, passFirstStart, title } from './kit/pages';
import { practiceEnvironment, stopAll } from './kit/practice';
import { allListings, runEnd } from './kit/rows';
import { connectShop, readShop } from './kit/shops';

test.describe.configure({ mode: 'serial' });

test.describe('the products table', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  const savePath = join(practice.path, 'urunler.dosya');
  let woocommerce: Awaited<ReturnType<typeof startWooCommerce>>;
  let hepsiburada: Awaited<ReturnType<typeof startHepsiburada>>;
  let kervan: RunningKervan;
  let page: Page;
  let shop: ConnectionId;
  let rows: ListingRow[];

  const grid = () => page.getByRole('grid', { name: 'Kanal ürünleri' });
  const records = (count: number) => page.getByText(`${turkish(count)} kayıt`, { exact: true });
  const search = () => page.getByRole('searchbox', { name: 'Ara: ad, stok kodu, barkod' });

  test.beforeAll(async () => {
    woocommerce = await startWooCommerce({ products: 400, orders: 20, scale: 1000 });
    hepsiburada = await startHepsiburada({ products: 120, orders: 10, scale: 1000 });
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: {
        ...practiceEnvironment(practice.path, [woocommerce, hepsiburada]),
        KERVAN_TEST_SAVE_PATH: savePath,
      },
    });
    page = kervan.page;
    await passFirstStart(page);
    shop = await connectShop(page, woocommerce, 'magaza.example');
    await readShop(page, shop);
    rows = await allListings(page, shop);
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await stopAll([woocommerce, hepsiburada]);
    folder.remove();
    practice.remove();
  });

  test('is searched as a Turk expects, whatever the case and the dots', async () => {
    await openPlace(page, 'Ürünler');
    await expect(records(rows.length)).toBeVisible();
    for (const spellings of [
      ['ışık', 'IŞIK', 'isik', 'Işık'],
      ['şişe', 'ŞİŞE', 'sise', 'Sise'],
      ['kırmızı', 'KIRMIZI', 'kirmizi', 'KİRMİZİ'],
      ['çift', 'ÇİFT', 'cift', 'CIFT'],
    ]) {
      const counts: string[] = [];
      for (const typed of spellings) {
        const { count } = await invoke(page, 'listings.count', { text: typed });
        await search().fill(typed);
        await expect(count === 0 ? page.getByText('Süzgece uyan kayıt yok') : records(count)).toBeVisible();
        counts.push(`${count}`);
      }
      expect(new Set(counts).size, `${spellings.join(', ')}: ${counts.join(', ')}`).toBe(1);
      const wanted = plain(spellings[0] ?? '');
      const titled = rows.filter((row) => words(`${row.title} ${row.variantTitle ?? ''}`).includes(wanted));
      expect(Number(counts[0])).toBeGreaterThanOrEqual(titled.length);
    }
    await search().fill('böyle bir ürün yok');
    await expect(
      page.getByText(`Süzgece uyan kayıt yok (${turkish(rows.length)} kaydın hiçbiri).`),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Süzgeçleri temizle' }).last().click();
    await expect(records(rows.length)).toBeVisible();
  });

  test('is filtered and sorted, and its address keeps both', async () => {
    await page.getByRole('button', { name: 'Stok süzgeci' }).click();
    await page.getByText('Bitti (0)', { exact: true }).click();
    await page.keyboard.press('Escape');
    const out = rows.filter(({ stock }) => stock !== null && stock <= 0).length;
    expect(out).toBeGreaterThan(0);
    await expect(records(out)).toBeVisible();
    await page.reload();
    await expect(records(out)).toBeVisible();
    await page.getByRole('button', { name: 'Süzgeçleri temizle' }).first().click();
    await expect(records(rows.length)).toBeVisible();

    const price = grid().getByRole('columnheader', { name: 'Fiyat', exact: true });
    await price.click();
    await expect(price).toHaveAttribute('aria-sort', 'ascending');
    await price.click();
    await expect(price).toHaveAttribute('aria-sort', 'descending');
    const dearest = Math.max(...rows.map((row) => row.price?.minor ?? 0));
    await expect(grid().getByRole('row').nth(1)).toContainText(lira(dearest));
  });

  test('shows the columns that were chosen, also after a reload', async () => {
    await page.getByRole('button', { name: 'Sütunlar' }).click();
    const chooser = page.getByRole('dialog', { name: 'Sütunları seç' });
    await chooser.getByText('Barkod', { exact: true }).click();
    await chooser.getByText('KDV', { exact: true }).click();
    await page.keyboard.press('Escape');
    const header = (name: string) => grid().getByRole('columnheader', { name, exact: true });
    await expect(header('Barkod')).toHaveCount(0);
    await expect(header('KDV')).toHaveCount(1);
    // Kept once the choosing rests.
    const kept = async () =>
      (await invoke(page, 'desktop.preferences', {})).screens['products.columns'] ?? '';
    await expect.poll(kept).toContain('vatRate');
    await page.reload();
    await expect(header('Stok kodu')).toHaveCount(1);
    await expect(header('Barkod')).toHaveCount(0);
    await expect(header('KDV')).toHaveCount(1);
    await page.getByRole('button', { name: 'Sütunlar' }).click();
    await page.getByRole('button', { name: 'Varsayılan sütunlar' }).click();
    await page.keyboard.press('Escape');
    await expect(header('Barkod')).toHaveCount(1);
  });

  test('is walked, previewed, opened and left by keys alone', async () => {
    await goTo(page, '/products');
    await expect(records(rows.length)).toBeVisible();
    await expect(grid()).toHaveAttribute('aria-rowcount', String(rows.length + 1));
    // The address before held a sort; walking begins anew when it is gone.
    const price = grid().getByRole('columnheader', { name: 'Fiyat', exact: true });
    await expect(price).not.toHaveAttribute('aria-sort', /ending/);
    await grid().focus();
    const activeRow = async () => {
      const id = await grid().getAttribute('aria-activedescendant');
      const row =
        id === null
          ? null
          : await page.evaluate((found) => {
              const cell = document.getElementById(found);
              return cell?.closest('[role=row]')?.getAttribute('aria-rowindex') ?? null;
            }, id);
      return Number(row);
    };
    await page.keyboard.press('Control+End');
    await expect.poll(activeRow).toBe(rows.length + 1);
    await page.keyboard.press('Control+Home');
    await expect.poll(activeRow).toBe(2);
    await page.keyboard.press('ArrowDown');
    await expect.poll(activeRow).toBe(3);
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    const panel = page.getByRole('complementary');
    await expect(panel).toBeVisible();
    const [, second] = await invoke(page, 'listings.window', {
      query: {},
      window: { offset: 0, limit: 2 },
    });
    await expect(panel).toContainText(second?.sku ?? second?.title ?? 'none');
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(grid()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(title(page, second?.title ?? 'none')).toBeVisible();
    await page.goBack();
    await expect(records(rows.length)).toBeVisible();
  });

  test('is written to CSV and XLSX as the data are', async () => {
    const exported = async (entry: string) => {
      rmSync(savePath, { force: true });
      await page.getByRole('button', { name: 'Dışa aktar' }).click();
      await page.getByRole('menuitem', { name: entry }).click();
      await expect.poll(() => existsSync(savePath), { timeout: 30_000 }).toBe(true);
    };
    await exported('CSV, tüm sütunlar');
    await expect(
      page.getByText(`${turkish(rows.length)} kayıt dışa aktarıldı`, { exact: false }),
    ).toBeVisible();
    const [head, ...lines] = readCsv(readFileSync(savePath, 'utf8'));
    expect(head?.slice(0, 4)).toEqual(['Ürün', 'Varyant', 'Stok kodu', 'Barkod']);
    const column = (name: string) => head?.indexOf(name) ?? -1;
    const told = (cells: readonly string[]) =>
      ['Stok kodu', 'Barkod', 'Stok', 'Fiyat'].map((name) => cells[column(name)] ?? '?').join(' | ');
    const wanted = rows.map((row) =>
      [row.sku ?? '', row.barcode ?? '', row.stock ?? '', decimal(row)].join(' | '),
    );
    expect(lines.map(told).sort()).toEqual(wanted.sort());

    await exported('Excel, tüm sütunlar');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(savePath);
    const sheet = book.getWorksheet('Ürünler');
    expect(sheet?.rowCount).toBe(rows.length + 1);
    const skus: string[] = [];
    sheet?.eachRow((row, index) => {
      if (index > 1) skus.push(`${row.getCell(column('Stok kodu') + 1).value ?? ''}`);
    });
    expect(skus.sort()).toEqual(rows.map(({ sku }) => sku ?? '').sort());
  });

  test('announces products that arrive while a channel is read, and does not move the page', async () => {
    await goTo(page, '/products');
    await expect(records(rows.length)).toBeVisible();
    const firstCell = grid().getByRole('row').nth(1);
    const before = await firstCell.textContent();
    const id = await connectShop(page, hepsiburada, 'Hepsiburada Çarşı');
    const { runId } = await invoke(page, 'connections.sync', { id, mode: 'full', streams: ['products'] });
    await expect(page.getByRole('status').filter({ hasText: /^\+.* yeni/ })).toBeVisible({ timeout: 60_000 });
    expect(await firstCell.textContent()).toBe(before);
    await runEnd(page, runId);
    await page.getByRole('button', { name: 'Göster', exact: true }).click();
    const both = rows.length + (await allListings(page, id)).length;
    await expect(records(both)).toBeVisible();
    await kervan.quit();
  });
});

const turkish = (value: number) => new Intl.NumberFormat('tr-TR').format(value);

function lira(minor: number): string {
  return `${new Intl.NumberFormat('tr-TR', { minimumFractionDigits: 2 }).format(minor / 100)}\u00a0₺`;
}

/** The price as a Turkish spreadsheet reads it. */
const decimal = ({ price }: ListingRow) =>
  price === null ? '' : `${Math.trunc(price.minor / 100)},${String(price.minor % 100).padStart(2, '0')}`;

/** Lower case without the marks Turkish letters carry. */
const plain = (text: string) =>
  text.toLocaleLowerCase('tr').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');
const words = (text: string) => plain(text).split(/[^\p{L}\p{N}]+/u);

/** Cells of a semicolon CSV; quoted cells may hold anything. */
function readCsv(content: string): string[][] {
  const cells: string[][] = [[]];
  for (const [, quoted, bare, end] of content
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n|$)/g)) {
    cells.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '\r\n') cells.push([]);
  }
  return cells.filter((line) => line.length > 1);
}
