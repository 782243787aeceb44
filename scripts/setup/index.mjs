import { ensureElectron } from './electron-runtime.mjs';
import { ensureNode, withProjectPath } from './node-runtime.mjs';
import { ensurePackages } from './npm-packages.mjs';
import { say } from './say.mjs';
import { ensureSqliteBinding } from './sqlite-binding.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * @typedef {{ node: string, env: NodeJS.ProcessEnv }} Prepared
 * @typedef {Prepared & { electron: import('./electron-runtime.mjs').ElectronRuntime }} PreparedDesktop
 */

/**
 * What every command needs: the packages and a recent Node.
 * @returns {Promise<Prepared>}
 */
export async function prepare() {
  await ensurePackages();
  const node = await ensureNode();
  return { node, env: withProjectPath(process.env) };
}

/**
 * What a window needs besides: Electron, the libraries it loads, and a database binding that this
 * Electron can load (handed on as KERVAN_SQLITE_BINDING when the usual one will not do).
 * @param {{ purposes?: import('./system-packages.mjs').Purpose[] }} [options] system packages the caller needs too
 * @returns {Promise<PreparedDesktop>}
 */
export async function prepareDesktop({ purposes = [] } = {}) {
  const { node, env } = await prepare();
  await ensureSystemPackages(['electron']);
  if (purposes.length > 0) await ensureSystemPackages(purposes, { required: true });
  const electron = await ensureElectron(node);
  const forElectron = { ...env, KERVAN_ELECTRON: electron.executable };
  if (electron.isFallback) {
    forElectron.ELECTRON_OVERRIDE_DIST_PATH = electron.folder;
    forElectron.KERVAN_SQLITE_BINDING = await ensureSqliteBinding(electron.executable);
    say(
      `using Electron ${electron.version} from the cache folder, since the usual one could not be downloaded`,
    );
  }
  return { node, env: forElectron, electron };
}
