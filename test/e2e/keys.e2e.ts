import { expect, type Page, test } from '@playwright/test';
import type { ConnectionId, RunId } from '../../src/shared/domain/ids';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { goTo, openPlace, passFirstStart, title } from './kit/pages';
import { practiceEnvironment } from './kit/practice';
import { runEnd } from './kit/rows';
import { connectShop } from './kit/shops';

test.describe.configure({ mode: 'serial' });

test.describe('a stopped run and the keys of the window', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  let market: Awaited<ReturnType<typeof startWooCommerce>>;
  let kervan: RunningKervan;
  let page: Page;
  let id: ConnectionId;

  test.beforeAll(async () => {
    market = await startWooCommerce({ products: 450, orders: 5, scale: 1000 });
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: practiceEnvironment(practice.path, [market]),
    });
    page = kervan.page;
    await passFirstStart(page);
    id = await connectShop(page, market, 'magaza.example');
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await market?.stop();
    folder.remove();
    practice.remove();
  });

  /** The shop stops answering for good after two pages of products. */
  const stopAfterTwoPages = async (): Promise<RunId> => {
    const fault = market.faults.add({
      effect: { kind: 'status', status: 503 },
      match: ({ path }) => path.endsWith('/products'),
      skip: 2,
      times: Number.POSITIVE_INFINITY,
    });
    const { runId } = await invoke(page, 'connections.sync', { id, streams: ['products'], mode: 'full' });
    expect((await runEnd(page, runId)).state).toBe('failed');
    fault.remove();
    return runId;
  };
  const productCalls = () => market.requests.filter(({ path }) => path.endsWith('/products')).length;

  test('a failed run goes on from its page: from the list of runs and from the error centre', async () => {
    test.setTimeout(180_000);
    const first = await stopAfterTwoPages();
    await openPlace(page, 'Çalışmalar');
    await page.getByRole('button', { name: 'Sayfadan sürdür: magaza.example' }).click();
    expect((await runEnd(page, first)).state).toBe('done');
    await expect(page.getByRole('button', { name: /^Sayfadan sürdür/ })).toHaveCount(0);

    const second = await stopAfterTwoPages();
    const asked = productCalls();
    await goTo(page, `/runs/${second}`);
    await expect(page.getByText('son saklanan sayfadan sonra okunur', { exact: false })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Baştan çalıştır' })).toBeVisible();
    await openPlace(page, 'Hatalar');
    await page.getByRole('button', { name: 'Sayfadan sürdür' }).click();
    expect((await runEnd(page, second)).state).toBe('done');
    // 450 products are five pages; the two that were stored are not asked for again.
    expect(productCalls() - asked).toBe(3);
    await expect(page.getByText('Açık hata yok.')).toBeVisible();
  });

  test('F1 lists the keys, in the language of the window', async () => {
    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: 'Klavye kısayolları' });
    await expect(help.getByRole('row', { name: 'Ctrl+S Formu kaydet' })).toBeVisible();
    await expect(help.getByRole('row', { name: 'G S Sayfayı aç: Siparişler' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
  });

  test('Ctrl+S saves the form, Ctrl+Enter runs the page’s action', async () => {
    await goTo(page, `/connections/${id}?tab=settings`);
    await page.getByRole('textbox', { name: /^Ad\*?$/ }).fill('Yeni mağaza');
    await page.keyboard.press('Control+s');
    await expect(title(page, 'Yeni mağaza')).toBeVisible();
    await page.keyboard.press('Escape');
    await goTo(page, `/connections/${id}`);
    const before = (await invoke(page, 'runs.list', { connectionId: id })).runs.length;
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(async () => (await invoke(page, 'runs.list', { connectionId: id })).runs.length)
      .toBe(before + 1);
  });

  test('walking a long form by keyboard keeps what has the focus in sight and the window in its place', async () => {
    await goTo(page, `/rules/${id}`);
    const form = page.locator('main form');
    await expect(form.getByText('Stok gönder')).toBeVisible();
    await form.getByRole('checkbox', { name: /^Fiyat gönder/ }).focus();
    const reached = new Set<string>();
    for (let step = 0; step < 25; step += 1) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const focused = document.activeElement;
        const { top, bottom } = (focused?.closest('label') ?? focused)?.getBoundingClientRect() ?? {
          top: -1,
          bottom: 0,
        };
        const label = focused instanceof HTMLInputElement ? (focused.labels?.[0]?.textContent ?? '') : '';
        return { label, windowAt: window.scrollY, isInSight: top >= 0 && bottom <= window.innerHeight };
      });
      expect(seen).toMatchObject({ windowAt: 0, isInSight: true });
      reached.add(seen.label);
    }
    expect([...reached].some((label) => label.startsWith('Stok gönder'))).toBe(true);
  });
});
