import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { invoke } from './kit/bridge';
import { freshDataFolder } from './kit/data-folder';
import { type LaunchOptions, launchKervan, type RunningKervan } from './kit/launch';

const PROJECT = resolve(import.meta.dirname, '../..');

type Envelope = { ok: true; value: unknown } | { ok: false; error: { code: string; facts: object } };

/** A call as a hostile page would make it: no types, any name. */
function call(page: Page, name: string, input: unknown): Promise<Envelope> {
  return page.evaluate(
    async ([operation, argument]) => {
      const bridge = window.kervan as unknown as {
        invoke: (name: unknown, input: unknown) => Promise<unknown>;
      };
      return (await bridge.invoke(operation, argument)) as Envelope;
    },
    [name, input] as const,
  );
}

/** Runs with a fresh data folder and leaves nothing behind. */
async function withKervan(
  options: Omit<LaunchOptions, 'dataFolder'>,
  run: (kervan: RunningKervan) => Promise<void>,
) {
  const folder = freshDataFolder();
  const kervan = await launchKervan({ ...options, dataFolder: folder.path });
  try {
    await run(kervan);
    await kervan.quit();
  } finally {
    await kervan.kill();
    folder.remove();
  }
}

const windowState = ({ app }: RunningKervan) =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { count: BrowserWindow.getAllWindows().length, isVisible: window?.isVisible() ?? false };
  });

test.describe('the page', () => {
  const folder = freshDataFolder();
  let kervan: RunningKervan;
  test.beforeAll(async () => {
    kervan = await launchKervan({ dataFolder: folder.path });
  });
  test.afterAll(async () => {
    await kervan?.quit();
    folder.remove();
  });

  test('comes from the app itself under a strict policy', async () => {
    const { page } = kervan;
    expect(page.url()).toMatch(/^kervan:\/\/app\//);
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      return 'inlineRan' in window;
    });
    expect(ran).toBe(false);
  });

  test('has a small bridge and nothing of Node', async () => {
    const found = await kervan.page.evaluate(() => ({
      bridge: Object.keys(window.kervan).sort(),
      leaks: ['require', 'process', 'module', 'global', 'Buffer', 'electron'].filter(
        (name) => name in window,
      ),
    }));
    expect(found).toEqual({ bridge: ['invoke', 'on', 'platform'], leaks: [] });
  });

  test('cannot go elsewhere, open a window, fetch from outside or be given a permission', async () => {
    const { page } = kervan;
    const before = page.url();
    await page.evaluate(() => {
      window.location.href = 'https://example.com/elsewhere';
    });
    await expect.poll(() => kervan.output()).toContain('navigation refused');
    expect(page.url()).toBe(before);
    expect(await page.evaluate(() => window.open('https://example.com/popup'))).toBeNull();
    expect(await page.evaluate(() => window.open('kervan://app/'))).toBeNull();
    expect((await windowState(kervan)).count).toBe(1);
    const reached = await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => true,
        () => false,
      ),
    );
    expect(reached).toBe(false);
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  });

  test('reads no file beside the page', async () => {
    const statuses = await kervan.page.evaluate(async () => {
      const addresses = ['/..%2f..%2fpackage.json', '/%2e%2e/preload/index.cjs', '/assets/none.js'];
      return Promise.all(addresses.map(async (address) => (await fetch(address)).status));
    });
    expect(statuses).toEqual([404, 404, 404]);
  });

  test('is told what is wrong with a call', async () => {
    const { page } = kervan;
    expect(await call(page, 'nothing.here', {})).toMatchObject({
      ok: false,
      error: { code: 'input.notFound' },
    });
    expect(await call(page, 'connections.get', { id: 7 })).toMatchObject({
      ok: false,
      error: { code: 'input.invalid', facts: { field: 'id' } },
    });
    expect(await call(page, 'desktop.openExternal', { url: 'https://example.com/' })).toMatchObject({
      ok: false,
      error: { code: 'input.hostNotAllowed' },
    });
    expect(await call(page, 'desktop.showInFolder', { path: '/etc/passwd' })).toMatchObject({ ok: false });
  });

  test('a window that is not Kervan’s own gets no answer, even with its page and preload', async () => {
    const preload = join(PROJECT, 'out', 'preload', 'index.cjs');
    const answer = await kervan.app.evaluate(async ({ BrowserWindow }, path) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload: path, sandbox: true } });
      try {
        await stranger.loadURL('kervan://app/');
        return await stranger.webContents.executeJavaScript("window.kervan.invoke('connections.list', {})");
      } finally {
        stranger.destroy();
      }
    }, preload);
    expect(answer).toMatchObject({ ok: false, error: { code: 'access.untrustedSender' } });
  });

  test('keys are kept by the keychain of the computer', async () => {
    const { page } = kervan;
    expect(await invoke(page, 'desktop.keyring', {})).toEqual({
      state: 'ready',
      kind: 'os',
      backend: 'gnome_libsecret',
    });
    expect(await invoke(page, 'desktop.startState', {})).toEqual({ state: 'ready' });
    expect(await invoke(page, 'system.status', {})).toMatchObject({
      dataDir: folder.path,
      keyring: { kind: 'os' },
    });
  });

  test('keeps what was chosen, and the menu follows the language', async () => {
    const { page, app } = kervan;
    const labels = () =>
      app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label));
    expect(await labels()).toContain('Düzen');
    await invoke(page, 'desktop.setPreferences', { language: 'en', theme: 'dark' });
    expect(await labels()).toContain('Edit');
    expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
    await invoke(page, 'desktop.setPreferences', { language: 'tr', theme: 'system' });
  });
});

