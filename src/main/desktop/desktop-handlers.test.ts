import { expect, it, vi } from 'vitest';
import { importTokenSchema } from '../../shared/contract/imports';
import type { KervanService } from '../service/service';
import { createDesktopHandlers, type DesktopHandlerOptions } from './desktop-handlers';
import type { StartControl } from './start-control';
import { createWindowStore } from './window-store';

function desk(change: Partial<DesktopHandlerOptions> = {}) {
  const file = new Map<string, unknown>();
  const exportRows = vi.fn(async ({ path }: { path: string }) => ({ path, rows: 3, bytes: 120 }));
  const imports = {
    open: vi.fn(async (path: string) => ({ token: `token-of-${path.length}` })),
    writeErrors: vi.fn(async ({ path }: { path: string }) => ({ path, rows: 2, bytes: 60 })),
  };
  const service = { exportRows, imports } as unknown as KervanService;
  const options: DesktopHandlerOptions = {
    start: { service: async () => service } as unknown as StartControl,
    store: createWindowStore(
      { get: (key) => file.get(key), set: (key, value) => void file.set(key, value) },
      'tr',
    ),
    dataDir: '/home/ayse/.config/Kervan',
    demoFile: null,
    askSavePath: async (name, format) => `/home/ayse/${name}.${format}`,
    askOpenPath: async () => '/home/ayse/stok.csv',
    linkSources: async () => ({
      catalogue: [{ docsUrl: 'https://docs.example/' }],
      docs: [],
      connections: [],
    }),
    openLink: vi.fn(async () => undefined),
    showFile: vi.fn(),
    onPreferences: vi.fn(),
    quit: vi.fn(),
    ...change,
  };
  return { handlers: createDesktopHandlers(options), options, exportRows, imports };
}

const request = {
  what: 'orders' as const,
  query: {},
  selection: {},
  columns: ['number'],
  format: 'csv' as const,
  language: 'tr' as const,
};

it('writes an export where the person says, and can show that file alone', async () => {
  const { handlers, options } = desk();
  const result = await handlers['desktop.export']({ request, suggestedName: 'siparisler' });
  expect(result).toEqual({ path: '/home/ayse/siparisler.csv', rows: 3, bytes: 120 });
  await handlers['desktop.showInFolder']({ path: '/home/ayse/siparisler.csv' });
  expect(options.showFile).toHaveBeenCalledWith('/home/ayse/siparisler.csv');
});

it('opens for import only what a person chose, and tells the window no path', async () => {
  const { handlers, imports } = desk();
  expect(await handlers['desktop.openImport']({})).toEqual({ token: 'token-of-19' });
  expect(imports.open).toHaveBeenCalledWith('/home/ayse/stok.csv');
  const given = {
    token: importTokenSchema.parse('abcdefgh'),
    format: 'csv' as const,
    language: 'tr' as const,
  };
  await handlers['desktop.saveImportErrors']({ ...given, suggestedName: 'hatalar' });
  expect(imports.writeErrors).toHaveBeenCalledWith({ ...given, path: '/home/ayse/hatalar.csv' });
  const changedMind = desk({ askOpenPath: async () => null });
  await expect(changedMind.handlers['desktop.openImport']({})).resolves.toBeNull();
  expect(changedMind.imports.open).not.toHaveBeenCalled();
});

it('writes nothing when the person changes their mind', async () => {
  const { handlers, exportRows } = desk({ askSavePath: async () => null });
  await expect(handlers['desktop.export']({ request, suggestedName: 'siparisler' })).resolves.toBeNull();
  expect(exportRows).not.toHaveBeenCalled();
});

it.each([
  ['/home/ayse/.config/Kervan/logs/kervan.log', true],
  ['/home/ayse/.config/Kervan', true],
  ['/home/ayse/.ssh/id_ed25519', false],
  ['/home/ayse/.config/Kervan/../../.ssh/id_ed25519', false],
  ['/home/ayse/.config/Kervan-practice/x', false],
  ['logs/kervan.log', false],
])('shows %s: %s', async (path, isShown) => {
  const { handlers, options } = desk();
  const asked = handlers['desktop.showInFolder']({ path });
  if (isShown) await expect(asked).resolves.toEqual({ shown: true });
  else await expect(asked).rejects.toMatchObject({ code: 'input.notFound' });
  expect(options.showFile).toHaveBeenCalledTimes(isShown ? 1 : 0);
});

it('opens an allowed address in the browser and refuses any other', async () => {
  const { handlers, options } = desk();
  await handlers['desktop.openExternal']({ url: 'https://docs.example/a' });
  await expect(handlers['desktop.openExternal']({ url: 'https://evil.example/' })).rejects.toMatchObject({
    code: 'input.hostNotAllowed',
  });
  expect(options.openLink).toHaveBeenCalledTimes(1);
});

it('tells the desktop what was chosen', async () => {
  const { handlers, options } = desk();
  await handlers['desktop.setPreferences']({ theme: 'dark' });
  expect(options.onPreferences).toHaveBeenCalledWith(
    expect.objectContaining({ theme: 'dark', language: 'tr' }),
  );
});
