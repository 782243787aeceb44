import { expect, test } from '@playwright/test';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { launchKervan } from './kit/launch';
import { passFirstStart } from './kit/pages';
import { runEnd } from './kit/rows';
import { type TrayMenuEntry, watchTray } from './kit/tray-watcher';

const MANUAL = { products: { everyMinutes: 0 }, orders: { everyMinutes: 0 } };

const labels = (entries: readonly TrayMenuEntry[]) => entries.map(({ label }) => label).filter(Boolean);

function entry(entries: readonly TrayMenuEntry[], label: string): TrayMenuEntry {
  const found = entries.find((one) => one.label === label);
  if (!found) throw new Error(`no ${label} in ${JSON.stringify(labels(entries))}`);
  return found;
}

test('the tray of the desktop shows the state, changes with a failure, and keeps a pause over a restart', async () => {
  test.setTimeout(180_000);
  const shop = await startTrendyol({ products: 20, orders: 10, scale: 1000 });
  const folder = freshDataFolder();
  const tray = await watchTray();
  const options = { dataFolder: folder.path, env: { KERVAN_ALLOW_HOSTS: new URL(shop.url).host } };
  let kervan = await launchKervan(options);
  try {
    await passFirstStart(kervan.page);
    await expect.poll(tray.item, { timeout: 20_000 }).not.toBeNull();
    const sentence = async () => labels(await tray.menu())[0];
    await expect.poll(sentence, { timeout: 20_000 }).toBe('Bağlı kanal yok');
    expect(labels(await tray.menu())).toEqual(
      expect.arrayContaining(['Kervan’ı aç', 'Tümünü şimdi eşitle', 'Duraklat', 'Çık']),
    );
    const calm = await tray.picture();

    const { id } = await invoke(kervan.page, 'connections.create', {
      integration: 'trendyol',
      name: 'Ana mağaza',
      credentials: { ...shop.credentials, apiSecret: 'not-the-secret' },
      settings: { baseUrl: shop.url, schedules: MANUAL },
    });
    const { runId } = await invoke(kervan.page, 'connections.sync', { id, mode: 'full' });
    await runEnd(kervan.page, runId);
    await expect.poll(sentence, { timeout: 20_000 }).toBe('1 kanal sorunlu: Ana mağaza anahtarı');
    await expect.poll(tray.picture).not.toBe(calm);
    expect(JSON.stringify(await tray.property('ToolTip'))).toContain('1 kanal sorunlu: Ana mağaza anahtarı');
    expect(labels(entry(await tray.menu(), 'Sorunlar').children)).toHaveLength(1);

    await tray.click(entry(entry(await tray.menu(), 'Duraklat').children, 'Ben sürdürene kadar'));
    await expect.poll(async () => labels(await tray.menu()), { timeout: 20_000 }).toContain('Sürdür');

    await kervan.quit();
    kervan = await launchKervan(options);
    await expect
      .poll(async () => labels(await tray.menu().catch(() => [])), { timeout: 30_000 })
      .toContain('Sürdür');
    await tray.click(entry(await tray.menu(), 'Sürdür'));
    await expect.poll(async () => labels(await tray.menu()), { timeout: 20_000 }).toContain('Duraklat');
    await kervan.quit();
  } finally {
    await kervan.kill();
    tray.close();
    await shop.stop();
    folder.remove();
  }
});
