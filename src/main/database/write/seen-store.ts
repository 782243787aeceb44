import type Sqlite from 'better-sqlite3';
import type { ConnectionId, RunId } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';

interface Candidate {
  readonly id: number;
  readonly variant_key: string;
  readonly seen: number;
}

/** Which listings a full run has met: a few bytes a row, so that an unchanged row itself is never rewritten. */
export class SeenStore {
  readonly #number: Sqlite.Statement<[string], { readonly number: number }>;
  readonly #add: Sqlite.Statement<[number, string]>;
  readonly #candidates: Sqlite.Statement<[number, string, string, number], Candidate>;
  readonly #forget: Sqlite.Statement<[number, number, number]>;

  constructor(connection: Sqlite.Database) {
    this.#number = connection.prepare<[string], { readonly number: number }>(
      'SELECT number FROM runs WHERE id = ?',
    );
    this.#add = connection.prepare(
      'INSERT OR IGNORE INTO listings_seen (run, listing_id) SELECT ?, value FROM json_each(?)',
    );
    this.#candidates = connection.prepare<[number, string, string, number], Candidate>(
      `SELECT id, variant_key,
         EXISTS (SELECT 1 FROM listings_seen s WHERE s.run = ? AND s.listing_id = listings.id) AS seen
       FROM listings WHERE connection_id = ? AND variant_key > ? ORDER BY variant_key LIMIT ?`,
    );
    this.#forget = connection.prepare(
      `DELETE FROM listings_seen WHERE run = ? AND listing_id IN
         (SELECT listing_id FROM listings_seen WHERE run = ? ORDER BY listing_id LIMIT ?)`,
    );
  }

  add(runId: RunId, listingIds: readonly number[]): void {
    if (listingIds.length > 0) this.#add.run(this.#runNumber(runId), JSON.stringify(listingIds));
  }

  /** Ids of one stretch of the connection's listings, in key order, that the run has not met (gone ones included). */
  unseen(
    connectionId: ConnectionId,
    runId: RunId,
    after: string,
    limit: number,
  ): { ids: number[]; after: string | null } {
    const rows = this.#candidates.all(this.#runNumber(runId), connectionId, after, limit);
    const last = rows.at(-1);
    return {
      ids: rows.filter((row) => row.seen === 0).map((row) => row.id),
      after: last === undefined || rows.length < limit ? null : last.variant_key,
    };
  }

  forget(runId: RunId, limit: number): boolean {
    const row = this.#number.get(runId);
    if (row === undefined) return true;
    return this.#forget.run(row.number, row.number, limit).changes < limit;
  }

  #runNumber(runId: RunId): number {
    const row = this.#number.get(runId);
    if (row === undefined) throw new AppError('input.notFound', { facts: { what: 'run' } });
    return row.number;
  }
}
