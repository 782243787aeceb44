import { execFileSync, spawn } from 'node:child_process';
import { expect, test } from '@playwright/test';
import type { ConnectionDetail } from '../../src/shared/contract/connections';
import { startTrendyol } from '../marketplaces/trendyol/server';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { launchKervan, type RunningKervan } from './kit/launch';

/** Title and body of every notification that reaches the desktop's notification service. */
function watchNotifications() {
  const monitor = spawn('dbus-monitor', ["interface='org.freedesktop.Notifications',member='Notify'"], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const seen: string[] = [];
  monitor.stdout.on('data', (chunk: Buffer) => seen.push(chunk.toString()));
  return { text: () => seen.join(''), stop: () => void monitor.kill() };
}

const displayed = () => Number(execFileSync('dunstctl', ['count', 'displayed'], { encoding: 'utf8' }).trim());

const isVisible = ({ app }: RunningKervan) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);

test('a refused key raises a notification that opens its connection, and is taken back when the key is right', async () => {
  const shop = await startTrendyol({ products: 20, orders: 10 });
  const folder = freshDataFolder();
  const notifications = watchNotifications();
  const kervan = await launchKervan({
    dataFolder: folder.path,
    env: { KERVAN_ALLOW_HOSTS: new URL(shop.url).host, KERVAN_TRAY: 'yes' },
  });
  try {
    const { page, app } = kervan;
    await invoke(page, 'desktop.setPreferences', { closeToTraySaid: true });
    await page.evaluate(() => {
      window.kervan.on('navigate', ({ to }) => document.body.setAttribute('data-sent-to', to));
    });
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(() => isVisible(kervan)).toBe(false);

    const refused = {
      integration: 'trendyol',
      name: 'Ana mağaza',
      credentials: { ...shop.credentials, apiSecret: 'not-the-secret-of-this-shop' },
      settings: { baseUrl: shop.url },
    };
    const connection: ConnectionDetail = await invoke(page, 'connections.create', refused);
    await expect.poll(notifications.text, { timeout: 60_000 }).toContain('Ana mağaza anahtarı reddedildi');
    expect(notifications.text()).toContain('Anahtarı yenileyin.');
    expect(notifications.text()).not.toContain('not-the-secret-of-this-shop');
    await expect.poll(displayed).toBe(1);

    execFileSync('dunstctl', ['action']);
    await expect.poll(displayed).toBe(0);
    await expect.poll(() => isVisible(kervan)).toBe(true);
    await expect(page.locator('body')).toHaveAttribute('data-sent-to', `/connections/${connection.id}`);

    const second: ConnectionDetail = await invoke(page, 'connections.create', {
      ...refused,
      name: 'Yan mağaza',
    });
    await expect.poll(displayed, { timeout: 60_000 }).toBe(1);
    await invoke(page, 'connections.update', {
      id: second.id,
      credentials: { apiSecret: shop.credentials.apiSecret ?? '' },
    });
    await invoke(page, 'connections.sync', { id: second.id, mode: 'full' });
    await expect.poll(displayed, { timeout: 60_000 }).toBe(0);
    await kervan.quit();
    expect(kervan.output()).not.toContain('not-the-secret-of-this-shop');
  } finally {
    await kervan.kill();
    notifications.stop();
    await shop.stop();
    folder.remove();
  }
});
