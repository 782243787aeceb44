import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';

const FOLDERS = ['src', 'connectors', 'resources'];
const FILES = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.json'];

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** @param {string} path */
function isBuilt(path) {
  return !/\.test\.tsx?$/.test(path) && !path.includes('/fixtures/');
}

/**
 * Changes when anything that goes into the build changes: names, sizes and times of the sources,
 * which takes a few milliseconds where reading them would take a second.
 * @returns {string}
 */
export function sourcesStamp() {
  const hash = createHash('sha256');
  for (const name of FILES) hash.update(readFileSync(join(projectFolder, name)));
  const paths = FOLDERS.flatMap((folder) => filesBelow(join(projectFolder, folder))).filter(isBuilt);
  for (const path of paths.sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(projectFolder, path)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
