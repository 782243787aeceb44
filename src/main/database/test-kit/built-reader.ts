import { join } from 'node:path';
import { build } from 'vite';

/** The reader's thread as it is shipped: one file of its own. Returns its path. */
export async function buildReaderWorker(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir,
      rollupOptions: {
        input: join(import.meta.dirname, '../reader-worker.ts'),
        external: [/^node:/],
        output: {
          entryFileNames: 'reader-worker.mjs',
          paths: { 'better-sqlite3': import.meta.resolve('better-sqlite3') },
        },
      },
    },
  });
  return join(outDir, 'reader-worker.mjs');
}
