import type Sqlite from 'better-sqlite3';

/** A statement by its text. */
export type Prepare = (sql: string) => Sqlite.Statement<unknown[]>;

/** Each statement is prepared once: for what is asked for row after row. */
export function prepareOnce(connection: Sqlite.Database): Prepare {
  const known = new Map<string, Sqlite.Statement<unknown[]>>();
  return (sql) => {
    const found = known.get(sql);
    if (found !== undefined) return found;
    const made = connection.prepare<unknown[]>(sql);
    known.set(sql, made);
    return made;
  };
}
