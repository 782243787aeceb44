import { renameSync, writeFileSync } from 'node:fs';
import type { BrowserWindow } from 'electron';
import type { Log } from '../../log/log';

const EVERY_MS = 3_000;

/** Keeps a picture of the window in a file, for a machine without a screen. Returns how to stop. */
export function keepPicture(window: BrowserWindow, path: string, log: Log): () => void {
  let isBusy = false;
  const take = async () => {
    if (isBusy || window.isDestroyed() || !window.isVisible()) return;
    isBusy = true;
    try {
      const image = await window.webContents.capturePage();
      if (image.isEmpty()) return;
      // Whoever looks must never see half a picture.
      writeFileSync(`${path}.part`, image.toPNG());
      renameSync(`${path}.part`, path);
    } catch (error) {
      log.debug('no picture of the window', { error });
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void take(), EVERY_MS);
  return () => clearInterval(timer);
}
