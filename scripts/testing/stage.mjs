import { spawn } from 'node:child_process';
import { stopChild } from '../session/processes.mjs';
import { projectFolder } from '../setup/paths.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, run: () => Promise<Counts> }} Stage
 * @typedef {{ name: string, counts: Counts, seconds: number, note?: string }} Result
 */

/** @param {boolean} ok @returns {Counts} a stage that counts as one test */
export function oneTest(ok) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/**
 * Runs a tool with its output shown.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, timeoutMs: number }} options
 * @returns {Promise<boolean>} did it end well
 */
export async function runTool(command, args, { env, timeoutMs }) {
  const child = spawn(command, args, { cwd: projectFolder, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const stop = () => void stopChild(child).then(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const timer = setTimeout(() => {
    process.stdout.write(`stopped after ${Math.round(timeoutMs / 60_000)} minutes\n`);
    void stopChild(child);
  }, timeoutMs);
  const ok = await new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
  clearTimeout(timer);
  process.off('SIGINT', stop);
  process.off('SIGTERM', stop);
  return ok;
}

/**
 * Runs every stage, whatever the ones before it gave.
 * @param {readonly Stage[]} stages
 * @returns {Promise<Result[]>}
 */
export async function runStages(stages) {
  /** @type {Result[]} */
  const results = [];
  for (const { name, run } of stages) {
    process.stdout.write(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}\n`);
    const start = Date.now();
    let counts = oneTest(false);
    let note;
    try {
      counts = await run();
    } catch (error) {
      note = error instanceof Error ? error.message : String(error);
      process.stdout.write(`${note}\n`);
    }
    results.push({ name, counts, seconds: (Date.now() - start) / 1000, note });
  }
  return results;
}

/**
 * The summary; its last line is `N passed, N failed` for whoever reads only that.
 * @param {readonly Result[]} results
 * @returns {boolean} is everything well
 */
export function report(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  process.stdout.write('\n');
  for (const { name, counts, seconds, note } of results) {
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    const parts = [`${counts.passed} passed`, `${counts.failed} failed`];
    if (counts.skipped > 0) parts.push(`${counts.skipped} skipped`);
    const line = `${name.padEnd(10)} ${parts.join(', ').padEnd(40)} ${seconds.toFixed(1).padStart(7)} s`;
    process.stdout.write(`${line}${note === undefined ? '' : `  (${note})`}\n`);
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
  return total.failed === 0 && total.passed > 0;
}
