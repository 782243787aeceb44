import { expect, test } from '@playwright/test';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { field, goTo, passFirstStart } from './kit/pages';
import { practiceEnvironment } from './kit/practice';
import { connectShop, readShop } from './kit/shops';

const PRODUCTS = 500;

test.describe('a rule over thousands of products', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  let market: Awaited<ReturnType<typeof startWooCommerce>>;
  let kervan: RunningKervan;

  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(kervan?.page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await market?.stop();
    folder.remove();
    practice.remove();
  });

  test('is previewed to the last row, counted, and filtered', async () => {
    test.setTimeout(240_000);
    market = await startWooCommerce({ products: PRODUCTS, orders: 0, scale: 1000 });
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: practiceEnvironment(practice.path, [market]),
    });
    const { page } = kervan;
    await passFirstStart(page);
    const connectionId = await connectShop(page, market, 'Uzun raf');
    await readShop(page, connectionId);
    const { count: listings } = await invoke(page, 'listings.count', { connectionIds: [connectionId] });
    // Proposals follow the reading in steps.
    const proposed = async () => {
      const { sure, doubtful, new: fresh } = await invoke(page, 'matching.summary', { connectionId });
      return sure + doubtful + fresh;
    };
    await expect.poll(proposed, { timeout: 60_000 }).toBe(listings);
    const { matched } = await invoke(page, 'matching.createNew', { connectionId });
    expect(matched).toBeGreaterThan(PRODUCTS);

    await goTo(page, `/rules/${connectionId}`);
    const preview = page.getByRole('region', { name: 'Önizleme' });
    const chip = (name: string) => preview.getByRole('button', { name: new RegExp(`^${name}`) });
    const asNumber = async (name: string) =>
      Number((await chip(name).textContent())?.replace(/\D/g, '') ?? Number.NaN);
    await expect.poll(() => asNumber('Tümü')).toBe(matched);
    const counts = async () => {
      await expect(preview.locator('[data-views]')).toHaveAttribute('aria-busy', 'false');
      return {
        changed: await asNumber('Değişecek'),
        held: await asNumber('Bekletilecek'),
        same: await asNumber('Aynı'),
      };
    };
    const before = await counts();
    expect(before.changed + before.held + before.same).toBe(matched);

    await field(page, 'Çarpan').fill('1,5');
    await field(page, 'En çok').fill('1.000');
    await expect.poll(async () => (await counts()).held).toBeGreaterThan(before.held);
    const after = await counts();
    expect(after.changed + after.held + after.same).toBe(matched);

    const grid = preview.getByRole('grid');
    await expect(grid).toHaveAttribute('aria-rowcount', String(matched + 1));
    await grid.focus();
    await page.keyboard.press('Control+End');
    await expect(grid.locator(`[aria-rowindex="${matched + 1}"]`)).toContainText('₺');
    await chip('Bekletilecek').click();
    await expect(grid).toHaveAttribute('aria-rowcount', String(after.held + 1));
    await grid.focus();
    await page.keyboard.press('Control+End');
    await expect(grid.locator(`[aria-rowindex="${after.held + 1}"]`)).toContainText('₺');
    expect(market.floor.writes).toEqual([]);
  });
});
