import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page, test } from '@playwright/test';
import { connectionTo } from '../integration/kit/practice-account';
import { startWooCommerce, type WooCommerceMarketplace } from '../marketplaces/woocommerce/server';
import { expectAccessible } from './kit/axe';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { goTo, passFirstStart, title, watchPage } from './kit/pages';
import { practiceEnvironment } from './kit/practice';
import { keepPicture, setAppearance, TWO_LOOKS } from './kit/screenshots';
import { readShop } from './kit/shops';

const HOUR = 3_600_000;

test.describe('Kervan was closed for three hours', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  let shop: WooCommerceMarketplace;
  let kervan: RunningKervan;
  let page: Page;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    shop = await startWooCommerce({ products: 10, orders: 4 });
    const launch = () =>
      launchKervan({ dataFolder: folder.path, env: practiceEnvironment(practice.path, [shop]) });
    kervan = await launch();
    await passFirstStart(kervan.page);
    const form = connectionTo(shop, 'Deneme mağazam');
    const schedules = { products: { everyMinutes: 360 }, orders: { everyMinutes: 60 } };
    const { id } = await invoke(kervan.page, 'connections.create', {
      ...form,
      settings: { ...form.settings, schedules },
      active: true,
    });
    await readShop(kervan.page, id);
    await kervan.quit();
    const file = new DatabaseSync(join(folder.path, 'kervan.db'));
    // All that Kervan remembers of time moves three hours back.
    file.prepare('UPDATE meta SET value = value - ? WHERE name = ?').run(3 * HOUR, 'aliveAt');
    file
      .prepare('UPDATE cursors SET full_ended_at = full_ended_at - ?, delta_ended_at = delta_ended_at - ?')
      .run(3 * HOUR, 3 * HOUR);
    file.close();
    kervan = await launch();
    page = kervan.page;
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.quit();
    await shop?.stop();
    folder.remove();
    practice.remove();
  });

  test('the overview says so, and which channel has caught up', async () => {
    const watch = watchPage(page);
    await expect(title(page, 'Genel bakış')).toBeVisible();
    await expect(page.getByText(/Kervan 3 sa .*kapalıydı ya da çevrimdışıydı/)).toBeVisible();
    await expect(page.getByText('Bu arayı kapatanlar: Deneme mağazam.')).toBeVisible();
    for (const [language, theme] of TWO_LOOKS) {
      await setAppearance(page, language, theme);
      await goTo(page, '/');
      await expect(page.getByText(/Bu arayı kapatanlar|Caught up/)).toBeVisible();
      await expectAccessible(page);
      await keepPicture(page, 'overview-absence', language, theme);
    }
    expect(watch.complaints()).toEqual([]);
  });
});
