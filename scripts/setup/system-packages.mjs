import { existsSync } from 'node:fs';
import { withLock } from './lock.mjs';
import { output, run, succeeds } from './run.mjs';
import { SetupError, say } from './say.mjs';

/** Debian packages by purpose; a group lists the names one library has had, newest first. */
const GROUPS = {
  electron: [
    ['libgtk-3-0t64', 'libgtk-3-0'],
    ['libnss3'],
    ['libasound2t64', 'libasound2'],
    ['libgbm1'],
    ['libxss1'],
    ['libxtst6'],
    ['libnotify4'],
    ['libsecret-1-0'],
  ],
  display: [['xvfb'], ['xkb-data'], ['fonts-dejavu-core']],
  session: [['dbus'], ['gnome-keyring']],
  notifications: [['dunst'], ['libnotify-bin']],
  browser: [['chromium']],
  fallback: [['unzip'], ['tar']],
  compiler: [['g++']],
};

/** @typedef {keyof typeof GROUPS} Purpose */

/** @param {readonly string[][]} groups */
function missingGroups(groups) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of dpkg-query
  const format = '-f=${Package} ${db:Status-Abbrev}\n';
  const listing = output('dpkg-query', ['-W', format, ...groups.flat()]) ?? '';
  const installed = new Set(
    listing
      .split('\n')
      .filter((line) => line.includes(' ii'))
      .map((line) => line.split(' ')[0]),
  );
  return groups.filter((names) => !names.some((name) => installed.has(name)));
}

/** @param {readonly string[]} names */
function availableName(names) {
  return names.find((name) => succeeds('apt-cache', ['show', name]));
}

/** @param {readonly string[][]} groups */
async function install(groups) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=600', '-qq'];
  if (groups.some((names) => availableName(names) === undefined)) {
    await run('apt-get', [...wait, 'update'], {
      env,
      quiet: true,
      what: 'Reading the list of system packages',
    });
  }
  const names = groups.map((group) => availableName(group) ?? group[0]);
  const args = [...wait, '-y', '--no-install-recommends', 'install', ...names];
  await run('apt-get', args, { env, quiet: true, what: 'Installing system packages' }).catch(async () => {
    // The lists may name versions that the mirror no longer has.
    await run('apt-get', [...wait, 'update'], {
      env,
      quiet: true,
      what: 'Reading the list of system packages',
    });
    await run('apt-get', args, { env, quiet: true, what: 'Installing system packages' });
  });
}

/**
 * Sees that the system packages for these purposes are there. As root they are installed; for
 * anybody else a missing one is named, since Kervan does not ask for another user's rights.
 * @param {readonly Purpose[]} purposes
 * @param {{ required?: boolean }} [options] required: without them nothing works, so stop
 */
export async function ensureSystemPackages(purposes, { required = false } = {}) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  const groups = purposes.flatMap((purpose) => GROUPS[purpose]);
  if (missingGroups(groups).length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await withLock('system-packages', async () => {
      const missing = missingGroups(groups);
      if (missing.length === 0) return;
      say(`installing system packages: ${missing.map((names) => names.at(-1)).join(' ')}`);
      await install(missing);
    });
    return;
  }
  const names = missingGroups(groups).map((group) => availableName(group) ?? group[0]);
  const sentence = `these system packages are missing: sudo apt-get install ${names.join(' ')}`;
  if (required) throw new SetupError(sentence);
  say(sentence);
}
