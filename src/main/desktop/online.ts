import { net } from 'electron';

/** Whether this computer has any network at all; asked of the system, nothing is sent. */
export function isOnline(): boolean {
  return net.isOnline();
}
