import { isAbsolute, relative } from 'node:path';
import type { DesktopHandlers } from '../../shared/contract';
import type { ExportRequest } from '../../shared/contract/catalogue-data';
import type { Preferences } from '../../shared/contract/desktop';
import { AppError } from '../../shared/errors/app-error';
import { checkExternalLink, type LinkSources } from './external-links';
import { readPracticeAccounts } from './practice-accounts';
import type { StartControl } from './start-control';
import type { WindowStore } from './window-store';

export interface DesktopHandlerOptions {
  readonly start: StartControl;
  readonly store: WindowStore;
  readonly dataDir: string;
  readonly demoFile: string | null;
  /** Asks for the place of a file; null = the person changed their mind. */
  readonly askSavePath: (name: string, format: ExportRequest['format']) => Promise<string | null>;
  /** Asks which file to import; null = the person changed their mind. */
  readonly askOpenPath: () => Promise<string | null>;
  readonly linkSources: () => Promise<LinkSources>;
  readonly openLink: (url: string) => Promise<void>;
  readonly showFile: (path: string) => void;
  readonly onPreferences: (preferences: Preferences) => void;
  readonly quit: () => void;
}

/** What the window asks of the desktop itself. */
export function createDesktopHandlers(options: DesktopHandlerOptions): DesktopHandlers {
  const { start, store } = options;
  const written = new Set<string>();
  return {
    'desktop.startState': async () => start.state(),
    'desktop.preferences': async () => store.preferences(),
    'desktop.setPreferences': async (change) => {
      const preferences = store.setPreferences(change);
      options.onPreferences(preferences);
      return preferences;
    },
    'desktop.keyring': () => start.keyring(),
    'desktop.setPassphrase': ({ passphrase }) => start.setPassphrase(passphrase),
    'desktop.unlock': ({ passphrase }) => start.unlock(passphrase),
    'desktop.restoreBackup': async ({ path }) => {
      await start.restore(path);
      return { restored: true };
    },
    'desktop.retryStart': () => start.retry(),
    'desktop.export': async ({ request, suggestedName }) => {
      const service = await start.service();
      const path = await options.askSavePath(suggestedName, request.format);
      if (path === null) return null;
      const result = await service.exportRows({ ...request, path });
      written.add(result.path);
      return result;
    },
    'desktop.openImport': async () => {
      const service = await start.service();
      const path = await options.askOpenPath();
      return path === null ? null : service.imports.open(path);
    },
    'desktop.saveImportErrors': async ({ suggestedName, ...request }) => {
      const service = await start.service();
      const path = await options.askSavePath(suggestedName, request.format);
      if (path === null) return null;
      const result = await service.imports.writeErrors({ ...request, path });
      written.add(result.path);
      return result;
    },
    'desktop.showInFolder': async ({ path }) => {
      if (!written.has(path) && !isInside(path, options.dataDir)) throw new AppError('input.notFound');
      options.showFile(path);
      return { shown: true };
    },
    'desktop.openExternal': async ({ url }) => {
      await options.openLink(checkExternalLink(url, await options.linkSources()));
      return { opened: true };
    },
    'desktop.practiceAccounts': async () => readPracticeAccounts(options.demoFile),
    'desktop.quit': async () => {
      options.quit();
      return { quitting: true };
    },
  };
}

/** Only files that Kervan wrote itself may be shown: the window has no business elsewhere on the disk. */
function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return isAbsolute(path) && !way.startsWith('..') && !isAbsolute(way);
}
