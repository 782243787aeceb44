// Measurements: `npm run -s bench`, or some of them: `npm run -s bench -- sync memory`. Each is a file
// test/bench/NAME.bench.ts that prints JSON lines on standard output; nothing else is printed there.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build/build.mjs';
import { startSession } from './session/session.mjs';
import { prepareDesktop } from './setup/index.mjs';
import { inProject, projectFolder } from './setup/paths.mjs';
import { fail, SetupError, say } from './setup/say.mjs';

const ENDING = '.bench.ts';
const folder = inProject('test', 'bench');

/** @param {string[]} wanted names, or none for all */
function benchFiles(wanted) {
  const all = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ENDING)) : [];
  const names = all.map((file) => file.slice(0, -ENDING.length)).sort();
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0 || names.length === 0) {
    throw new SetupError(
      `there is no measurement "${unknown.join(' ')}"; there are: ${names.join(', ') || 'none yet'}`,
    );
  }
  return wanted.length === 0 ? names : wanted;
}

/** @param {string} node @param {string} name @param {NodeJS.ProcessEnv} env @returns {Promise<boolean>} */
function measure(node, name, env) {
  say(`measuring ${name}`);
  const args = ['--expose-gc', '--import', 'tsx', join(folder, name + ENDING)];
  const child = spawn(node, args, { cwd: projectFolder, env, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function main() {
  const names = benchFiles(process.argv.slice(2));
  const onLinux = process.platform === 'linux';
  const purposes = onLinux ? /** @type {const} */ (['display', 'session']) : [];
  const prepared = await prepareDesktop({ purposes: [...purposes] });
  await ensureBuilt(prepared);
  const session = await startSession(prepared.env, { display: onLinux, bus: onLinux });
  try {
    const env = { ...session.env, KERVAN_ELECTRON_FLAGS: session.flags.join(' ') };
    for (const name of names) if (!(await measure(prepared.node, name, env))) process.exitCode = 1;
  } finally {
    await session.stop();
  }
}

await main().catch(fail);
