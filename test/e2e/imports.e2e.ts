import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { VariantId, WarehouseId } from '../../src/shared/domain/ids';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { command, goTo, openPlace, passFirstStart, title, watchPage } from './kit/pages';
import { keepPicture, type Screen, setAppearance, takeScreens } from './kit/screenshots';
import { expectNoOverflow, resize, SMALL_WINDOWS } from './kit/window-size';

const MAIN = '1' as WarehouseId;

test.describe.configure({ mode: 'serial' });

test.describe('importing a file', () => {
  const folder = freshDataFolder();
  const files = freshDataFolder();
  const openPath = join(files.path, 'stok.csv');
  const savePath = join(files.path, 'hatalar.csv');
  let kervan: RunningKervan;
  let page: Page;
  let watch: ReturnType<typeof watchPage>;

  const grid = () => page.getByRole('grid', { name: 'Önizleme satırları' });
  const message = (text: string | RegExp) => page.getByRole('alertdialog').filter({ hasText: text });
  const sheet = async (variantId: VariantId) => (await invoke(page, 'stock.get', { variantId })).variant;
  const write = (...rows: readonly string[]) => writeFileSync(openPath, `${rows.join('\r\n')}\r\n`);

  async function product(sku: string, onHand: number, price: number): Promise<VariantId> {
    const { variant } = await invoke(page, 'variants.create', {
      title: `Pamuklu havlu ${sku}`,
      sku,
      basePriceMinor: price,
      counts: [{ warehouseId: MAIN, onHand }],
    });
    return variant.id;
  }
  async function choose(): Promise<void> {
    await goTo(page, '/imports');
    await page.getByRole('button', { name: 'Dosya seç' }).click();
    await expect(page.getByRole('table', { name: 'Dosyadaki sütunlar' })).toBeVisible();
  }
  async function preview(): Promise<void> {
    await page.getByRole('button', { name: 'Önizle' }).click();
    await expect(grid()).toBeVisible();
  }

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: { KERVAN_TEST_OPEN_PATH: openPath, KERVAN_TEST_SAVE_PATH: savePath },
    });
    page = kervan.page;
    watch = watchPage(page);
    await passFirstStart(page);
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    folder.remove();
    files.remove();
  });

  test('shows what would change, applies what is right, and takes it back: the stock is as before', async () => {
    const first = await product('HVL-1', 10, 10_000);
    const second = await product('HVL-2', 20, 20_000);
    write(
      'Stok kodu;Eldeki;Fiyat;Raf',
      'HVL-1;12;129,90;A1',
      'HVL-2;20;200,00;A2',
      'YOK-9;5;10,00;A3',
      'HVL-1;7;;A4',
    );
    await openPlace(page, 'Stok');
    await page.getByRole('button', { name: 'İçe aktar' }).click();
    await expect(title(page, 'İçe aktar')).toBeVisible();
    await expect(page.getByText('Henüz içe aktarma yok.')).toBeVisible();
    await page.getByRole('button', { name: 'Dosya seç' }).click();

    const columns = page.getByRole('table', { name: 'Dosyadaki sütunlar' });
    await expect(columns.getByRole('row', { name: /Stok kodu/ })).toContainText('HVL-1 · HVL-2');
    await expect(columns.getByRole('button', { name: /Alan: Raf/ })).toContainText('Kullanma');
    await preview();
    await expect(page.getByText('0 yeni · 1 değişecek · 1 aynı · 2 hatalı')).toBeVisible();
    await expect(grid().getByRole('row').nth(1)).toContainText('Fiyat: 100,00 ₺ → 129,90 ₺');
    await expect(grid().getByRole('row').nth(1)).toContainText('Eldeki: 10 → 12');
    await page.getByRole('button', { name: /^Hatalı ?2$/ }).click();
    await expect(grid().getByRole('row').nth(1)).toContainText('Satır 4: ürün bulunamadı (YOK-9)');
    await expect(grid().getByRole('row').nth(2)).toContainText('dosyada daha önce de var (satır 2)');
    expect((await sheet(first)).onHand).toBe(10);

    await page.getByRole('button', { name: '1 satırı uygula' }).click();
    await expect(page.getByRole('heading', { name: 'İçe aktarma bitti' })).toBeVisible();
    expect(await sheet(first)).toMatchObject({ onHand: 12, basePriceMinor: 12_990 });

    await page.getByRole('button', { name: 'Hatalıları indir' }).click();
    await expect(message('2 satır yazıldı')).toBeVisible();
    const [heading, line] = readFileSync(savePath, 'utf8').replace('\ufeff', '').split('\r\n');
    expect(heading).toBe('Stok kodu;Eldeki;Fiyat;Raf;Neden');
    expect(line).toContain('YOK-9;5;10,00;A3;');

    await page.getByRole('button', { name: 'Tümünü geri al' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Geri al', exact: true }).click();
    await expect(message('1 ürün geri alındı')).toBeVisible();
    expect(await sheet(first)).toMatchObject({ onHand: 10, basePriceMinor: 10_000 });
    expect((await sheet(second)).onHand).toBe(20);
    await expect(page.getByRole('button', { name: 'Geri alındı' })).toBeDisabled();

    await goTo(page, '/imports');
    await expect(page.getByRole('row', { name: /stok\.csv/ })).toContainText('geri alındı');
  });

  test('asks how numbers are meant before anything is applied', async () => {
    const id = await product('HVL-3', 1, 100_000);
    write('SKU;Fiyat', 'HVL-3;1.299');
    await choose();
    await preview();
    await expect(page.getByText('Satır 2, “Fiyat”: “1.299”. Ondalık işareti hangisi?')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Uygulanacak satır yok' })).toBeDisabled();
    await page.getByText('Virgül: “1.299” = 1.299,00').click();
    await page.getByRole('button', { name: 'Yeniden oku' }).click();
    await expect(grid().getByRole('row').nth(1)).toContainText('1.000,00 ₺ → 1.299,00 ₺');
    await page.getByRole('button', { name: '1 satırı uygula' }).click();
    await expect(page.getByRole('heading', { name: 'İçe aktarma bitti' })).toBeVisible();
    expect((await sheet(id)).basePriceMinor).toBe(129_900);
    await openPlace(page, 'Çalışmalar');
    await page.getByRole('button', { name: 'Son işlemler' }).click();
    await page
      .getByRole('button', { name: /^Geri al: İçe aktarıldı/ })
      .first()
      .click();
    await expect.poll(async () => (await sheet(id)).basePriceMinor).toBe(100_000);
  });

  test('lets a person say what a column is, and remembers it', async () => {
    await product('HVL-4', 3, 1_000);
    write('Kod;Rafta', 'HVL-4;8');
    await choose();
    await expect(
      page.getByText('Barkod, stok kodu ya da Kervan no sütunlarından en az birini eşleyin.'),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: 'Önizle' })).toBeDisabled();
    await page.getByRole('button', { name: /Alan: Kod/ }).click();
    await page.getByRole('option', { name: 'Stok kodu' }).click();
    await page.getByRole('button', { name: /Alan: Rafta/ }).click();
    await page.getByRole('option', { name: 'Eldeki', exact: false }).first().click();
    await preview();
    await expect(grid().getByRole('row').nth(1)).toContainText('Eldeki: 3 → 8');
    await page.getByRole('button', { name: 'Sütunlara dön' }).click();
    await choose();
    await expect(page.getByText('Geçen seferki gibi')).toHaveCount(2);
  });

  test('is reached by the palette, and makes new products only where that is wished', async () => {
    await goTo(page, '/stock');
    write('Ürün adı;SKU;Eldeki;Fiyat', 'Keten perde;PRD-1;4;1.299,90');
    await command(page, 'Dosyadan içe aktar');
    await expect(title(page, 'İçe aktar')).toBeVisible();
    await page.getByRole('button', { name: 'Dosya seç' }).click();
    await page.getByText('Yeni ürün ekle').click();
    await preview();
    await expect(page.getByText('1 yeni · 0 değişecek · 0 aynı · 0 hatalı')).toBeVisible();
    await page.getByRole('button', { name: '1 satırı uygula' }).click();
    await expect(page.getByRole('heading', { name: 'İçe aktarma bitti' })).toBeVisible();
    const [made] = await invoke(page, 'variants.window', {
      query: { text: 'PRD-1' },
      window: { offset: 0, limit: 5 },
    });
    expect(made).toMatchObject({ title: 'Keten perde', onHand: 4, basePriceMinor: 129_990 });
  });

  test('takes back in what the stock page wrote: nothing changes, then only what was edited', async () => {
    await goTo(page, '/stock');
    await page.getByRole('button', { name: 'Dışa aktar' }).click();
    await page.getByRole('menuitem', { name: /^CSV, tüm sütunlar/ }).click();
    await expect(message('kayıt dışa aktarıldı')).toBeVisible();
    const written = readFileSync(savePath, 'utf8');
    writeFileSync(openPath, written);
    const { total } = await invoke(page, 'variants.count', {});
    await choose();
    await preview();
    await expect(page.getByText(`0 yeni · 0 değişecek · ${total} aynı · 0 hatalı`)).toBeVisible();

    writeFileSync(openPath, written.replace('Pamuklu havlu HVL-2', 'Keten havlu HVL-2'));
    await choose();
    await preview();
    await expect(grid()).toContainText('Ürün adı: Pamuklu havlu HVL-2 → Keten havlu HVL-2');
    await expect(page.getByRole('button', { name: '1 satırı uygula' })).toBeEnabled();
  });

  test('says why a file cannot be read, and keeps the way open', async () => {
    writeFileSync(openPath, Buffer.from('d0cf11e0a1b11ae10000', 'hex'));
    await goTo(page, '/imports');
    await page.getByRole('button', { name: 'Dosya seç' }).click();
    await expect(page.getByRole('main')).toContainText('Dosya okunamadı: stok.csv');
    await expect(page.getByRole('button', { name: 'Dosya seç' })).toBeEnabled();
    await goTo(page, '/imports/abcdefgh12345678');
    await expect(page.getByText('Bu dosya artık açık değil. Yeniden seçin.')).toBeVisible();
  });

  test('is readable in both languages and themes, for everybody', async () => {
    test.setTimeout(240_000);
    const ids = [];
    for (let at = 10; at < 40; at += 1) ids.push(await product(`HVL-${at}`, at, at * 1_000));
    const long = 'Çok uzun bir ürün adı '.repeat(8).trim();
    write(
      'Ürün adı;Stok kodu;Eldeki;Önceki eldeki;Fiyat;Liste fiyatı;Not',
      ...ids.map(
        (_, at) => `;HVL-${at + 10};${at + 11};${at + 10};${at % 5 === 0 ? '5.000.000,00' : '1.299'};;x`,
      ),
      `${long};YENI-1;1;;10,00;;`,
      `;;3;;10,00;;`,
      'Havlu;HVL-10;abc;;-5;;',
    );
    const open = async (at: Page) => {
      await goTo(at, '/imports');
      await at.getByRole('button', { name: /^(Dosya seç|Choose file)$/ }).click();
      await expect(at.getByRole('table')).toBeVisible();
    };
    const check = async (at: Page) => {
      await open(at);
      await at.getByText(/^(Yeni ürün ekle|Add new products)/).click();
      await at.getByRole('button', { name: /^(Önizle|Preview)$/ }).click();
      await expect(at.getByRole('grid')).toBeVisible();
      await expect(at.locator('[aria-busy="true"]')).toHaveCount(0);
    };
    const answered = async (at: Page) => {
      await check(at);
      await at.getByText(/^(Virgül|Comma):/).click();
      await at.getByRole('button', { name: /^(Yeniden oku|Read again)$/ }).click();
      await expect(at.getByRole('button', { name: /^(Yeniden oku|Read again)$/ })).toBeHidden();
    };
    const screen = (name: string, act: (at: Page) => Promise<void>): Screen => ({ name, open: act });
    await takeScreens(
      page,
      [
        screen('imports', async (at) => {
          await goTo(at, '/imports');
          await expect(at.getByRole('button', { name: /^(Dosya seç|Choose file)$/ })).toBeEnabled();
        }),
        screen('imports-columns', open),
        screen('imports-ask', check),
        screen('imports-preview', answered),
        screen('imports-row', async (at) => {
          await answered(at);
          await at.getByRole('grid').getByRole('row').nth(1).locator('[data-column="product"]').click();
          await expect(at.getByRole('heading', { name: /^(Satır|Row) 2$/ })).toBeVisible();
        }),
      ],
      (at) => expectAccessible(at),
    );
    await setAppearance(page, 'tr', 'light');
    await answered(page);
    await page.getByRole('button', { name: /satırı uygula$/ }).click();
    await expect(page.getByRole('heading', { name: 'İçe aktarma bitti' })).toBeVisible();
    await takeScreens(page, [screen('imports-result', async () => undefined)], (at) => expectAccessible(at));
    await setAppearance(page, 'tr', 'light');
    expect(watch.complaints()).toEqual([]);
  });

  test('stands in a small window and enlarged, keys alone are enough', async () => {
    write(
      'SKU;Ürün adı;Eldeki;Fiyat',
      ...Array.from({ length: 40 }, (_, at) => `HVL-${at};Havlu;${at};1.299`),
    );
    for (const { label, ...size } of SMALL_WINDOWS) {
      await resize(kervan, size);
      const look = async (name: string) => {
        await keepPicture(page, `${name}-${label}`, 'tr', 'light');
        await expectNoOverflow(page, `${name} at ${label}`);
      };
      await goTo(page, '/imports');
      await look('imports');
      await page.getByRole('button', { name: 'Dosya seç' }).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('table', { name: 'Dosyadaki sütunlar' })).toBeVisible();
      await look('imports-columns');
      // The primary action by its key, wherever it stands.
      await page.keyboard.press('Control+Enter');
      await expect(grid()).toBeVisible();
      await look('imports-ask');
      await page.getByRole('button', { name: 'Hatalıları indir' }).scrollIntoViewIfNeeded();
      await look('imports-ask-foot');
      await page.getByRole('radio', { name: /^Virgül/ }).focus();
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Yeniden oku' }).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Yeniden oku' })).toBeHidden();
      await look('imports-preview');
      await page.getByRole('button', { name: /satırı uygula$/ }).scrollIntoViewIfNeeded();
      await expect(page.getByRole('button', { name: /satırı uygula$/ })).toBeInViewport();
    }
  });
});
