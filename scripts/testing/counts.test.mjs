import { expect, it } from 'vitest';
import { playwrightCounts, vitestCounts } from './counts.mjs';

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };
const playwright = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 2 } };

it('counts what passed, failed and was skipped', () => {
  expect(vitestCounts(true, vitest)).toEqual({ passed: 5, failed: 0, skipped: 1 });
  expect(playwrightCounts(true, playwright)).toEqual({ passed: 3, failed: 0, skipped: 2 });
});

it('counts a test file that could not be loaded as failed', () => {
  const broken = { ...vitest, testResults: [{ status: 'failed', assertionResults: [] }] };
  expect(vitestCounts(false, broken)).toEqual({ passed: 5, failed: 1, skipped: 1 });
});

it('counts a tool that ended badly as failed even when it names no test', () => {
  expect(vitestCounts(false, vitest).failed).toBe(1);
  expect(playwrightCounts(false, playwright).failed).toBe(1);
});

it('counts a tool without a report as failed, whatever its exit code', () => {
  expect(vitestCounts(true, undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(playwrightCounts(true, undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('counts a flaky test as failed', () => {
  const flaky = { stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 0 } };
  expect(playwrightCounts(true, flaky).failed).toBe(1);
});
