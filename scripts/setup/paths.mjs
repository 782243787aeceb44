import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project folder (absolute). */
export const projectFolder = resolve(fileURLToPath(new URL('../../', import.meta.url)));

/** What survives a reinstall: runtimes and native builds, shared by all checkouts of one user. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kervan');

/** Working files of this checkout only: window picture, demo data, build lock. Not committed. */
export const localFolder = join(projectFolder, '.cache');

/** A short stable name for this checkout, used in the names of its locks. */
export const projectKey = createHash('sha256').update(projectFolder).digest('hex').slice(0, 12);

/** @param {...string} parts a path below the project folder */
export const inProject = (...parts) => join(projectFolder, ...parts);
