import type Sqlite from 'better-sqlite3';

/** One step of the schema. Numbers rise by one and a released step never changes. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** What SQL alone cannot do, after it and in the same transaction. */
  readonly after?: (connection: Sqlite.Database) => void;
}
