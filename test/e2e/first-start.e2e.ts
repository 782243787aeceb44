import { expect, test } from '@playwright/test';
import { expectAccessible } from './kit/axe';
import { freshDataFolder } from './kit/data-folder';
import { launchKervan } from './kit/launch';
import { field, title, watchPage } from './kit/pages';

test('a first start in Turkish: language, theme, keychain, and on without a channel', async () => {
  const folder = freshDataFolder();
  let kervan = await launchKervan({ dataFolder: folder.path });
  try {
    const { page } = kervan;
    const watch = watchPage(page);
    await expect(title(page, /Hoş geldiniz/)).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'tr');
    await expect(page).toHaveTitle(/Hoş geldiniz/);
    await expect(page.getByText('Verileriniz ve anahtarlarınız bu bilgisayarda kalır.')).toBeVisible();
    await expect(page.getByText('İşletim sistemi anahtarlığı')).toBeVisible();
    await expect(page.getByText('Hazır', { exact: true })).toBeVisible();
    await expect(page.getByText(folder.path)).toBeVisible();
    await expectAccessible(page);

    await page.getByText('English', { exact: true }).click();
    await expect(title(page, /Welcome/)).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('button', { name: 'Connect a channel' })).toBeVisible();
    await page.getByText('Türkçe', { exact: true }).click();
    await expect(title(page, /Hoş geldiniz/)).toBeVisible();

    const light = await backgroundOf(kervan);
    await page.getByText('Koyu', { exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect.poll(() => backgroundOf(kervan)).not.toBe(light);

    await page.getByRole('button', { name: 'Kanal bağla' }).click();
    await expect(title(page, /İlk kanalınız/)).toBeVisible();
    for (const channel of ['Trendyol', 'Hepsiburada', 'WooCommerce', 'Shopify']) {
      await expect(page.getByRole('button', { name: new RegExp(`^${channel}`) })).toBeVisible();
    }
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Geri' }).click();
    await expect(title(page, /Hoş geldiniz/)).toBeVisible();
    await page.getByRole('button', { name: 'Kanal bağla' }).click();
    await page.getByRole('button', { name: 'Atla' }).click();

    await expect(title(page, 'Genel bakış')).toBeVisible();
    const content = page.getByRole('main');
    await expect(content.getByText('burada bir arada görünür')).toBeVisible();
    await expect(content.getByRole('button', { name: 'Kanal bağla' })).toBeVisible();
    await content.getByRole('button', { name: 'Deneme pazaryeriyle gez' }).click();
    await expect(content.getByText('npm start -- --demo')).toBeVisible();
    expect(watch.complaints()).toEqual([]);
    await kervan.quit();

    kervan = await launchKervan({ dataFolder: folder.path });
    await expect(title(kervan.page, 'Genel bakış')).toBeVisible();
    await expect(kervan.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await kervan.quit();
  } finally {
    await kervan.kill();
    folder.remove();
  }
});

test('a desktop in English starts in English', async () => {
  const folder = freshDataFolder();
  const kervan = await launchKervan({ dataFolder: folder.path, language: 'en' });
  try {
    await expect(title(kervan.page, /Welcome/)).toBeVisible();
    await expect(kervan.page.locator('html')).toHaveAttribute('lang', 'en');
    await kervan.quit();
  } finally {
    await kervan.kill();
    folder.remove();
  }
});

test('without a keychain there is no way on before a passphrase, which the window asks for again', async () => {
  const folder = freshDataFolder();
  const options = { dataFolder: folder.path, args: ['--password-store=basic'] };
  const passphrase = 'doğru at pil zımba';
  let kervan = await launchKervan(options);
  try {
    const { page } = kervan;
    await expect(page.getByText('Güvenli anahtarlık bulunamadı. Bir parola belirleyin')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Kanal bağla' })).toBeDisabled();
    await page.getByRole('button', { name: 'Parola belirle' }).click();
    const dialog = page.getByRole('dialog');
    const set = dialog.getByRole('button', { name: 'Parolayı belirle' });
    await field(dialog, 'Parola').fill('kısa');
    await set.click();
    await expect(dialog.getByText('En az', { exact: false }).first()).toBeVisible();
    await field(dialog, 'Parola').fill(passphrase);
    await field(dialog, 'Parola, yeniden').fill('başka bir parola');
    await set.click();
    await expect(dialog.getByText('İki parola aynı değil.')).toBeVisible();
    await field(dialog, 'Parola, yeniden').fill(passphrase);
    await set.click();
    await expect(page.getByText('Sizin parolanız')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Kanal bağla' })).toBeEnabled();
    await page.getByRole('button', { name: 'Kanal bağla' }).click();
    await page.getByRole('button', { name: 'Atla' }).click();
    await expect(title(page, 'Genel bakış')).toBeVisible();
    await kervan.quit();

    kervan = await launchKervan(options);
    const again = kervan.page;
    await expect(title(again, 'Anahtar kasası kilitli')).toBeVisible();
    await expectAccessible(again);
    await field(again, 'Parola').fill('yanlış at pil zımba');
    await again.getByRole('button', { name: 'Kilidi aç' }).click();
    await expect(again.getByText('Parola kasayı açmadı.')).toBeVisible();
    await field(again, 'Parola').fill(passphrase);
    await again.getByRole('button', { name: 'Kilidi aç' }).click();
    await expect(title(again, 'Genel bakış')).toBeVisible();
    await kervan.quit();
    expect(kervan.output()).not.toContain(passphrase);
  } finally {
    await kervan.kill();
    folder.remove();
  }
});

const backgroundOf = ({ page }: Awaited<ReturnType<typeof launchKervan>>) =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);
