import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: [
      'src/**/*.test.{ts,tsx}',
      'connectors/**/*.test.ts',
      'scripts/**/*.test.mjs',
      'test/{kit,conformance,integration,security,architecture,marketplaces}/**/*.test.ts',
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Processes, not threads: better-sqlite3 and tests that start servers are kept apart.
    pool: 'forks',
    // Many tests wait for channels that want seconds between two calls: more of them than cores side by side.
    maxWorkers: 3,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
