import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import type { ConnectionId } from '../../shared/domain/ids';
import { AppError, toAppError } from '../../shared/errors/app-error';
import { backupsPath, databasePath, diskFacts, openFile, sidecars } from './database-files';
import { checkHeader, checkPages, checkVersion } from './file-check';
import { lockFolder } from './folder-lock';
import { toDatabaseError } from './sqlite-error';

export interface Backup {
  readonly path: string;
  /** UTC epoch ms. */
  readonly at: number;
  readonly bytes: number;
  /** Schema version inside. */
  readonly version: number;
}

export interface BackupOptions {
  readonly dataDir: string;
  readonly nativeBinding?: string;
  readonly now: () => number;
  /** Checks the copy elsewhere, so that a large one does not hold this process up; missing = here and now. */
  readonly checkCopy?: (path: string, version: number) => Promise<void>;
}

const KEPT = 5;
const NAME = /^kervan-v(\d+)-(\d{13})\.db$/;

/** Newest first. Only finished, verified backups carry such a name. */
export function listBackups(dataDir: string): Backup[] {
  const folder = backupsPath(dataDir);
  const found: Backup[] = [];
  for (const name of safeReadDir(folder)) {
    const match = NAME.exec(name);
    if (!match) continue;
    const path = join(folder, name);
    const bytes = statSync(path, { throwIfNoEntry: false })?.size;
    if (bytes !== undefined) found.push({ path, at: Number(match[2]), bytes, version: Number(match[1]) });
  }
  return found.sort((a, b) => b.at - a.at);
}

/**
 * Copies the open database page by page while others go on, then opens the copy and checks every page before it counts.
 * The newest five are kept. Throws db.backupFailed or disk.full; the database itself is never touched.
 */
export async function createBackup(
  connection: Sqlite.Database,
  version: number,
  options: BackupOptions,
): Promise<Backup> {
  const folder = backupsPath(options.dataDir);
  const at = Math.max(options.now(), (listBackups(options.dataDir)[0]?.at ?? 0) + 1);
  const path = join(folder, `kervan-v${version}-${String(at).padStart(13, '0')}.db`);
  const unfinished = `${path}.unfinished`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await connection.backup(unfinished);
    if (options.checkCopy) await options.checkCopy(unfinished, version);
    else verifyCopy(unfinished, version, options.nativeBinding);
    syncFile(unfinished);
    renameSync(unfinished, path);
  } catch (thrown) {
    for (const leftover of [unfinished, ...sidecars(unfinished)]) rmSync(leftover, { force: true });
    const error = toDatabaseError(
      thrown,
      path,
      diskFacts(options.dataDir, connection.memory ? 0 : sizeOf(connection.name)),
    );
    if (error.code === 'disk.full') throw error;
    throw new AppError('db.backupFailed', { facts: { path, reason: error.code }, cause: thrown });
  }
  for (const old of listBackups(options.dataDir).slice(KEPT)) rmSync(old.path, { force: true });
  return { path, at, bytes: sizeOf(path), version };
}

/**
 * Puts a backup in the place of the database. What was there is kept beside the backups as `replaced-…`. No Kervan may be
 * running on the folder. The backup must be one of `listBackups`, and is checked first.
 */
export function restoreBackup(path: string, options: BackupOptions): void {
  const backup = listBackups(options.dataDir).find((one) => one.path === path);
  if (backup === undefined)
    throw new AppError('input.notFound', { facts: { what: 'backup', name: basename(path) } });
  const lock = lockFolder(options.dataDir, options.nativeBinding);
  const target = databasePath(options.dataDir);
  const copy = `${target}.restoring`;
  try {
    copyFileSync(backup.path, copy);
    verifyCopy(copy, backup.version, options.nativeBinding);
    syncFile(copy);
    setAside(target, join(backupsPath(options.dataDir), `replaced-${options.now()}.db`));
    renameSync(copy, target);
  } catch (thrown) {
    rmSync(copy, { force: true });
    throw thrown instanceof AppError
      ? thrown
      : toDatabaseError(thrown, target, diskFacts(options.dataDir, backup.bytes));
  } finally {
    lock.release();
  }
}

/**
 * A deleted connection's secrets, sealed though they are, go from the kept backups too. What cannot be opened is left as it is
 * and named in the answer.
 */
export function forgetInBackups(connectionId: ConnectionId, options: BackupOptions): readonly string[] {
  const failed: string[] = [];
  for (const { path } of listBackups(options.dataDir)) {
    try {
      const copy = openFile(path, { nativeBinding: options.nativeBinding });
      try {
        copy.pragma('secure_delete = ON');
        copy.prepare('DELETE FROM secrets WHERE connection_id = ?').run(connectionId);
      } finally {
        copy.close();
      }
    } catch {
      failed.push(path);
    }
  }
  return failed;
}

/** Opened for writing once so that the copy needs no WAL file of its own. */
export function verifyCopy(path: string, version: number, nativeBinding: string | undefined): void {
  const facts = { path };
  if (checkHeader(path, facts) === 'absent') throw new AppError('db.damaged', { facts });
  const copy = openFile(path, { nativeBinding });
  try {
    copy.pragma('journal_mode = DELETE');
    const found = checkVersion(copy, version, facts);
    if (found !== version) throw new AppError('db.damaged', { facts: { ...facts, reason: 'version' } });
    checkPages(copy, facts);
  } catch (thrown) {
    throw toAppError(toDatabaseError(thrown, path));
  } finally {
    copy.close();
  }
}

function setAside(from: string, to: string): void {
  const pairs = [[from, to], ...sidecars(from).map((path, index) => [path, sidecars(to)[index]])];
  for (const [source, target] of pairs) {
    if (source && target && statSync(source, { throwIfNoEntry: false })) renameSync(source, target);
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function safeReadDir(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
