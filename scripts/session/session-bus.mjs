import { firstLine } from './processes.mjs';

/**
 * A D-Bus session bus of our own, for the keyring and notifications.
 * @param {import('./processes.mjs').Processes} processes
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<NodeJS.ProcessEnv>} the environment for its clients
 */
export async function startSessionBus(processes, env) {
  const args = ['--session', '--nofork', '--nopidfile', '--print-address=3'];
  const child = processes.start('D-Bus', 'dbus-daemon', args, {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
  const address = await firstLine(pipe, child, 'The session bus (dbus-daemon)');
  return { ...env, DBUS_SESSION_BUS_ADDRESS: address.trim() };
}
