import type Sqlite from 'better-sqlite3';
import type { ConnectionId } from '../../../shared/domain/ids';

const LARGE_TABLES = ['listings', 'orders', 'channel_products', 'quarantine', 'webhook_deliveries'] as const;

/** Removes the rows of a connection a few at a time, so that a large one does not hold everything else up. */
export class Eraser {
  readonly #steps: readonly Sqlite.Statement<[string, number]>[];

  constructor(connection: Sqlite.Database) {
    this.#steps = LARGE_TABLES.map((table) =>
      connection.prepare<[string, number]>(
        `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE connection_id = ? LIMIT ?)`,
      ),
    );
  }

  /** True when nothing large is left of it. */
  step(connectionId: ConnectionId, limit: number): boolean {
    for (const statement of this.#steps) if (statement.run(connectionId, limit).changes > 0) return false;
    return true;
  }
}
