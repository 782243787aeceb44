import { existsSync, readFileSync, rmSync } from 'node:fs';
import { inProject } from '../setup/paths.mjs';

/** @param {string} name @returns {string} where a tool writes its report */
export function reportFile(name) {
  return inProject('test-artifacts', 'report', `${name}.json`);
}

/**
 * Reads a report that the tool has just written.
 * @param {string} name
 * @returns {any} undefined when there is none
 */
export function readReport(name) {
  const file = reportFile(name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** A report of an earlier run must not be counted again. @param {string} name */
export function removeReport(name) {
  rmSync(reportFile(name), { force: true });
}

/**
 * A tool that ended badly without naming a failed test still failed.
 * @param {import('./stage.mjs').Counts} counts
 * @param {boolean} ok
 */
function orFailed(counts, ok) {
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/**
 * @param {boolean} ok the exit code was 0
 * @param {any} report vitest's JSON report
 * @returns {import('./stage.mjs').Counts}
 */
export function vitestCounts(ok, report) {
  if (report === undefined) return orFailed({ passed: 0, failed: 0, skipped: 0 }, false);
  // A file that cannot be loaded has no tests that could fail.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return orFailed(counts, ok);
}

/**
 * @param {boolean} ok the exit code was 0
 * @param {any} report Playwright's JSON report
 * @returns {import('./stage.mjs').Counts}
 */
export function playwrightCounts(ok, report) {
  if (report === undefined) return orFailed({ passed: 0, failed: 0, skipped: 0 }, false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  // There are no retries, so a flaky test is one that failed.
  return orFailed({ passed: expected, failed: unexpected + flaky, skipped }, ok);
}
