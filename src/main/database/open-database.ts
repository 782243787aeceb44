import { mkdirSync, rmSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { AppError, type Facts } from '../../shared/errors/app-error';
import { createBackup, listBackups } from './backup';
import { Database } from './database';
import { databasePath, diskFacts, openFile, sidecars } from './database-files';
import { checkHeader, checkPages, checkVersion } from './file-check';
import { type FolderLock, lockFolder } from './folder-lock';
import { migrate } from './migrate';
import { migrations as allMigrations } from './migrations';
import type { Migration } from './migrations/migration';
import { toDatabaseError } from './sqlite-error';

export interface DatabaseLog {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void;
}

export interface OpenDatabaseOptions {
  readonly dataDir: string;
  /** Path of a better-sqlite3 binding built for this runtime (KERVAN_SQLITE_BINDING). */
  readonly nativeBinding?: string;
  /** UTC epoch ms. */
  readonly now: () => number;
  readonly log: DatabaseLog;
  /** Other than all of them only in tests. */
  readonly migrations?: readonly Migration[];
}

/** Larger files are checked page by page only when Kervan did not end in order or a migration is due. */
const ALWAYS_CHECKED_BYTES = 64 * 1024 * 1024;

/**
 * Opens the data folder's database, making or migrating it. Throws AppError: db.inUse (another Kervan has the folder),
 * db.newer, db.damaged, db.readOnly, disk.full, db.migrationFailed, db.backupFailed; facts name the file and the latest good
 * backup (`path`, `backup`, and `date`, UTC epoch ms or null). After any of them the file is as it was.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { dataDir, nativeBinding } = options;
  const path = databasePath(dataDir);
  let lock: FolderLock | null = null;
  let connection: Sqlite.Database | null = null;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    lock = lockFolder(dataDir, nativeBinding);
    const facts = { path, ...latestBackup(dataDir) };
    const state = checkHeader(path, facts);
    if (state === 'absent') for (const leftover of sidecars(path)) rmSync(leftover, { force: true });
    connection = openFile(path, { nativeBinding });
    await prepare(connection, state, facts, options);
    return new Database({ connection, lock, ...options });
  } catch (thrown) {
    connection?.close();
    lock?.release();
    throw withFacts(toDatabaseError(thrown, path), dataDir);
  }
}

async function prepare(
  connection: Sqlite.Database,
  state: 'absent' | 'present',
  facts: Facts,
  options: OpenDatabaseOptions,
) {
  const migrations = options.migrations ?? allMigrations;
  const supported = migrations.at(-1)?.number ?? 0;
  const from = checkVersion(connection, supported, facts);
  if (state === 'present' && from > 0) await guardExisting(connection, from, supported, facts, options);
  settle(connection);
  migrate(connection, migrations, from);
  if (from !== supported) options.log.info('database migrated', { from, to: supported });
}

async function guardExisting(
  connection: Sqlite.Database,
  from: number,
  supported: number,
  facts: Facts,
  options: OpenDatabaseOptions,
) {
  const endedInOrder =
    connection.prepare("SELECT value FROM meta WHERE name = 'endedInOrder'").pluck().get() === 'yes';
  const pages =
    Number(connection.pragma('page_count', { simple: true })) *
    Number(connection.pragma('page_size', { simple: true }));
  if (from < supported || !endedInOrder || pages <= ALWAYS_CHECKED_BYTES) checkPages(connection, facts);
  if (!endedInOrder)
    options.log.warn('the last session did not end in order; the database was checked', { bytes: pages });
  if (from < supported) {
    const backup = await createBackup(connection, from, options);
    options.log.info('database backed up before migration', { path: backup.path, bytes: backup.bytes });
  }
}

/** How the connection that writes is to behave. */
function settle(connection: Sqlite.Database): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  // What is deleted is overwritten, so that a removed key or customer is not left in the file.
  connection.pragma('secure_delete = ON');
  connection.pragma('cache_size = -65536');
  connection.pragma('temp_store = MEMORY');
  // Above what the log grows to before it begins anew: cutting it took 200 ms of a commit.
  connection.pragma('journal_size_limit = 201326592');
  // A full sync rewrites the same index pages again and again: four times fewer copies into the file.
  connection.pragma('wal_autocheckpoint = 4000');
}

function latestBackup(dataDir: string): Facts {
  const latest = listBackups(dataDir)[0];
  return { backup: latest?.path ?? null, date: latest?.at ?? null };
}

function withFacts(error: AppError, dataDir: string): AppError {
  const disk = error.code === 'disk.full' ? diskFacts(dataDir) : {};
  const { code, fault, retryable } = error;
  return new AppError(code, {
    fault,
    retryable,
    facts: { ...disk, ...latestBackup(dataDir), ...error.facts },
    cause: error.cause,
  });
}
