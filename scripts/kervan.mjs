// Kervan's command line: `npm run -s kervan -- status`. The built program when it is what the sources say, else the
// sources themselves, so that a command never waits for a build.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pathToFileURL } from 'node:url';
import { isBuilt } from './build/build.mjs';
import { prepare } from './setup/index.mjs';
import { isRecentEnough } from './setup/node-runtime.mjs';
import { inProject } from './setup/paths.mjs';
import { fail } from './setup/say.mjs';

const args = process.argv.slice(2);
// npm changes to the project folder; files are named from where the person is.
const folder = process.env.npm_lifecycle_event === 'kervan' ? process.env.INIT_CWD : undefined;

/** @param {import('./setup/index.mjs').Prepared} prepared @param {string[]} program */
function startBeside({ node, env }, program) {
  const child = spawn(node, [...program, ...args], { stdio: 'inherit', env, cwd: folder });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('error', fail);
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 1 : (constants.signals[signal] ?? 1));
  });
}

try {
  const prepared = await prepare();
  const built = isBuilt();
  const program = built ? inProject('out', 'main', 'cli.js') : inProject('src', 'cli', 'main.ts');
  if (isRecentEnough(process.versions.node)) {
    // The same process: signals, streams and exit code need no passing on.
    if (!built) (await import('tsx/esm/api')).register();
    if (folder !== undefined) process.chdir(folder);
    process.argv = [process.execPath, program, ...args];
    await import(pathToFileURL(program).href);
  } else {
    const loader = pathToFileURL(inProject('node_modules', 'tsx', 'dist', 'loader.mjs')).href;
    startBeside(prepared, built ? [program] : ['--import', loader, program]);
  }
} catch (error) {
  fail(error);
}
