import { mkdirSync } from 'node:fs';
import { output } from '../setup/run.mjs';
import { waitFor } from './processes.mjs';

/** @param {string} name @param {NodeJS.ProcessEnv} env */
export function hasBusName(name, env) {
  const question = ['--session', '--dest=org.freedesktop.DBus', '--print-reply=literal', '/'];
  const answer = output(
    'dbus-send',
    [...question, 'org.freedesktop.DBus.NameHasOwner', `string:${name}`],
    env,
  );
  return answer?.includes('true') ?? false;
}

/**
 * gnome-keyring, unlocked, on the session bus of `env`.
 * @param {import('./processes.mjs').Processes} processes
 * @param {NodeJS.ProcessEnv} env
 * @param {{ folder: string, password: string }} keyring folder: where its files are kept
 */
export async function startKeyring(processes, env, { folder, password }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const args = ['--foreground', '--unlock', '--components=secrets'];
  const child = processes.start('gnome-keyring', 'gnome-keyring-daemon', args, {
    env: { ...env, XDG_DATA_HOME: folder },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // A daemon that ends at once breaks the pipe; waitFor below says so in words.
  child.stdin?.once('error', () => {});
  child.stdin?.end(password);
  await waitFor(
    'The keyring (gnome-keyring-daemon)',
    () => hasBusName('org.freedesktop.secrets', env),
    child,
  );
}
