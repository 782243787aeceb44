import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// The oldest runtime that development and tests use (see docs/DEPENDENCIES.md) has Node 20.18 and
// Chromium 130; what is shipped is newer.
const NODE_TARGET = 'node20.18';
const BROWSER_TARGET = 'chrome130';

// Loaded from node_modules at run time: a native module and what Electron provides. Everything else
// is bundled, so that a package that asks for a newer Node than Electron's still loads.
const EXTERNAL = [/^electron(\/|$)/, 'better-sqlite3', /^node:/];

// Chunks of a running process must survive a rebuild, since connectors are loaded when first used;
// scripts/build/build.mjs removes old ones later.
const KEEP_OLD_CHUNKS = { emptyOutDir: false };

/** Each connector is a chunk of its own, under its own name, loaded when it is first used. */
function chunkName({ facadeModuleId }: { facadeModuleId?: string | null }): string {
  const connector = /connectors\/([^/]+)\/connector\.ts$/.exec(facadeModuleId ?? '')?.[1];
  return connector === undefined ? 'chunks/[name]-[hash].js' : `chunks/connector-${connector}-[hash].js`;
}

export default defineConfig({
  main: {
    build: {
      ...KEEP_OLD_CHUNKS,
      target: NODE_TARGET,
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        external: EXTERNAL,
        input: {
          index: resolve('src/main/index.ts'),
          service: resolve('src/main/service-main.ts'),
          cli: resolve('src/cli/main.ts'),
          'reader-worker': resolve('src/main/database/reader-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: chunkName },
      },
    },
  },
  preload: {
    build: {
      ...KEEP_OLD_CHUNKS,
      target: NODE_TARGET,
      externalizeDeps: false,
      rolldownOptions: {
        external: EXTERNAL,
        input: { index: resolve('src/preload/index.ts') },
        // A sandboxed preload is loaded as one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs', inlineDynamicImports: true },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      ...KEEP_OLD_CHUNKS,
      target: BROWSER_TARGET,
      sourcemap: true,
      // The content policy allows files only: nothing may be inlined as a data URL or a style tag.
      assetsInlineLimit: 0,
      cssCodeSplit: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: resolve('src/renderer/index.html') },
    },
  },
});
