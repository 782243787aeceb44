import { hasBusName } from './keyring.mjs';
import { waitFor } from './processes.mjs';

/**
 * A notification daemon, so that the tests see and click real desktop notifications.
 * @param {import('./processes.mjs').Processes} processes
 * @param {NodeJS.ProcessEnv} env with a display and a session bus
 */
export async function startNotifications(processes, env) {
  const child = processes.start('dunst', 'dunst', ['-config', '/dev/null'], { env });
  const isReady = () => hasBusName('org.freedesktop.Notifications', env);
  await waitFor('The notification daemon (dunst)', isReady, child);
}
