import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { withLock } from './lock.mjs';
import { inProject, projectKey } from './paths.mjs';
import { npm, run } from './run.mjs';
import { say } from './say.mjs';

const stampFile = inProject('node_modules', '.kervan-installed');

function wantedStamp() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  return createHash('sha256')
    .update(JSON.stringify([dependencies, devDependencies, process.platform, process.arch]))
    .update(readFileSync(inProject('package-lock.json')))
    .digest('hex');
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp();
}

/**
 * Installs the npm packages when node_modules is missing or the lock file has changed.
 * No package may run an install script: those download binaries, and Kervan sets up the two it
 * needs (Node and Electron) itself.
 */
export async function ensurePackages() {
  if (isInstalled()) return;
  await withLock(`packages-${projectKey}`, async () => {
    if (isInstalled()) return;
    const fresh = !existsSync(inProject('node_modules'));
    say(`installing the npm packages${fresh ? ' (first time: a few minutes)' : ' (the lock file changed)'}`);
    const { command, args } = npm();
    // Not `npm ci`: it refuses a lock file without the optional packages of other platforms, which
    // npm leaves out where a registry does not offer them.
    const options = [
      'install',
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' };
    await run(command, [...args, ...options], { env, what: 'Installing the npm packages' });
    writeFileSync(stampFile, wantedStamp());
  });
}
