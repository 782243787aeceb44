import { ipcMain } from 'electron';
import Store from 'electron-store';
import type { KeyValueFile } from './window-store';

/** The file behind it: `window.json` in Chromium's folder. A damaged file begins anew. */
export function openWindowFile(folder: string): KeyValueFile {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'window', clearInvalidConfig: true });
  // electron-store would tell any page where the data folder is; no page of Kervan needs it.
  ipcMain.removeAllListeners('electron-store-get-data');
  return { get: (key) => store.get(key), set: (key, value) => store.set(key, value) };
}
