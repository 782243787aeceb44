import type Sqlite from 'better-sqlite3';
import { getTableColumns, type Table } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';

/** Typed queries over a plain connection, for the small tables; the hot paths prepare their SQL themselves. */
export type Typed = BetterSQLite3Database;

export function typed(connection: Sqlite.Database): Typed {
  return drizzle(connection);
}

/** Columns of a table with the names of their fields, for SQL that is prepared by hand. */
export function columnsOf(table: Table): readonly { readonly field: string; readonly column: string }[] {
  return Object.entries(getTableColumns(table)).map(([field, { name }]) => ({ field, column: name }));
}

/** Whole rows as a typed query gives them. */
export function selectFrom(name: string, table: Table): string {
  const columns = columnsOf(table).map(({ field, column }) => `${column} AS ${field}`);
  return `SELECT ${columns.join(', ')} FROM ${name}`;
}
