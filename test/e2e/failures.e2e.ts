import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import type { ConnectionId } from '../../src/shared/domain/ids';
import { wooTruth } from '../integration/kit/truth';
import { startHepsiburada } from '../marketplaces/hepsiburada/server';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { field, goTo, openPlace, passFirstStart, title } from './kit/pages';
import { changeKey, type Practice, practiceEnvironment, stopAll } from './kit/practice';
import { allListings, expectSameListings } from './kit/rows';
import { connectShop, readShop } from './kit/shops';

test.describe.configure({ mode: 'serial' });

test.describe('what goes wrong at a channel', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  let hepsiburada: Awaited<ReturnType<typeof startHepsiburada>>;
  let woocommerce: Awaited<ReturnType<typeof startWooCommerce>>;
  let kervan: RunningKervan;
  let page: Page;
  let refused: ConnectionId;
  let shop: ConnectionId;

  const connect = async (market: Practice, name: string) => {
    const id = await connectShop(page, market, name);
    await readShop(page, id);
    return id;
  };
  const stateOf = async (id: ConnectionId) => (await invoke(page, 'connections.get', { id })).state;

  test.beforeAll(async () => {
    hepsiburada = await startHepsiburada({ products: 30, orders: 20, scale: 1000 });
    woocommerce = await startWooCommerce({ products: 60, orders: 20, scale: 1000 });
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: practiceEnvironment(practice.path, [hepsiburada, woocommerce]),
    });
    page = kervan.page;
    await passFirstStart(page);
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await stopAll([hepsiburada, woocommerce]);
    folder.remove();
    practice.remove();
  });

  test('a key revoked in the panel is said in one place, and closes itself when renewed', async () => {
    refused = await connect(hepsiburada, 'Hepsiburada Çarşı');
    expect(await stateOf(refused)).toBe('ok');
    changeKey(hepsiburada, 'serviceKey', 'yeni-anahtar-1');
    expect((await readShop(page, refused)).state).toBe('failed');
    expect(await stateOf(refused)).toBe('keyRejected');
    expect((await invoke(page, 'overview.get', {})).state).toBe('problem');

    await goTo(page, '/');
    await expect(page.getByText('1 kanal sorunlu', { exact: false })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Anahtarı yenile: Hepsiburada Çarşı' })).toBeVisible();
    await page.getByRole('link', { name: '1 açık hata' }).click();
    await expect(title(page, 'Hatalar')).toBeVisible();
    const sentence = 'Hepsiburada API anahtarını kabul etmedi. Anahtar yanlış ya da yenilenmiş.';
    await expect(page.getByRole('heading', { level: 2 }).filter({ hasText: sentence })).toBeVisible();
    await expect(page.getByRole('main').getByText('Bende').first()).toBeVisible();
    await page.getByRole('button', { name: 'Anahtarı yenile' }).click();

    await expect(title(page, 'Hepsiburada Çarşı')).toBeVisible();
    await page.getByRole('button', { name: 'Değiştir: Servis anahtarı' }).click();
    await field(page, 'Servis anahtarı').fill('gene-yanlis');
    await page.getByRole('button', { name: 'Sına ve değiştir' }).click();
    await expect(page.getByText('Kayıtlı anahtar değişmedi.')).toBeVisible();
    await field(page, 'Servis anahtarı').fill('yeni-anahtar-1');
    await page.getByRole('button', { name: 'Sına ve değiştir' }).click();
    await expect(page.getByText('Yeni anahtar sınandı ve kaydedildi.')).toBeVisible();
    await readShop(page, refused);
    await expect.poll(() => stateOf(refused)).toBe('ok');
    await openPlace(page, 'Hatalar');
    await expect(page.getByText('Açık hata yok.')).toBeVisible();
    await page.getByText(/^Kapanan/).click();
    await expect(
      page.getByText('Neden ortadan kalkınca kendiliğinden kapandı', { exact: false }),
    ).toBeVisible();
  });

  test('records that cannot be understood are set aside, shown, and read again once the shop is mended', async () => {
    const damage = { index: 3, field: 'stock_quantity', how: { value: { unexpected: true } } } as const;
    const fault = woocommerce.faults.add({
      effect: { kind: 'record', damage },
      match: ({ path }) => path.endsWith('/products'),
      times: Number.POSITIVE_INFINITY,
    });
    shop = await connect(woocommerce, 'magaza.example');
    const { records, total } = await invoke(page, 'quarantine.list', { connectionId: shop });
    expect(total).toBeGreaterThan(0);
    await openPlace(page, 'Hatalar');
    await expect(
      page.getByRole('heading', { level: 2, name: /kayıt beklenen biçimde değil \(WooCommerce, Ürünler\)/ }),
    ).toBeVisible();
    await expect(page.getByText(`Kayıt ${records[0]?.key}`)).toBeVisible();
    await page.getByRole('button', { name: 'Alanları göster' }).first().click();
    await expect(page.getByRole('cell', { name: /stock_quantity/ }).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Yeniden işle' }).click();
    await expect(page.getByText(`0 kayıt anlaşıldı, ${total} kayıt kaldı.`)).toBeVisible();
    fault.remove();
    expect((await readShop(page, shop)).state).toBe('done');
    await expect(page.getByText('Açık hata yok.')).toBeVisible();
    expect((await invoke(page, 'quarantine.list', { connectionId: shop })).total).toBe(0);
    expectSameListings(await allListings(page, shop), wooTruth(woocommerce.data).listings);
  });

  test('a channel that does not answer is the channel’s fault, and nothing read before is lost', async () => {
    test.setTimeout(180_000);
    const rows = (await allListings(page, shop)).length;
    const fault = woocommerce.faults.add({
      effect: { kind: 'status', status: 503 },
      times: Number.POSITIVE_INFINITY,
    });
    await readShop(page, shop);
    await expect.poll(() => stateOf(shop)).toBe('down');
    await openPlace(page, 'Hatalar');
    await expect(
      page.getByRole('heading', { level: 2 }).filter({ hasText: 'WooCommerce yanıt vermiyor' }),
    ).toBeVisible();
    await expect(page.getByRole('main').getByText('Kanalda').first()).toBeVisible();
    expect((await allListings(page, shop)).length).toBe(rows);
    fault.remove();
    expect((await readShop(page, shop)).state).toBe('done');
    await expect(page.getByText('Açık hata yok.')).toBeVisible();
    await kervan.quit();
  });
});

