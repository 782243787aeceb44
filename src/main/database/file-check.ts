import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { AppError, type Facts } from '../../shared/errors/app-error';
import { APPLICATION_ID } from './database-files';

const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
const number = z.number();

/** Whether there is anything in the file; a file that is no database at all is db.damaged. */
export function checkHeader(path: string, facts: Facts): 'absent' | 'present' {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return 'absent';
  const header = Buffer.alloc(MAGIC.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  if (!header.equals(MAGIC)) throw new AppError('db.damaged', { facts: { ...facts, reason: 'header' } });
  return 'present';
}

/** Version of the schema in the file; 0 = nothing in it yet. Refuses another program's file and a newer Kervan's. */
export function checkVersion(connection: Sqlite.Database, supported: number, facts: Facts): number {
  const version = number.parse(connection.pragma('user_version', { simple: true }));
  const application = number.parse(connection.pragma('application_id', { simple: true }));
  if (application !== APPLICATION_ID) {
    const tables = number.parse(connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
    if (version !== 0 || tables !== 0)
      throw new AppError('db.damaged', { facts: { ...facts, reason: 'notKervan' } });
    return 0;
  }
  if (version > supported) throw new AppError('db.newer', { facts: { ...facts, found: version, supported } });
  return version;
}

/** Reads every page and checks the structure; takes about a second for each half gigabyte. */
export function checkPages(connection: Sqlite.Database, facts: Facts): void {
  const result: unknown = connection.pragma('quick_check(1)', { simple: true });
  if (result !== 'ok') throw new AppError('db.damaged', { facts: { ...facts, reason: 'pages' } });
}
