import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { SetupError } from '../setup/say.mjs';

const SETPRIV = '/usr/bin/setpriv';
const STOP_MS = 4_000;

/**
 * The helper programs of a session. Each is in a process group of its own, so that Ctrl+C reaches
 * only the app, and they are stopped after it, the last started first.
 */
export class Processes {
  /** @type {{ child: import('node:child_process').ChildProcess, name: string }[]} */
  #running = [];

  /**
   * @param {string} name for a failure's sentence
   * @param {string} command
   * @param {string[]} args
   * @param {{ env: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions, cwd?: string }} options
   */
  start(name, command, args, { env, stdio = 'ignore', cwd }) {
    // Where the system can do it, a helper ends with this process even when that is killed.
    const tied = process.platform === 'linux' && existsSync(SETPRIV);
    const child = tied
      ? spawn(SETPRIV, ['--pdeathsig', 'TERM', command, ...args], { env, stdio, cwd, detached: true })
      : spawn(command, args, { env, stdio, cwd, detached: process.platform !== 'win32' });
    child.once('error', () => {});
    this.#running.push({ child, name });
    return child;
  }

  /** Stops everything that was started; resolves when it has ended. */
  async stop() {
    for (const { child } of this.#running.reverse()) await stopChild(child);
    this.#running = [];
  }
}

/** @param {import('node:child_process').ChildProcess} child */
export function hasEnded(child) {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/**
 * Asks a process to end, and ends it when it has not after `graceMs`.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [graceMs]
 */
export async function stopChild(child, graceMs = STOP_MS) {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
}

/**
 * Waits for a condition that a started program brings about.
 * @param {string} what for the failure's sentence
 * @param {() => boolean} isReady
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [timeoutMs]
 */
export async function waitFor(what, isReady, child, timeoutMs = 15_000) {
  const end = Date.now() + timeoutMs;
  while (!isReady()) {
    if (hasEnded(child)) throw new SetupError(`${what} ended at once (exit code ${child.exitCode}).`);
    if (Date.now() > end) throw new SetupError(`${what} did not become ready.`);
    await pause(50);
  }
}

/**
 * The first line a program writes to one of its pipes.
 * @param {import('node:stream').Readable} stream
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} what
 * @param {number} [timeoutMs]
 * @returns {Promise<string>}
 */
export function firstLine(stream, child, what, timeoutMs = 30_000) {
  return new Promise((resolve, reject) => {
    let text = '';
    const give = () => reject(new SetupError(`${what} did not start (exit code ${child.exitCode}).`));
    const timer = setTimeout(give, timeoutMs);
    child.once('exit', give);
    child.once('error', give);
    stream.on('data', (chunk) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end < 0) return;
      clearTimeout(timer);
      child.off('exit', give);
      resolve(text.slice(0, end));
    });
  });
}
