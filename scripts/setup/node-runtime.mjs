import { existsSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { withLock } from './lock.mjs';
import { inProject, projectKey } from './paths.mjs';
import { npm, output, run } from './run.mjs';
import { SetupError, say } from './say.mjs';

const OLDEST_USABLE = [22, 14];

const executable = inProject(
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

function wantedVersion() {
  return JSON.parse(readFileSync(inProject('node_modules', 'node', 'package.json'), 'utf8')).version;
}

function isReady() {
  return existsSync(executable) && output(executable, ['--version'])?.trim() === `v${wantedVersion()}`;
}

/** @param {string} version */
export function isRecentEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_USABLE[0] || (major === OLDEST_USABLE[0] && minor >= OLDEST_USABLE[1]);
}

/**
 * Node 24 from the npm package `node`, whatever Node (20 or newer) started this script.
 * @returns {Promise<string>} the path of the executable
 */
export async function ensureNode() {
  if (isReady()) return executable;
  await withLock(`packages-${projectKey}`, async () => {
    if (isReady()) return;
    say(`setting up Node ${wantedVersion()} for Kervan (npm package "node")`);
    const { command, args } = npm();
    // The only package whose install script may run.
    const rebuild = [...args, 'rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'];
    await run(command, rebuild, { what: 'Setting up Node' }).catch((error) => say(error.message));
  });
  if (isReady()) return executable;
  if (isRecentEnough(process.versions.node)) {
    say(`going on with the Node ${process.versions.node} of this machine`);
    return process.execPath;
  }
  throw new SetupError(
    `Node ${process.versions.node} is too old to run Kervan and a newer one could not be installed. Install Node 24 from https://nodejs.org.`,
  );
}

/**
 * An environment in which `node` and the tools of the project come first.
 * @param {NodeJS.ProcessEnv} env
 */
export function withProjectPath(env) {
  return { ...env, PATH: [inProject('node_modules', '.bin'), env.PATH].filter(Boolean).join(delimiter) };
}
