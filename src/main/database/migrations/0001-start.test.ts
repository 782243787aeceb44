import Sqlite from 'better-sqlite3';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as schema from '../schema';
import { migrations } from '.';
import { start } from './0001-start';

const columns = z.array(
  z.object({ name: z.string(), type: z.string(), notnull: z.number(), pk: z.number() }),
);
const tables = Object.values(schema).filter((one) => is(one, SQLiteTable));

function migrated(): Sqlite.Database {
  const connection = new Sqlite(':memory:');
  for (const migration of migrations) {
    connection.exec(migration.sql);
    migration.after?.(connection);
  }
  return connection;
}

describe('the first migration', () => {
  it('makes a sound file from nothing', () => {
    const connection = new Sqlite(':memory:');
    connection.exec(start.sql);
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(connection.pragma('foreign_key_check')).toEqual([]);
  });

  it('allows one active run of a stream and any number of ended ones', () => {
    const connection = migrated();
    connection.pragma('foreign_keys = ON');
    connection.exec(`INSERT INTO connections VALUES ('c', 't', 'n', 'active', NULL, NULL, '{}', '{}', '{}', NULL, 1, 1);
      INSERT INTO runs (id, connection_id, mode, started_by, state, created_at) VALUES ('r1', 'c', 'full', 'person', 'done', 1), ('r2', 'c', 'full', 'person', 'queued', 1), ('r3', 'c', 'full', 'person', 'queued', 1);
      INSERT INTO run_streams (run_id, stream, position, connection_id, state) VALUES ('r1', 'orders', 0, 'c', 'done'), ('r2', 'orders', 0, 'c', 'paused')`);
    expect(() =>
      connection.exec(
        "INSERT INTO run_streams (run_id, stream, position, connection_id, state) VALUES ('r3', 'orders', 0, 'c', 'queued')",
      ),
    ).toThrow(/UNIQUE/);
    connection.exec("DELETE FROM connections WHERE id = 'c'");
    expect(connection.prepare('SELECT count(*) FROM run_streams').pluck().get()).toBe(0);
  });
});

describe('the typed schema', () => {
  it.each(tables.map((table) => [getTableName(table), table] as const))(
    '%s has the columns of the migrated file',
    (name, table) => {
      const found = columns.parse(migrated().pragma(`table_info(${name})`));
      const { primaryKeys } = getTableConfig(table);
      const keys = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
      const wanted = Object.values(getTableColumns(table)).map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
        required: column.notNull || column.primary || keys.has(column.name),
        key: column.primary || keys.has(column.name),
      }));
      const inFile = found.map((column) => ({
        name: column.name,
        type: column.type,
        required: column.notnull === 1 || column.pk > 0,
        key: column.pk > 0,
      }));
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      expect(wanted.sort(byName)).toEqual(inFile.sort(byName));
    },
  );

  it('knows every table', () => {
    const names = migrated()
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search%'",
      )
      .pluck()
      .all();
    expect(tables.map(getTableName).sort()).toEqual([...names].map(String).sort());
  });
});
