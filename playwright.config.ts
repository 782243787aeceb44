import { defineConfig } from '@playwright/test';

/** End-to-end on the real Electron: `npm test -- --only e2e` sets up its display and keyring. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-artifacts/e2e',
  // One window at a time: they share the display, the keyring and the notification daemon.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-artifacts/report/e2e.json' }]],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
