import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import react from '@vitejs/plugin-react';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** The window's kit in a real browser, under the window's own page policy. */
const BROWSERS = [process.env.KERVAN_CHROMIUM, '/usr/bin/chromium', chromium.executablePath()];
const executablePath = BROWSERS.find((path) => path !== undefined && existsSync(path));

const suite = executablePath ? describe : describe.skip;
const LAST = 999_999;

suite(`kit in a browser${executablePath ? '' : ' (skipped: no Chromium; set KERVAN_CHROMIUM)'}`, () => {
  const outDir = mkdtempSync(join(tmpdir(), 'kervan-kit-'));
  let server: PreviewServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let origin: string;

  beforeAll(async () => {
    const shared = {
      root: resolve('src/renderer'),
      base: './',
      mode: 'kit',
      configFile: false as const,
      logLevel: 'error' as const,
    };
    const output = { outDir, emptyOutDir: true, target: 'chrome130', assetsInlineLimit: 0 };
    await build({ ...shared, plugins: [react()], build: output });
    server = await preview({ ...shared, build: output, preview: { port: 0, host: '127.0.0.1' } });
    const { port } = server.httpServer.address() as AddressInfo;
    origin = `http://127.0.0.1:${port}`;
    browser = await chromium.launch({
      executablePath,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(outDir, { recursive: true, force: true });
  });

  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'tr-TR' });
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });

  afterEach(async () => {
    await context.close();
    expect(complaints, 'the page complained, perhaps about its policy').toEqual([]);
  });

  const open = async (query: string) => {
    await page.goto('about:blank');
    await page.goto(`${origin}/#/kit?${query}`);
    if (query.startsWith('part=grid')) await page.getByRole('grid').waitFor();
  };
  const grid = () => page.getByRole('grid', { name: 'Ürünler' });
  const skuOf = (index: number) => `HVL-${String(index).padStart(7, '0')}`;
  const cell = (index: number) => page.getByRole('gridcell', { name: skuOf(index), exact: true });
  const rowIsWhole = async (index: number) => {
    const [row, frame] = await Promise.all([cell(index).boundingBox(), grid().boundingBox()]);
    return (
      row !== null && frame !== null && row.y >= frame.y && row.y + row.height <= frame.y + frame.height + 1
    );
  };
  const activeText = () =>
    grid().evaluate(
      (element) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent,
    );
  const start = async () => {
    await cell(0).waitFor();
    await grid().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(activeText).toBe(skuOf(0));
  };

  it.each(['Sıkışık', 'Normal', 'Rahat'])(
    'reaches the last of 1,000,000 rows by key and by scroll bar: %s',
    async (density) => {
      await open('part=grid');
      await page.getByRole('radio', { name: density }).check({ force: true });
      await start();
      await page.keyboard.press('Control+End');
      await cell(LAST).waitFor();
      expect(await rowIsWhole(LAST)).toBe(true);
      expect(await cell(LAST).locator('xpath=..').getAttribute('aria-rowindex')).toBe('1000001');
      expect(await grid().getAttribute('aria-rowcount')).toBe('1000001');

      await page.keyboard.press('Control+Home');
      await cell(0).waitFor();
      await grid().evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
      await cell(LAST).waitFor();
      expect(await rowIsWhole(LAST)).toBe(true);
    },
  );

  it('moves by rows under the wheel even where the scroll bar is scaled', async () => {
    await open('part=grid');
    await page.getByRole('radio', { name: 'Rahat' }).check({ force: true });
    await start();
    for (let row = 0; row < 5; row += 1) await page.keyboard.press('PageDown');
    const before = (await cell(50).boundingBox())?.y ?? (await cell(60).boundingBox())?.y;
    const shown = (await cell(50).count()) > 0 ? 50 : 60;
    await grid().hover();
    await page.mouse.wheel(0, 80);
    await expect
      .poll(async () => Math.round((before ?? 0) - ((await cell(shown).boundingBox())?.y ?? 0)))
      .toBe(80);
  });

  it('keeps focus and place when the active row leaves the screen, and comes back to it', async () => {
    await open('part=grid');
    await start();
    for (let row = 0; row < 3; row += 1) await page.keyboard.press('ArrowDown');
    await grid().evaluate((element) => element.scrollTo({ top: 4_000_000 }));
    await cell(0).waitFor({ state: 'detached' });
    expect(await grid().evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowDown');
    await expect.poll(activeText).toBe(skuOf(4));
    expect(await rowIsWhole(4)).toBe(true);
  });

  it('stays on the row through F5', async () => {
    await open('part=grid');
    await start();
    for (let row = 0; row < 40; row += 1) await page.keyboard.press('ArrowDown');
    const top = await grid().evaluate((element) => element.scrollTop);
    await page.keyboard.press('F5');
    await expect.poll(() => grid().getAttribute('aria-busy')).toBeNull();
    expect(await activeText()).toBe(skuOf(40));
    expect(await grid().evaluate((element) => element.scrollTop)).toBe(top);
  });

  it('announces new rows instead of moving the page', async () => {
    await open('part=grid');
    await start();
    await page.getByRole('button', { name: '310 yeni kayıt gelsin' }).click();
    await page.getByText('+310 yeni').waitFor();
    await page.getByText('1.000.000 kayıt', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Göster', exact: true }).click();
    await page.getByText('1.000.310 kayıt', { exact: true }).waitFor();
    expect(await page.getByText('+310 yeni').count()).toBe(0);
  });

  it('sorts by header key and says so', async () => {
    await open('part=grid');
    await start();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    const header = page.getByRole('columnheader', { name: 'Stok kodu' });
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Enter');
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending');
    await cell(LAST).waitFor();
  });

  it('selects by keys, offers the rest, copies as a spreadsheet reads it, and lets go with Esc', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open('part=grid');
    await start();
    await page.keyboard.press('Shift+Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 seçili', { exact: true }).waitFor();
    expect(await page.locator('[role=row][aria-selected=true]').count()).toBe(2);
    await page.keyboard.press('Control+c');
    const copied = (await page.evaluate(() => navigator.clipboard.readText()))
      .split('\n')
      .map((line) => line.split('\t'));
    expect(copied[0]?.slice(0, 3)).toEqual(['Ürün', 'Stok kodu', 'Barkod']);
    expect(copied.slice(1).map((line) => line[1])).toEqual([skuOf(0), skuOf(1)]);
    await page.getByRole('button', { name: 'Uyan 1.000.000 kaydın tümünü seç' }).click();
    await page.getByText('1.000.000 seçili', { exact: true }).waitFor();
    await grid().focus();
    await page.keyboard.press('Escape');
    await page.getByText('1.000.000 seçili', { exact: true }).waitFor({ state: 'detached' });
  });

  it('ends the selection with the filter, and undo brings it back', async () => {
    await open('part=grid');
    await start();
    await page.keyboard.press('Control+a');
    await page.getByText('seçili', { exact: false }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Space');
    await page.evaluate(() => window.location.assign('#/kit?part=grid&mode=few'));
    await page.getByText('Süzgeç değişti, seçim bırakıldı.').waitFor();
    await page.getByRole('button', { name: 'Geri al' }).click();
    await page.getByText('1 seçili', { exact: true }).waitFor();
  });

  it('shows the row beside the table with Space and opens it with Enter', async () => {
    await open('part=grid');
    await start();
    await page.keyboard.press(' ');
    await page.getByRole('complementary').getByText('8690000000000').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(`Açılan: ${skuOf(0)}`).waitFor();
  });

  it('moves, hides and pins columns without a mouse', async () => {
    await open('part=grid');
    await start();
    const headers = () => page.getByRole('columnheader').allInnerTexts();
    await page.keyboard.press('Control+Shift+ArrowRight');
    await expect.poll(async () => (await headers()).slice(1, 4)).toEqual(['Ürün', 'Barkod', 'Stok kodu']);
    await page.getByRole('button', { name: 'Sütunlar' }).press('Enter');
    await page.getByRole('checkbox', { name: 'Barkod' }).press(' ');
    await page.getByRole('button', { name: 'Başa sabitle: Satılabilir' }).press('Enter');
    await page.keyboard.press('Escape');
    await expect
      .poll(async () => (await headers()).slice(1, 4))
      .toEqual(['Satılabilir', 'Ürün', 'Stok kodu']);
  });

  it('tells nothing yet, nothing that matches and an error apart', async () => {
    await open('part=grid&mode=none');
    await page.getByText('Kayıt yok').waitFor();
    await page.getByRole('searchbox', { name: 'Ara' }).fill('şişe');
    await page.getByText('Süzgece uyan kayıt yok (48.210 kaydın hiçbiri).').waitFor();
    await page.getByRole('button', { name: 'Süzgeçleri temizle' }).click();
    await page.getByText('Kayıt yok').waitFor();
    await page.evaluate(() => window.location.assign('#/kit?part=grid&mode=failing'));
    await page.getByText('Trendyol yanıt vermiyor (hata 503, süre 3 dk).', { exact: false }).waitFor();
    await page.getByText('Kanalda', { exact: false }).first().waitFor();
  });

  it('refuses a price that could be read two ways, and echoes what it understood', async () => {
    await open('part=fields');
    const price = page.getByRole('textbox', { name: 'Ana fiyat' });
    await price.fill('12.5');
    await price.blur();
    await page.getByText('Ondalık için virgül kullanın: 12,50').waitFor();
    await price.fill('1.234,5');
    await page.getByText('= 1.234,50\u00a0₺').waitFor();
  });

  it('trims what is pasted into a key, says so, and reveals only while typing', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open('part=fields');
    await page.evaluate(() => navigator.clipboard.writeText('  anahtar-123\r\n'));
    const key = page.getByRole('textbox', { name: 'API anahtarı', exact: true });
    await key.focus();
    await page.keyboard.press('Control+v');
    await page.getByText('Yapıştırılan metnin boşlukları ve satır sonları silindi.').waitFor();
    expect(await key.inputValue()).toBe('anahtar-123');
    expect(await key.getAttribute('type')).toBe('password');
    await page.getByRole('button', { name: 'Şifreyi göster' }).click();
    expect(await key.getAttribute('type')).toBe('text');
    await page.getByText('•••• kayıtlı').waitFor();
  });

  it('finds ISPARTA for isparta and Şişli for sisli', async () => {
    await open('part=fields');
    const city = page.getByRole('combobox', { name: 'Şehir' });
    for (const [typed, found] of [
      ['ISPARTA', 'Isparta'],
      ['isparta', 'Isparta'],
      ['sisli', 'Şişli'],
      ['istanbul', 'İstanbul'],
    ] as const) {
      await city.fill(typed);
      await expect.poll(() => page.getByRole('option').allInnerTexts()).toEqual([found]);
    }
  });

  it('asks for the name before a connection is deleted, and gives the focus back', async () => {
    await open('part=overlays');
    const opener = page.getByRole('button', { name: 'Bağlantıyı sil' });
    await opener.click();
    const dialog = page.getByRole('alertdialog', { name: 'Bağlantı silinsin mi?' });
    const confirm = dialog.getByRole('button', { name: 'Bağlantıyı sil' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('Ana mağaza');
    expect(await confirm.isEnabled()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  const ACCESSIBLE_PARTS = [
    'marks',
    'fields',
    'states',
    'overlays',
    'grid',
    'grid&mode=none',
    'grid&mode=failing',
  ];

  it.each([
    ['tr', 'light'],
    ['tr', 'dark'],
    ['en', 'dark'],
  ] as const)(
    'has no accessibility violation: %s, %s',
    async (language, theme) => {
      await context.close();
      context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: language === 'tr' ? 'tr-TR' : 'en-US',
        colorScheme: theme,
      });
      page = await context.newPage();
      for (const part of ACCESSIBLE_PARTS) {
        await open(`part=${part}`);
        await page.getByRole('main').waitFor();
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${part}: ${id} ${String(nodes[0]?.target)}`)).toEqual([]);
      }
    },
    300_000,
  );
});
