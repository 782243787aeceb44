import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKeyring } from './keyring.mjs';
import { startNotifications } from './notifications.mjs';
import { Processes } from './processes.mjs';
import { startSessionBus } from './session-bus.mjs';
import { startVirtualDisplay } from './virtual-display.mjs';

/** @param {NodeJS.ProcessEnv} env */
export function needsDisplay(env) {
  return process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
}

/** @param {NodeJS.ProcessEnv} env */
export function needsBus(env) {
  if (process.platform !== 'linux' || env.DBUS_SESSION_BUS_ADDRESS) return false;
  return !(env.XDG_RUNTIME_DIR && existsSync(join(env.XDG_RUNTIME_DIR, 'bus')));
}

/** Chromium's sandbox does not work for root; nobody else goes without it. */
export function sandboxFlags() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * Where a keyring is kept on a machine that has no desktop session, and the file with its
 * password: without a person to type it, the rights of that file are what protects it.
 */
export function ownKeyring() {
  const folder = join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'kervan', 'keyring');
  const passwordFile = join(folder, 'password');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(passwordFile))
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return { folder, passwordFile, password: readFileSync(passwordFile, 'utf8').trim() };
}

/**
 * @typedef {object} Session
 * @property {NodeJS.ProcessEnv} env the environment for the app
 * @property {string[]} flags what the app's command line needs
 * @property {Processes} processes
 * @property {() => Promise<void>} stop
 */

/**
 * Starts what the machine lacks for a window: a display, a session bus with an unlocked keyring.
 * On an ordinary desktop it starts nothing.
 * @param {NodeJS.ProcessEnv} base
 * @param {{ display: boolean, bus: boolean, notifications?: boolean, keyring?: { folder: string, password: string } }} wanted
 *   keyring: which one to use on a bus of our own (default: a throw-away one)
 * @returns {Promise<Session>}
 */
export async function startSession(base, { display, bus, notifications = false, keyring }) {
  const processes = new Processes();
  const folder = mkdtempSync(join(tmpdir(), 'kervan-session-'));
  const stop = async () => {
    await processes.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    let env = base;
    const flags = sandboxFlags();
    if (bus && !env.XDG_RUNTIME_DIR) env = { ...env, XDG_RUNTIME_DIR: folder };
    if (display) env = await startVirtualDisplay(processes, env, folder);
    if (bus) {
      env = await startSessionBus(processes, env);
      const throwaway = { folder: join(folder, 'keyring'), password: randomBytes(16).toString('hex') };
      await startKeyring(processes, env, keyring ?? throwaway);
      flags.push('--password-store=gnome-libsecret');
    }
    if (notifications) await startNotifications(processes, env);
    return { env, flags, processes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
