// Kervan without a window: `npm run service -- --data DIR --port N`. Setup lines go to standard
// error; standard output is the service's own.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build/build.mjs';
import { prepare } from './setup/index.mjs';
import { isRecentEnough } from './setup/node-runtime.mjs';
import { inProject } from './setup/paths.mjs';
import { fail } from './setup/say.mjs';

const program = inProject('out', 'main', 'service.js');
const args = process.argv.slice(2);

/** @param {import('./setup/index.mjs').Prepared} prepared */
function startBeside({ node, env }) {
  const child = spawn(node, [program, ...args], { stdio: 'inherit', env });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('error', fail);
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 1 : (constants.signals[signal] ?? 1));
  });
}

try {
  const prepared = await prepare();
  await ensureBuilt(prepared);
  if (isRecentEnough(process.versions.node)) {
    // The same process: signals, streams and exit code need no passing on.
    process.argv = [process.execPath, program, ...args];
    await import(pathToFileURL(program).href);
  } else {
    startBeside(prepared);
  }
} catch (error) {
  fail(error);
}
