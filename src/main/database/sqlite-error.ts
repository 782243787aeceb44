import Sqlite from 'better-sqlite3';
import { AppError, type Facts } from '../../shared/errors/app-error';

/** The file system's words for "there is no writable file here". */
const NO_WAY_IN = new Set(['EACCES', 'EROFS', 'EPERM', 'EISDIR', 'ENOTDIR', 'EEXIST', 'ENOENT']);

/** What SQLite or the file system said, as an error a person can act on. `path` is the database file. */
export function toDatabaseError(thrown: unknown, path: string, facts: Facts = {}): AppError {
  if (thrown instanceof AppError) return thrown;
  const all = { path, ...facts };
  const code = errorCode(thrown);
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk.full', { facts: all, cause: thrown });
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || NO_WAY_IN.has(code))
    return new AppError('db.readOnly', { facts: all, cause: thrown });
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new AppError('db.damaged', { facts: all, cause: thrown });
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('db.inUse', { facts: all, cause: thrown });
  }
  return new AppError('internal.unexpected', { cause: thrown });
}

export function isUniqueViolation(thrown: unknown): boolean {
  return thrown instanceof Sqlite.SqliteError && thrown.code.startsWith('SQLITE_CONSTRAINT_UNIQUE');
}

function errorCode(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return '';
}
