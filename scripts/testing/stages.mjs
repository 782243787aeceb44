import { rmSync } from 'node:fs';
import { ensureBuilt } from '../build/build.mjs';
import { startSession } from '../session/session.mjs';
import { prepareDesktop } from '../setup/index.mjs';
import { inProject } from '../setup/paths.mjs';
import { SetupError } from '../setup/say.mjs';
import { ensureSystemPackages } from '../setup/system-packages.mjs';
import { playwrightCounts, readReport, removeReport, reportFile, vitestCounts } from './counts.mjs';
import { oneTest, runTool } from './stage.mjs';

const MINUTE_MS = 60_000;

/** @param {...string} parts a command-line program inside node_modules */
const tool = (...parts) => inProject('node_modules', ...parts);

/** On Linux the tests bring their own display and bus, so that no window comes up on a desk. */
const purposes =
  process.platform === 'linux' ? /** @type {const} */ (['display', 'session', 'notifications']) : [];

/**
 * @param {import('../setup/index.mjs').Prepared} prepared
 * @returns {import('./stage.mjs').Stage[]}
 */
export function allStages(prepared) {
  const { node, env } = prepared;
  return [
    {
      name: 'typecheck',
      run: async () =>
        oneTest(
          await runTool(node, [tool('typescript', 'bin', 'tsc'), '--noEmit'], {
            env,
            timeoutMs: 5 * MINUTE_MS,
          }),
        ),
    },
    {
      name: 'lint',
      run: async () =>
        oneTest(
          await runTool(node, [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'], {
            env,
            timeoutMs: 5 * MINUTE_MS,
          }),
        ),
    },
    {
      name: 'build',
      run: async () => {
        await ensureBuilt(prepared, { quiet: false });
        return oneTest(true);
      },
    },
    { name: 'unit', run: () => runUnit(prepared, []) },
    { name: 'e2e', run: () => runEndToEnd(prepared, []) },
  ];
}

/**
 * Unit, integration, security and architecture tests, and those of connectors and practice
 * marketplaces.
 * @param {import('../setup/index.mjs').Prepared} prepared
 * @param {string[]} args for vitest
 */
export async function runUnit({ node, env }, args) {
  // The window's kit is tried in a browser; where none can be had, those tests say so and are skipped.
  await ensureSystemPackages(['browser']);
  removeReport('unit');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile('unit')}`];
  const command = [tool('vitest', 'vitest.mjs'), 'run', ...reporters, ...args];
  const ok = await runTool(node, command, { env, timeoutMs: 25 * MINUTE_MS });
  return vitestCounts(ok, readReport('unit'));
}

/**
 * The real Electron with a real keyring and real notifications.
 * @param {import('../setup/index.mjs').Prepared} prepared
 * @param {string[]} args for Playwright
 */
export async function runEndToEnd(prepared, args) {
  await ensureBuilt(prepared).catch(() => {
    throw new SetupError('not run, since the build failed');
  });
  const desktop = await prepareDesktop({ purposes: [...purposes] });
  removeReport('e2e');
  if (args.length === 0) rmSync(inProject('test-artifacts', 'screens'), { recursive: true, force: true });
  const onLinux = process.platform === 'linux';
  const session = await startSession(desktop.env, { display: onLinux, bus: onLinux, notifications: onLinux });
  try {
    const env = { ...session.env, KERVAN_ELECTRON_FLAGS: session.flags.join(' ') };
    const command = [tool('@playwright', 'test', 'cli.js'), 'test', ...args];
    const ok = await runTool(desktop.node, command, { env, timeoutMs: 25 * MINUTE_MS });
    return playwrightCounts(ok, readReport('e2e'));
  } finally {
    await session.stop();
  }
}
