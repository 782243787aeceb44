import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../setup/lock.mjs';
import { inProject, projectKey } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { say } from '../setup/say.mjs';
import { sourcesStamp } from './sources.mjs';

const stampFile = inProject('out', '.built-from');
const OLD_MS = 24 * 60 * 60_000;

/** Is out/ what the sources say? */
export function isBuilt() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourcesStamp();
}

/**
 * Removes what builds of earlier days left. Newer leftovers stay: a running process may still
 * load a chunk of the build it came from.
 * @param {string} folder
 */
function removeOld(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeOld(path);
    else if (Date.now() - statSync(path).mtimeMs > OLD_MS) rmSync(path);
  }
}

/**
 * Builds out/ when the sources are newer.
 * @param {import('../setup/index.mjs').Prepared} prepared
 * @param {{ quiet?: boolean }} [options] quiet: show the builder's lines only when it fails
 */
export async function ensureBuilt({ node, env }, { quiet = true } = {}) {
  if (isBuilt()) return;
  await withLock(`build-${projectKey}`, async () => {
    if (isBuilt()) return;
    say('building');
    // Before the build: what changes meanwhile is seen next time.
    const stamp = sourcesStamp();
    rmSync(stampFile, { force: true });
    const cli = inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    await run(node, [cli, 'build'], { env, quiet, what: 'The build' });
    mkdirSync(inProject('out'), { recursive: true });
    removeOld(inProject('out'));
    writeFileSync(stampFile, stamp);
  });
}
