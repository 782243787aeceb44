import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ASK_MS = 2_000;
const WATCHER = 'org.kde.StatusNotifierWatcher';

/**
 * Does this desktop show tray icons? Windows and macOS always do; on Linux only where somebody watches for them on the
 * session bus. Without an answer the safe one is no: a window that closes must not be lost.
 */
export async function hasTrayHost(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return true;
  const question = [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${WATCHER}`,
  ];
  try {
    const { stdout } = await run('dbus-send', question, { timeout: ASK_MS });
    return /\btrue\b/.test(stdout);
  } catch {
    return false;
  }
}