test.describe('what goes wrong with the data', () => {
  test('a damaged database is told at the start, and a backup brings it back', async () => {
    const folder = freshDataFolder();
    const market = await startWooCommerce({ products: 20, orders: 5, scale: 1000 });
    const practice = freshDataFolder();
    const options = { dataFolder: folder.path, env: practiceEnvironment(practice.path, [market]) };
    let kervan = await launchKervan(options);
    try {
      await passFirstStart(kervan.page);
      await connectShop(kervan.page, market, 'magaza.example');
      // A start with something to lose makes the day's backup.
      await kervan.quit();
      kervan = await launchKervan(options);
      await expect.poll(kervan.output, { timeout: 60_000 }).toContain('backup made');
      await kervan.quit();

      writeFileSync(join(folder.path, 'kervan.db'), Buffer.alloc(65_536, 'damaged '));
      kervan = await launchKervan(options);
      const { page } = kervan;
      await expect(title(page, 'Kervan açılamadı')).toBeVisible();
      await expect(page.getByText('Veritabanı zarar görmüş.', { exact: false })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Bu yedeğe dön' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Yedeğe dön' }).click();
      await expect(title(page, 'Genel bakış')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByRole('link', { name: /magaza\.example/ }).first()).toBeVisible();
      await kervan.quit();
    } finally {
      await kervan.kill();
      await market.stop();
      folder.remove();
      practice.remove();
    }
  });

  test('data of a newer Kervan are left alone', async () => {
    const folder = freshDataFolder();
    let kervan = await launchKervan({ dataFolder: folder.path });
    try {
      await invoke(kervan.page, 'overview.get', {});
      await kervan.quit();
      const file = new Database(join(folder.path, 'kervan.db'));
      file.pragma('user_version = 9999');
      file.close();
      kervan = await launchKervan({ dataFolder: folder.path });
      await expect(title(kervan.page, 'Kervan açılamadı')).toBeVisible();
      await expect(
        kervan.page.getByText('daha yeni bir Kervan ile yazılmış (sürüm 9', { exact: false }),
      ).toBeVisible();
      await expect(kervan.page.getByText('Bulunan yedek yok.')).toBeVisible();
      await kervan.quit();
    } finally {
      await kervan.kill();
      folder.remove();
    }
  });
});
