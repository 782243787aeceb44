import type Sqlite from 'better-sqlite3';
import { AppError } from '../../shared/errors/app-error';
import { APPLICATION_ID } from './database-files';
import type { Migration } from './migrations/migration';
import { toDatabaseError } from './sqlite-error';

/**
 * Runs every step above `from` in one transaction: either all are there afterwards or the file is as it was. Foreign keys
 * rest meanwhile and are checked before the end. Throws db.migrationFailed with the step, or disk.full and the like.
 */
export function migrate(connection: Sqlite.Database, migrations: readonly Migration[], from: number): void {
  const pending = migrations.filter((migration) => migration.number > from);
  if (pending.length === 0) return;
  connection.pragma('foreign_keys = OFF');
  try {
    connection
      .transaction(() => {
        for (const migration of pending) runStep(connection, migration);
        connection.pragma(`application_id = ${APPLICATION_ID}`);
      })
      .exclusive();
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

function runStep(connection: Sqlite.Database, migration: Migration): void {
  const facts = { step: migration.number, name: migration.name };
  try {
    connection.exec(migration.sql);
    migration.after?.(connection);
    const broken: unknown = connection.prepare('SELECT 1 FROM pragma_foreign_key_check LIMIT 1').get();
    if (broken !== undefined) throw new Error('a row points at nothing');
    connection.pragma(`user_version = ${migration.number}`);
  } catch (thrown) {
    const error = toDatabaseError(thrown, connection.name, facts);
    if (error.code === 'disk.full') throw error;
    throw new AppError('db.migrationFailed', { facts, cause: thrown });
  }
}
