import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import type { ConnectionId, RunId } from '../../src/shared/domain/ids';
import { wooTruth } from '../integration/kit/truth';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { invoke } from './kit/bridge';
import { FORM_CHANNELS, fillForm, testAndSave } from './kit/connect-form';
import { freshDataFolder } from './kit/data-folder';
import { keepFailurePicture } from './kit/failure-picture';
import { launchKervan, type RunningKervan } from './kit/launch';
import { field, goTo, passFirstStart, title } from './kit/pages';
import { practiceEnvironment } from './kit/practice';
import { allListings, allOrders, expectSameListings, runEnd } from './kit/rows';

const SHOP = FORM_CHANNELS.woocommerce;

test.describe.configure({ mode: 'serial' });

test.describe('two connections of one channel', () => {
  const folder = freshDataFolder();
  const practice = freshDataFolder();
  let market: Awaited<ReturnType<typeof startWooCommerce>>;
  let kervan: RunningKervan;
  let page: Page;
  let first: { connectionId: ConnectionId; runId: RunId };
  let second: { connectionId: ConnectionId; runId: RunId };

  const launch = async () => {
    kervan = await launchKervan({
      dataFolder: folder.path,
      env: practiceEnvironment(practice.path, [market]),
    });
    page = kervan.page;
  };

  test.beforeAll(async () => {
    market = await startWooCommerce({ products: 400, orders: 60, scale: 1000 });
    await launch();
    await passFirstStart(page);
  });
  // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for
  test.afterEach(({}, info) => keepFailurePicture(page, info));
  test.afterAll(async () => {
    await kervan?.kill();
    await market.stop();
    folder.remove();
    practice.remove();
  });

  test('are told apart by the name the form proposes', async () => {
    await fillForm(page, SHOP);
    first = await testAndSave(page, 'WooCommerce');
    await runEnd(page, first.runId);
    await fillForm(page, SHOP);
    await page.getByRole('button', { name: 'Bağlantıyı sına' }).click();
    await page.getByRole('button', { name: 'Devam' }).click();
    await expect(field(page, 'Bağlantının adı')).toHaveValue('WooCommerce 2');
    await field(page, 'Bağlantının adı').fill('woocommerce');
    await expect(page.getByText('Bu adda bir bağlantı var.')).toBeVisible();
    await page.getByRole('button', { name: 'Bilgilere dön' }).click();
    second = await testAndSave(page, 'WooCommerce 2');
    await runEnd(page, second.runId);
    const truth = wooTruth(market.data).listings;
    expectSameListings(await allListings(page, first.connectionId), truth);
    expectSameListings(await allListings(page, second.connectionId), truth);
  });

  test('a run is paused at the end of a page, goes on where it stood, and another is cancelled', async () => {
    const gate = market.faults.gate(/\/products\?.*page=2/);
    const { runId } = await invoke(page, 'connections.sync', {
      id: second.connectionId,
      mode: 'full',
      streams: ['products'],
    });
    await goTo(page, `/runs/${runId}`);
    await gate.reached();
    await expect(page.getByRole('progressbar', { name: 'Ürünler' })).toBeVisible();
    await expect(page.getByText('sayfa 1', { exact: false }).first()).toBeVisible();
    await page.getByRole('button', { name: /^Duraklat/ }).click();
    await expect(page.getByText('Okunan sayfa bitince durur. Sürdürünce kaldığı yerden okur.')).toBeVisible();
    gate.release();
    await expect(page.getByText('Duraklatıldı').first()).toBeVisible();
    const asked = market.requests.length;
    await page.getByRole('button', { name: /^Sürdür/ }).click();
    const ended = await runEnd(page, runId);
    expect(ended.state).toBe('done');
    await expect(page.getByText('Bitti', { exact: false }).first()).toBeVisible();
    const later = market.requests.slice(asked).filter(({ path }) => path.endsWith('/products'));
    expect(later.filter(({ query }) => query.page === '1')).toEqual([]);

    const hold = market.faults.gate(/\/products\?.*page=2/);
    const again = await invoke(page, 'connections.sync', {
      id: second.connectionId,
      mode: 'full',
      streams: ['products'],
    });
    await goTo(page, `/runs/${again.runId}`);
    await hold.reached();
    await page.getByRole('button', { name: /^İptal et/ }).click();
    await expect(page.getByText('Okunan sayfa bitince durur. O ana kadar okunanlar duruyor.')).toBeVisible();
    hold.release();
    expect((await runEnd(page, again.runId)).state).toBe('cancelled');
    await expect(page.getByText('İptal edildi').first()).toBeVisible();
    expectSameListings(await allListings(page, second.connectionId), wooTruth(market.data).listings);
  });

  test('a schedule is changed and a connection paused, both over a restart', async () => {
    await goTo(page, `/connections/${second.connectionId}?tab=streams`);
    const schedule = () => page.getByRole('button', { name: /Ne sıklıkla: Siparişler/ });
    await schedule().click();
    await page.getByRole('option', { name: '15 dakikada bir' }).click();
    await expect(page.getByText('Kaydedildi').first()).toBeVisible();
    const scheduleOf = async () => (await get()).streams.find(({ stream }) => stream === 'orders')?.schedule;
    const get = () => invoke(page, 'connections.get', { id: second.connectionId });
    expect(await scheduleOf()).toEqual({ everyMinutes: 15 });

    await page.getByRole('button', { name: 'Duraklat', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Ben sürdürene kadar' }).click();
    await expect(page.getByText('Siz sürdürene kadar okunmaz')).toBeVisible();
    await kervan.quit();
    await launch();
    await goTo(page, `/connections/${second.connectionId}?tab=streams`);
    await expect(page.getByText('Siz sürdürene kadar okunmaz')).toBeVisible();
    expect(await scheduleOf()).toEqual({ everyMinutes: 15 });
    await expect(schedule()).toContainText('15 dakikada bir');
    await page.getByRole('button', { name: 'Sürdür' }).click();
    await expect.poll(async () => (await get()).active).toBe(true);
  });

  test('deleting one takes its keys and rows and leaves the other', async () => {
    const sealed = sealedSecrets(second.connectionId);
    expect(sealed.length).toBe(2);
    await goTo(page, `/connections/${second.connectionId}?tab=settings`);
    await page.getByRole('button', { name: 'Bağlantıyı sil' }).click();
    const dialog = page.getByRole('alertdialog');
    await expect(dialog).toContainText('kayıtlı anahtarlar');
    const confirm = dialog.getByRole('button', { name: 'Bağlantıyı sil' });
    const typed = dialog.getByRole('textbox');
    await typed.fill('WooCommerce');
    await expect(confirm).toBeDisabled();
    await typed.fill('WooCommerce 2');
    await confirm.click();
    await expect(title(page, 'Bağlantılar')).toBeVisible();
    await expect(page.getByText('Bağlantı silindi: WooCommerce 2')).toBeVisible();
    const left = await invoke(page, 'connections.list', {});
    expect(left.map(({ id }) => id)).toEqual([first.connectionId]);
    await expect.poll(() => allListings(page, second.connectionId)).toEqual([]);
    await expect.poll(() => allOrders(page, second.connectionId)).toEqual([]);
    expectSameListings(await allListings(page, first.connectionId), wooTruth(market.data).listings);
    await expect.poll(kervan.output).toContain('connection erased');
    await kervan.quit();
    // Deleted content is overwritten: the keys are in no file any more, not even sealed.
    for (const secret of sealed) expect(filesWith(secret)).toEqual([]);
    for (const secret of sealedSecrets(first.connectionId)) expect(filesWith(secret)).toContain('kervan.db');
    expect(sealedSecrets(second.connectionId)).toEqual([]);
    for (const name of ['consumerKey', 'consumerSecret']) {
      expect(filesWith(Buffer.from(market.credentials[name] ?? 'missing'))).toEqual([]);
    }
  });

  /** The secrets of a connection as they lie on disk, read beside the running app. */
  function sealedSecrets(id: ConnectionId): Buffer[] {
    const file = new Database(join(folder.path, 'kervan.db'), { readonly: true });
    try {
      const rows = file.prepare<[string], { sealed: Buffer }>(
        'SELECT sealed FROM secrets WHERE connection_id = ?',
      );
      return rows.all(id).map(({ sealed }) => sealed);
    } finally {
      file.close();
    }
  }

  function filesWith(bytes: Buffer): string[] {
    return readdirSync(folder.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('/window'))
      .filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(bytes))
      .map((entry) => entry.name);
  }
});
