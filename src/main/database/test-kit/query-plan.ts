import type Sqlite from 'better-sqlite3';
import { z } from 'zod';

const steps = z.array(z.object({ detail: z.string() }));

/**
 * The steps by which SQLite would answer, in its own words: https://sqlite.org/eqp.html
 * Values that are not told are all 1: the plan does not depend on them.
 */
export function planOf(connection: Sqlite.Database, sql: string, values?: readonly unknown[]): string[] {
  const given = values ?? [...sql].filter((sign) => sign === '?').map(() => 1);
  return steps
    .parse(connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...given))
    .map((step) => step.detail);
}

/** What a question to a large table must not do: walk it from end to end, or sort what it found. */
export const slowSteps = (plan: readonly string[]): string[] =>
  plan.filter((step) => /^SCAN|TEMP B-TREE/.test(step));
