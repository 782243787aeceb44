import { sql } from 'drizzle-orm';
import type { Typed } from '../typed';

const BY_ITSELF = "started_by = 'schedule' AND mode = 'delta' AND state = 'done'";

/** The SQL of forgetting quiet runs, open to the test of query plans. */
export const quietRunsSql = {
  next: `SELECT ended_at AS at FROM runs WHERE ${BY_ITSELF} AND ended_at > ? AND ended_at < ? ORDER BY ended_at LIMIT ?`,
  forget: `DELETE FROM runs WHERE number IN (SELECT r.number FROM runs r
    WHERE r.started_by = 'schedule' AND r.mode = 'delta' AND r.state = 'done' AND r.ended_at > ? AND r.ended_at <= ?
    AND NOT EXISTS (SELECT 1 FROM run_streams s WHERE s.run_id = r.id AND (s.added + s.changed + s.gone + s.odd > 0
      OR NOT EXISTS (SELECT 1 FROM run_streams later WHERE later.connection_id = s.connection_id AND later.stream = s.stream
        AND later.ended_at > s.ended_at AND later.state IN ('done', 'partial')))))`,
} as const;

export interface Forgotten {
  readonly runs: number;
  /** Runs that ended until then were looked at (UTC epoch ms). */
  readonly upTo: number;
}

/**
 * A busy shop reads its orders before every call with stock: readings that brought nothing are forgotten, so that those that did
 * can be found. Failures stay, and so does the newest good reading of every stream, by which the next one is due. Looks at
 * `limit` runs that ended between the two times.
 */
export function forgetQuietRuns(typed: Typed, after: number, before: number, limit: number): Forgotten {
  const ended = typed.all<{ readonly at: number }>(bound(quietRunsSql.next, [after, before, limit]));
  const last = ended.at(-1)?.at;
  if (last === undefined) return { runs: 0, upTo: after };
  return { runs: typed.run(bound(quietRunsSql.forget, [after, last])).changes, upTo: last };
}

function bound(text: string, values: readonly number[]) {
  const parts = text.split('?');
  return sql.join(
    parts.flatMap((part, index) => {
      const value = values[index];
      return value === undefined ? [sql.raw(part)] : [sql.raw(part), sql`${value}`];
    }),
  );
}
