// Kervan with its window: `npm start`, or `npm start -- --demo` with practice marketplaces.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build/build.mjs';
import { startDemo } from './session/demo.mjs';
import { stopChild } from './session/processes.mjs';
import { needsBus, needsDisplay, ownKeyring, startSession } from './session/session.mjs';
import { prepareDesktop } from './setup/index.mjs';
import { localFolder, projectFolder } from './setup/paths.mjs';
import { fail, say } from './setup/say.mjs';

const QUIT_MS = 8_000;

const isDemo = process.argv.includes('--demo');
const passedOn = process.argv.slice(2).filter((argument) => argument !== '--demo');

/** What the machine lacks is started, and told. */
async function openSession(env) {
  const display = needsDisplay(env);
  const bus = needsBus(env);
  const keyring = bus ? ownKeyring() : undefined;
  const session = await startSession(env, { display, bus, keyring });
  // Without a desktop Chromium reports each missing service of it; Kervan's own lines would drown.
  if (display) session.flags.push('--log-level=3');
  if (display) say(`there is no display here, so Kervan runs on a virtual one (${session.env.DISPLAY})`);
  if (keyring)
    say(
      `there is no desktop session here, so secrets are kept in a keyring of Kervan's own: ${keyring.folder}`,
    );
  return session;
}

/** @param {NodeJS.ProcessEnv} env */
function withPicture(env) {
  if (!needsDisplay(process.env)) return env;
  mkdirSync(localFolder, { recursive: true });
  const picture = env.KERVAN_WINDOW_PICTURE || join(localFolder, 'window.png');
  say(`a picture of the window is kept at ${picture}`);
  return { ...env, KERVAN_WINDOW_PICTURE: picture };
}

/**
 * Runs the app until it is quit, or until this process is asked to end.
 * @param {string} executable
 * @param {import('./session/session.mjs').Session} session
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
function runApp(executable, { flags }, env) {
  const child = spawn(executable, [...flags, projectFolder, ...passedOn], { stdio: 'inherit', env });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => void stopChild(child, QUIT_MS));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 0 : 1)));
  });
}

async function main() {
  const purposes = [];
  if (needsDisplay(process.env)) purposes.push('display');
  if (needsBus(process.env)) purposes.push('session');
  const prepared = await prepareDesktop({ purposes });
  await ensureBuilt(prepared);
  const session = await openSession(prepared.env);
  try {
    let env = withPicture(session.env);
    if (isDemo) env = await startDemo(session.processes, prepared.node, env);
    say('Kervan is open; Ctrl+C here quits it');
    process.exitCode = await runApp(prepared.electron.executable, session, env);
  } finally {
    await session.stop();
  }
}

await main().catch(fail);
