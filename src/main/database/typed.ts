import type Sqlite from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';

/** Typed queries over a plain connection, for the small tables; the hot paths prepare their SQL themselves. */
export type Typed = BetterSQLite3Database;

export function typed(connection: Sqlite.Database): Typed {
  return drizzle(connection);
}
