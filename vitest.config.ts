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
    restoreMocks: true,
    unstubEnvs: true,
  },
});
