import { spawn, spawnSync } from 'node:child_process';
import { projectFolder } from './paths.mjs';
import { SetupError } from './say.mjs';

/**
 * Runs a command to its end. Its output goes to standard error, or with `quiet` only when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, quiet?: boolean, what: string }} options
 *   what: the words for the failure, "Installing the npm packages"
 */
export async function run(
  command,
  args,
  { cwd = projectFolder, env = process.env, timeoutMs, quiet = false, what },
) {
  const stdio = quiet
    ? /** @type {const} */ (['ignore', 'pipe', 'pipe'])
    : /** @type {const} */ (['ignore', 2, 2]);
  const child = spawn(command, args, { cwd, env, stdio });
  /** @type {Buffer[]} */
  const kept = [];
  child.stdout?.on('data', (chunk) => kept.push(chunk));
  child.stderr?.on('data', (chunk) => kept.push(chunk));
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGTERM'), timeoutMs);
  const outcome = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`)));
  });
  clearTimeout(timer);
  if (outcome === undefined) return;
  process.stderr.write(Buffer.concat(kept));
  throw new SetupError(`${what} failed (${command}: ${outcome}).`);
}

/**
 * Runs a short command and returns what it printed, or undefined when it could not run.
 * A non-zero exit still returns the output: dpkg-query answers so for unknown packages.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function output(command, args, env = process.env) {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000, env });
  return result.error ? undefined : result.stdout;
}

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
export function succeeds(command, args, env = process.env) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 20_000, env }).status === 0;
}

/**
 * npm through the Node that runs this script, so that no shell is needed.
 * @returns {{ command: string, args: string[] }}
 */
export function npm() {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script))
    return { command: process.execPath, args: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}
