import type { DifferenceFilter, HoldFilter } from '../../../shared/contract/values';
import { type GridPlan, joinSql, type Sql, sql } from './grid-sql';

/** A row as one number: a grid keeps nothing but ids. */
const REF = "listing_id * 2 + (kind = 'price')";
/** Word for word as the index says it, or the planner would not take it. */
const DIFFERING = "(difference IS NOT NULL OR state IN ('refused', 'unknown'))";
/** What a person is asked about a panel is a difference and no hold. */
const BY_GUARD =
  "coalesce(json_extract(error, '$.code'), '') NOT IN ('stock.changedThere', 'price.changedThere')";

/** Values a guard holds, the longest held first. */
export function planHolds(filter: HoldFilter): GridPlan {
  return planOf('holds', filter, 'listing_values_held', holdsWhere(filter), 'wanted_at, listing_id, kind');
}

/** Values that stand otherwise at the channel, newest first. */
export function planDifferences(filter: DifferenceFilter): GridPlan {
  const newest = 'coalesce(differs_since, wanted_at, 0) DESC, listing_id, kind';
  return planOf('differences', filter, 'listing_values_differing', differencesWhere(filter), newest);
}

function planOf(name: string, filter: object, index: string, where: Sql, order: string): GridPlan {
  const from = `FROM listing_values INDEXED BY ${index} WHERE ${where.text}`;
  return {
    key: JSON.stringify([name, filter]),
    kind: 'list',
    ids: { text: `SELECT ${REF} ${from} ORDER BY ${order}`, values: where.values },
    count: { text: `SELECT count(*) ${from}`, values: where.values },
  };
}

export interface AfterRef {
  readonly connectionId: string;
  readonly listingId: number;
  readonly kind: string;
}

/** A page in the order of listings: what is decided meanwhile moves nothing. */
export function holdsPage(filter: HoldFilter, after: AfterRef | null, limit: number): Sql {
  return pageOf('listing_values_held', holdsWhere(filter), after, limit);
}

export function differencesPage(filter: DifferenceFilter, after: AfterRef | null, limit: number): Sql {
  return pageOf('listing_values_differing', differencesWhere(filter), after, limit);
}

function pageOf(index: string, where: Sql, after: AfterRef | null, limit: number): Sql {
  return {
    text: `SELECT ${REF} FROM listing_values INDEXED BY ${index}
      WHERE ${where.text} AND (listing_id, kind) > (?, ?) ORDER BY listing_id, kind LIMIT ?`,
    values: [...where.values, after?.listingId ?? 0, after?.kind ?? '', limit],
  };
}

/** Values of one connection, kind and state from a listing on, out of one index. */
export const valueRangeSql = `SELECT ${REF} FROM listing_values INDEXED BY listing_values_walk
  WHERE connection_id = ? AND kind = ? AND state = ? AND listing_id >= ? ORDER BY listing_id LIMIT ?`;
export const valueConnectionsSql = 'SELECT id FROM connections WHERE id >= ? ORDER BY id';

function holdsWhere({ connectionId, code }: HoldFilter): Sql {
  return joinSql(
    [
      sql("state = 'held'"),
      sql(BY_GUARD),
      ...(connectionId === undefined ? [] : [sql('+connection_id = ?', connectionId)]),
      ...(code === undefined ? [] : [sql("json_extract(error, '$.code') = ?", code)]),
    ],
    ' AND ',
  );
}

function differencesWhere({ connectionId, kind, cause }: DifferenceFilter): Sql {
  return joinSql(
    [
      sql(DIFFERING),
      ...(connectionId === undefined ? [] : [sql('+connection_id = ?', connectionId)]),
      ...(kind === undefined ? [] : [sql('+kind = ?', kind)]),
      ...(cause === undefined ? [] : [causeIs(cause)]),
    ],
    ' AND ',
  );
}

/** The cause as a screen names it: what is refused was refused, whatever was noted before. */
function causeIs(cause: NonNullable<DifferenceFilter['cause']>): Sql {
  if (cause === 'unknown') return sql("+state = 'unknown'");
  if (cause === 'refused')
    return sql("(+difference = 'refused' OR (difference IS NULL AND +state = 'refused'))");
  return sql('+difference = ?', cause);
}

/** Counts of states by connection and kind. */
export const stateCountsSql = `SELECT connection_id, kind, state, count(*) AS count
  FROM listing_values INDEXED BY listing_values_walk GROUP BY connection_id, kind, state`;
export const heldCountsSql = `SELECT connection_id, count(*) AS count FROM listing_values INDEXED BY listing_values_held
  WHERE state = 'held' AND ${BY_GUARD} GROUP BY connection_id`;
export const differingCountsSql = `SELECT connection_id, count(*) AS count FROM listing_values INDEXED BY listing_values_differing
  WHERE ${DIFFERING} GROUP BY connection_id`;
