import { expect, type Page, test } from '@playwright/test';
import type { ConnectionId } from '../../src/shared/domain/ids';
import type { GivenProduct } from '../marketplaces/kit';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { field, goTo, openPlace, passFirstStart, title, watchPage } from './kit/pages';
import { practiceEnvironment } from './kit/practice';
import { keepPicture, setAppearance, TWO_LOOKS } from './kit/screenshots';
import { connectShop, readShop } from './kit/shops';
import { resize } from './kit/window-size';

const GOODS: readonly GivenProduct[] = ['149.90', '899.00', '59.90', '1249.00'].map((price, index) => ({
  sku: `KRL-${index}`,
  barcode: `869000001000${index}`,
  title:
    index === 1 ? 'Bornoz, uzun kollu, kapüşonlu, pamuklu, iki cepli, bordürlü, beyaz' : `Havlu ${index}`,
  stock: 5 + index,
  price,
}));

test.describe.configure({ mode: 'serial' });

test.describe('the rule of a channel', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  let market: Awaited<ReturnType<typeof startWooCommerce>>;
  let kervan: RunningKervan;
  let page: Page;
  let watch: ReturnType<typeof watchPage>;
  let connectionId: ConnectionId;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    market = await startWooCommerce({ catalogue: GOODS, orders: 0, scale: 1000 });
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: practiceEnvironment(practice.path, [market]),
    });
    page = kervan.page;
    watch = watchPage(page);
    await passFirstStart(page);
    connectionId = await connectShop(page, market, 'Havlu Dükkânı');
    await readShop(page, connectionId, ['orders']);
    await readShop(page, connectionId, ['products']);
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await market?.stop();
    folder.remove();
    practice.remove();
  });

  const preview = () => page.getByRole('region', { name: /^(Önizleme|Preview)$/ });
  const chip = (name: string) => preview().getByRole('button', { name: new RegExp(`^${name} ?\\d*$`) });
  const save = (name: string | RegExp) => page.getByRole('main').getByRole('button', { name });
  const row = (name: string | RegExp) => preview().getByRole('row', { name });
  const shelfPrices = () => Object.fromEntries(market.floor.shelf().map((one) => [one.sku, one.priceMinor]));

  async function openRule(): Promise<void> {
    await goTo(page, `/rules/${connectionId}`);
    await expect(title(page, 'Havlu Dükkânı kuralı')).toBeVisible();
    await expect(field(page, 'Çarpan')).toBeVisible();
  }

  test('says what to do before anything is matched', async () => {
    await openPlace(page, 'Fiyatlar');
    await expect(page.getByText('Stok: göndermiyor')).toBeVisible();
    await page.getByRole('button', { name: 'Kuralı aç: Havlu Dükkânı' }).click();
    await expect(page.getByText('Bu kanalda eşleşmiş ürün yok.', { exact: false })).toBeVisible();
    await expect(page.getByText('Açılırsa: gönderilecek değer yok.').first()).toBeVisible();
    await expectAccessible(page);
    // Proposals follow the reading in steps.
    await expect
      .poll(async () => (await invoke(page, 'matching.summary', { connectionId })).new)
      .toBe(GOODS.length);
    const made = await invoke(page, 'matching.createNew', { connectionId });
    expect(made.matched).toBe(GOODS.length);
    await expect(row(/^Havlu 0/)).toBeVisible();
    await expect(chip('Tümü')).toHaveText(/4$/);
    expect(market.floor.writes).toEqual([]);
  });

  test('shows what a new factor would do, step by step, and sends it once it is saved', async () => {
    await openRule();
    await expect(row(/^Havlu 0/)).toContainText('149,90 ₺');
    await field(page, 'Çarpan').fill('1,18');
    await field(page, 'Ek tutar').fill('12');
    await page.getByRole('button', { name: /Yuvarla/ }).click();
    await page.getByRole('option', { name: ',90 ile biten' }).click();
    // 149,90 × 1,18 + 12 = 188,88
    await expect(row(/^Havlu 0/)).toContainText('188,90 ₺');
    await expect(row(/^Havlu 0/)).toContainText('× 1,18 + 12,00 ₺ → ,90');
    await expect(page.getByText('Fiyat gönderimi kapalı.', { exact: false })).toBeVisible();
    await row(/^Havlu 0/).click();
    const steps = page.getByRole('list', { name: 'Fiyat: hesabın adımları' });
    await expect(steps.getByRole('listitem')).toHaveText([
      'Ana fiyat149,90 ₺',
      'Çarpan: × 1,18176,88 ₺',
      'Ek tutar: + 12,00 ₺188,88 ₺',
      'Yuvarlama: ,90 ile biten188,90 ₺',
    ]);
    await page.keyboard.press('Escape');
    await expect(steps).toBeHidden();
    await expect(page.getByText('Açılırsa: 4 fiyat gönderilecek.')).toBeVisible();
    await page
      .locator('main form')
      .getByText(/^Fiyat gönder/)
      .click();
    await expect(page.getByText('Kaydedince: 4 fiyat gönderilecek.')).toBeVisible();
    await expectAccessible(page);
    await save('Kaydet, 4 fiyatı gönder').click();
    await expect(page.getByText('Kural kaydedildi')).toBeVisible();
    await expect
      .poll(shelfPrices, { timeout: 30_000 })
      .toEqual({ 'KRL-0': 18_890, 'KRL-1': 107_290, 'KRL-2': 8_290, 'KRL-3': 148_590 });
    // What the channel shows now is what the rule says.
    await expect(chip('Aynı')).toHaveText(/4$/, { timeout: 30_000 });
    await goTo(page, '/rules');
    await expect(page.getByText('Ana fiyat × 1,18 + 12,00 ₺ → ,90')).toBeVisible();
    await expect(page.getByText('Fiyat: gönderiyor')).toBeVisible();
  });

  test('holds a price that became a hundred times what it was', async () => {
    await openRule();
    const before = market.floor.writes.length;
    await field(page, 'Çarpan').fill('118');
    await expect(chip('Bekletilecek')).toHaveText(/4$/);
    await expect(row(/^Havlu 0/)).toContainText('değişim %');
    await expect(row(/^Havlu 0/).getByRole('img', { name: 'Bekletiliyor' })).toBeVisible();
    await chip('Bekletilecek').click();
    await expect(row(/^Bornoz/)).toBeVisible();
    await row(/^Bornoz/).click();
    await expect(
      page.getByText('Kaydedince Bekletilenler listesinde onayınızı bekler.', { exact: false }),
    ).toBeVisible();
    await expectAccessible(page);
    await keepPicture(page, 'rule-held', 'tr', 'light');
    await page.keyboard.press('Escape');
    await save('Kaydet, 4 fiyatı beklet').click();
    await expect(page.getByText('Değişiklik yok')).toBeVisible();
    await expect
      .poll(async () => (await invoke(page, 'values.summary', {})).held, { timeout: 30_000 })
      .toBe(4);
    expect(market.floor.writes.length).toBe(before);
    await field(page, 'Çarpan').fill('1,18');
    await save(/^Kaydet/).click();
    await expect.poll(async () => (await invoke(page, 'values.summary', {})).held).toBe(0);
  });

  test('refuses a dot for a comma and takes no half-typed limit for none', async () => {
    await openRule();
    await field(page, 'Çarpan').fill('1.25');
    await page.keyboard.press('Tab');
    await expect(page.getByText('Ondalık için virgül kullanın: 12,50')).toBeVisible();
    await expect(page.getByText('Eksik alan var: önizleme son geçerli kuralı gösteriyor.')).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Kaydetmek için 1 alan: Çarpan.')).toBeVisible();
    await expect(field(page, 'Çarpan')).toBeFocused();
    await page.getByRole('button', { name: 'Vazgeç' }).click();
    await expect(field(page, 'Çarpan')).toHaveValue('1,18');
    await field(page, 'Değişim en çok').fill('15.0');
    await field(page, 'En çok').fill('2.000');
    await expect(page.getByText('= 2.000,00 ₺')).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Kaydetmek için 1 alan: Değişim en çok.')).toBeVisible();
    const { rules } = await invoke(page, 'rules.get', { connectionId });
    expect(rules.price.maximumJumpPercent).toBe(50);
    await page.getByRole('button', { name: 'Vazgeç' }).click();
  });

  test('saves by Ctrl+S and asks before unsaved changes are left', async () => {
    await openRule();
    await field(page, 'Emniyet').fill('2');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Değişiklik yok')).toBeVisible();
    expect((await invoke(page, 'rules.get', { connectionId })).rules.stock.safety).toBe(2);
    await field(page, 'Emniyet').fill('3');
    await expect(page.getByText('Kaydedilmemiş değişiklik var')).toBeVisible();
    // Another part of the page keeps what was typed.
    await page.getByRole('tab', { name: /Satışa kapalı/ }).click();
    await page.getByRole('tab', { name: 'Kural' }).click();
    await expect(field(page, 'Emniyet')).toHaveValue('3');
    const sidebar = page.getByRole('navigation', { name: 'Sayfalar' });
    await sidebar.getByRole('link', { name: 'Ürünler' }).click();
    const asked = page.getByRole('alertdialog', { name: 'Kaydetmeden çık' });
    await asked.getByRole('button', { name: 'Vazgeç' }).click();
    await expect(field(page, 'Emniyet')).toHaveValue('3');
    await sidebar.getByRole('link', { name: 'Ürünler' }).click();
    await asked.getByRole('button', { name: 'Kaydetmeden çık' }).click();
    await expect(title(page, 'Ürünler')).toBeVisible();
    expect((await invoke(page, 'rules.get', { connectionId })).rules.stock.safety).toBe(2);
  });

  test('tells when somebody else saved another rule meanwhile', async () => {
    await openRule();
    await field(page, 'Emniyet').fill('4');
    const saved = await invoke(page, 'rules.get', { connectionId });
    const theirs = { ...saved.rules, stock: { ...saved.rules.stock, sharePercent: 50 } };
    await invoke(page, 'rules.set', { connectionId, rules: theirs });
    await expect(page.getByText('Bu kural başka yerden değiştirildi.')).toBeVisible();
    await expect(save(/^Kaydet/)).toBeDisabled();
    await page.getByRole('button', { name: 'Yeni kuralı göster' }).click();
    await expect(field(page, 'Pay')).toHaveValue('50');
    await expect(field(page, 'Emniyet')).toHaveValue('2');
    await expect(page.getByText('Değişiklik yok')).toBeVisible();
    // The other way out: one's own goes over theirs.
    await field(page, 'Emniyet').fill('2');
    await field(page, 'En çok göster').fill('7');
    await invoke(page, 'rules.set', { connectionId, rules: saved.rules });
    await page.getByRole('button', { name: 'Benimkiyle sürdür' }).click();
    await save(/^Kaydet/).click();
    await expect(page.getByText('Değişiklik yok')).toBeVisible();
    const { rules } = await invoke(page, 'rules.get', { connectionId });
    expect(rules.stock).toMatchObject({ safety: 2, maximumShown: 7, sharePercent: 50 });
  });

  test('keeps products off sale on this channel alone, and lets them back', async () => {
    await goTo(page, `/connections/${connectionId}?tab=settings`);
    await page.getByText('Stok gönder', { exact: true }).click();
    const asked = page.getByRole('alertdialog', { name: 'Stok gönder: Havlu Dükkânı' });
    // Safety 2 and a share of half: other numbers than the channel shows.
    await expect(asked.getByText('Bu kurala göre: 4 stok gönderilecek.')).toBeVisible();
    await expectAccessible(page);
    await keepPicture(page, 'rule-turn-on', 'tr', 'light');
    await asked.getByRole('button', { name: 'Stok gönder' }).click();
    await expect(page.getByText('Stok gönderimi açıldı')).toBeVisible();
    const stockOf = (sku: string) => market.floor.shelf().find((one) => one.sku === sku)?.stock;
    await expect.poll(() => stockOf('KRL-3'), { timeout: 30_000 }).toBe(3);
    await goTo(page, `/rules/${connectionId}?tab=stopped`);
    await expect(page.getByText('Bu kanalda satışa kapatılmış ürün yok.')).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Ürün ekle' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Satışa kapatılacak ürünler' });
    await dialog.getByRole('searchbox').fill('havlu 3');
    await expect(dialog.getByRole('row')).toHaveCount(2);
    await dialog
      .getByRole('row', { name: /Havlu 3/ })
      .getByRole('gridcell')
      .first()
      .click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Listeye ekle (1)' }).click();
    await expect(page.getByText('1 ürün satışa kapatıldı')).toBeVisible();
    await expect.poll(() => stockOf('KRL-3'), { timeout: 30_000 }).toBe(0);
    const listed = page.getByRole('grid', { name: 'Satışa kapalı ürünler: Havlu Dükkânı' });
    await listed
      .getByRole('row', { name: /Havlu 3/ })
      .getByRole('gridcell')
      .first()
      .click();
    await page.getByRole('button', { name: 'Satışa aç (1)' }).click();
    await expect(page.getByText('1 ürün yeniden satışta')).toBeVisible();
    await expect.poll(() => stockOf('KRL-3'), { timeout: 30_000 }).toBe(3);
  });

  test('keeps rates with who set them, and warns of a slip of the comma', async () => {
    await goTo(page, '/rules');
    await page.getByRole('button', { name: 'Kur ekle' }).click();
    const dialog = page.getByRole('dialog', { name: 'Kur ekle' });
    await dialog.getByRole('combobox', { name: 'Para birimi' }).fill('euro');
    await page.getByRole('option', { name: /^EUR/ }).click();
    await dialog.getByLabel('1 EUR kaç TRY').fill('49,12');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Kuru kaydet' }).click();
    await expect(page.getByRole('cell', { name: '1 € = 49,1200 ₺' })).toBeVisible();
    await expect(page.getByRole('cell', { name: 'elle' })).toBeVisible();
    await page.getByRole('button', { name: /^Kuru değiştir/ }).click();
    const change = page.getByRole('dialog', { name: 'Kuru değiştir' });
    await change.getByLabel('1 EUR kaç TRY').fill('4912');
    await expect(change.getByText('Kayıtlı kurdan çok farklı', { exact: false })).toBeVisible();
    await change.getByLabel('1 EUR kaç TRY').fill('50,1');
    await change.getByRole('button', { name: 'Kuru kaydet' }).click();
    await expect(page.getByRole('cell', { name: '1 € = 50,1000 ₺' })).toBeVisible();
  });

  test('looks right in both languages, light and dark, wide and narrow', async () => {
    test.setTimeout(180_000);
    const open = async (address: string) => {
      await goTo(page, address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    };
    for (const [language, theme] of TWO_LOOKS) {
      await setAppearance(page, language, theme);
      for (const [width, zoom] of [
        [1280, 1],
        [1024, 1],
        [1280, 2],
      ] as const) {
        const label = zoom === 1 ? String(width) : 'zoom200';
        await resize(kervan, { width, height: 800, zoom });
        await open('/rules');
        await keepPicture(page, `rules-${label}`, language, theme);
        await expectAccessible(page);
        await open(`/rules/${connectionId}`);
        await row(/^Bornoz/).click();
        await expect(
          page.getByRole('list', { name: /hesabın adımları|steps of the computation/ }),
        ).toBeVisible();
        await keepPicture(page, `rule-${label}`, language, theme);
        await expectAccessible(page);
        await open(`/rules/${connectionId}?tab=stopped`);
        await keepPicture(page, `rule-stopped-${label}`, language, theme);
        await open(`/connections/${connectionId}?tab=settings`);
        await keepPicture(page, `connection-sending-${label}`, language, theme);
        await expectAccessible(page);
        await open(`/connections/${connectionId}`);
        await keepPicture(page, `connection-overview-${label}`, language, theme);
      }
    }
    expect(watch.complaints()).toEqual([]);
  });
});
