import { closeSync, existsSync, openSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Facts } from '../../shared/errors/app-error';

/** "KRVA": marks a file as Kervan's own. */
export const APPLICATION_ID = 0x4b525641;

export const databasePath = (dataDir: string) => join(dataDir, 'kervan.db');
export const lockPath = (dataDir: string) => join(dataDir, 'kervan.lock');
export const backupsPath = (dataDir: string) => join(dataDir, 'backups');
/** What lies beside a database file in WAL mode. */
export const sidecars = (path: string) => [`${path}-wal`, `${path}-shm`];

export interface OpenFileOptions {
  readonly readonly?: boolean;
  /** Path of a better-sqlite3 binding built for this runtime. */
  readonly nativeBinding?: string;
}

export function openFile(
  path: string,
  { readonly = false, nativeBinding }: OpenFileOptions = {},
): Sqlite.Database {
  // SQLite makes its log files with the rights of the file itself: only its owner may read any of them.
  if (!readonly && !existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  return new Sqlite(path, {
    readonly,
    fileMustExist: readonly,
    timeout: 5000,
    ...(nativeBinding ? { nativeBinding } : {}),
  });
}

/** Bytes that Kervan wants free to go on comfortably. */
const WANTED_FREE_BYTES = 200 * 1024 * 1024;

/** Bytes free on the disk of the folder and bytes wanted, for the sentence of disk.full. */
export function diskFacts(dataDir: string, needed = WANTED_FREE_BYTES): Facts {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return { free: bavail * bsize, needed };
  } catch {
    return { free: null, needed };
  }
}
