import { execFileSync } from 'node:child_process';

/**
 * Takes away the notifications that earlier tests left on the desktop, so that a test counts only
 * its own. Does nothing where the tests' notification service (dunst) is not running.
 */
export function clearNotifications(): void {
  try {
    execFileSync('dunstctl', ['close-all'], { stdio: 'ignore', timeout: 5_000 });
  } catch {
    // A desktop without dunst shows its notifications in a way the tests do not look at.
  }
}