test('closing hides the window, work goes on in the tray, and a second start brings it back', async () => {
  await withKervan({ env: { KERVAN_TRAY: 'yes' } }, async (kervan) => {
    const { app, page } = kervan;
    await invoke(page, 'overview.get', {});
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(() => windowState(kervan)).toEqual({ count: 1, isVisible: false });
    expect(await invoke(page, 'connections.list', {})).toEqual([]);
    expect(await invoke(page, 'desktop.preferences', {})).toMatchObject({ closeToTraySaid: true });

    await page.evaluate(() => {
      window.kervan.on('navigate', ({ to }) => document.body.setAttribute('data-sent-to', to));
    });
    const args = [
      ...(process.env.KERVAN_ELECTRON_FLAGS ?? '').split(' ').filter(Boolean),
      PROJECT,
      'kervan://open/runs',
    ];
    const { dataDir } = await invoke(page, 'system.status', {});
    const second = spawn(process.env.KERVAN_ELECTRON ?? '', args, {
      env: { ...process.env, KERVAN_DATA_DIR: dataDir },
      stdio: 'ignore',
    });
    const exitCode = await new Promise((done) => second.once('exit', done));
    expect(exitCode).toBe(0);
    await expect.poll(() => windowState(kervan)).toEqual({ count: 1, isVisible: true });
    await expect(page.locator('body')).toHaveAttribute('data-sent-to', '/runs');
  });
});

test('where the desktop shows no tray, closing does not hide the window', async () => {
  await withKervan({ env: { KERVAN_TRAY: 'no' } }, async (kervan) => {
    await invoke(kervan.page, 'overview.get', {});
    await kervan.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await kervan.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(await invoke(kervan.page, 'desktop.preferences', {})).toMatchObject({ closeToTraySaid: false });
  });
});

test('without a keychain nothing is kept until there is a passphrase, which then opens the vault', async () => {
  const folder = freshDataFolder();
  const options = { dataFolder: folder.path, args: ['--password-store=basic'] };
  let kervan = await launchKervan(options);
  try {
    const passphrase = 'doğru at pil zımba';
    expect(await invoke(kervan.page, 'desktop.keyring', {})).toEqual({
      state: 'needsPassphrase',
      reason: 'noKeychain',
    });
    expect(await call(kervan.page, 'overview.get', {})).toMatchObject({
      ok: false,
      error: { code: 'vault.locked' },
    });
    expect(await call(kervan.page, 'desktop.setPassphrase', { passphrase: 'kısa' })).toMatchObject({
      error: { code: 'vault.weakPassphrase' },
    });
    expect(await invoke(kervan.page, 'desktop.setPassphrase', { passphrase })).toMatchObject({
      state: 'ready',
    });
    await invoke(kervan.page, 'overview.get', {});
    await kervan.quit();
    expect(kervan.output()).not.toContain(passphrase);

    kervan = await launchKervan(options);
    expect(await invoke(kervan.page, 'desktop.keyring', {})).toEqual({ state: 'locked', kind: 'passphrase' });
    expect(await call(kervan.page, 'desktop.unlock', { passphrase: 'yanlış at pil zımba' })).toMatchObject({
      error: { code: 'vault.wrongPassphrase' },
    });
    expect(await invoke(kervan.page, 'desktop.unlock', { passphrase })).toMatchObject({ state: 'ready' });
    await invoke(kervan.page, 'overview.get', {});
    await kervan.quit();
  } finally {
    await kervan.kill();
    folder.remove();
  }
});

test('a keychain that has disappeared is told, and nothing is replaced', async () => {
  const folder = freshDataFolder();
  let kervan = await launchKervan({ dataFolder: folder.path });
  try {
    await invoke(kervan.page, 'overview.get', {});
    await kervan.quit();
    kervan = await launchKervan({ dataFolder: folder.path, args: ['--password-store=basic'] });
    await expect
      .poll(() => invoke(kervan.page, 'desktop.startState', {}))
      .toMatchObject({
        state: 'failed',
        error: { code: 'vault.keychainGone', facts: { backend: 'gnome_libsecret' } },
      });
    expect(
      await call(kervan.page, 'desktop.setPassphrase', { passphrase: 'doğru at pil zımba' }),
    ).toMatchObject({ ok: false });
    await kervan.quit();
    expect(JSON.parse(readFileSync(join(folder.path, 'keyring.json'), 'utf8'))).toMatchObject({ kind: 'os' });
  } finally {
    await kervan.kill();
    folder.remove();
  }
});

test('a damaged database opens the window with the reason', async () => {
  const folder = freshDataFolder();
  mkdirSync(folder.path, { recursive: true });
  writeFileSync(join(folder.path, 'kervan.db'), 'this is no database, whatever its name says'.repeat(200));
  const kervan = await launchKervan({ dataFolder: folder.path });
  try {
    await expect
      .poll(() => invoke(kervan.page, 'desktop.startState', {}))
      .toMatchObject({ state: 'failed', error: { code: 'db.damaged' } });
    expect(await call(kervan.page, 'overview.get', {})).toMatchObject({
      ok: false,
      error: { code: 'db.damaged' },
    });
    await kervan.quit();
  } finally {
    await kervan.kill();
    folder.remove();
  }
});

test('an export lands where the person says', async () => {
  const target = freshDataFolder();
  const path = join(target.path, 'siparisler.csv');
  await withKervan({ env: { KERVAN_TEST_SAVE_PATH: path } }, async ({ page }) => {
    const result = await invoke(page, 'desktop.export', {
      request: {
        what: 'orders',
        query: {},
        selection: {},
        columns: ['number'],
        format: 'csv',
        language: 'tr',
      },
      suggestedName: 'siparisler',
    });
    expect(result).toMatchObject({ path, rows: 0 });
    expect(readFileSync(path, 'utf8')).not.toBe('');
  });
  target.remove();
});
