/** A piece of SQL with the values for its question marks. */
export interface Sql {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

export const sql = (text: string, ...values: (string | number)[]): Sql => ({ text, values });

export function joinSql(parts: readonly Sql[], separator: string): Sql {
  return {
    text: parts.map((part) => part.text).join(separator),
    values: parts.flatMap((part) => part.values),
  };
}

/** True of no row; the plus keeps it from being looked up, so that a named index still serves. */
export const NOTHING: Sql = { text: '+id = -1', values: [] };

/**
 * `column IN (…)`, or nothing when no values are asked for. An empty list asks for no row at all. A plus
 * before the column keeps it a mere filter: taken for a fixed value it would spoil the order of an index that holds it.
 */
export function oneOf(column: string, values: readonly (string | number)[] | undefined): Sql[] {
  if (values === undefined) return [];
  if (values.length === 0) return [NOTHING];
  return [sql(`${column} IN (${values.map(() => '?').join(', ')})`, ...values)];
}

/**
 * One grid question. Where one index serves filter and order alone, any stretch is read straight from it (walk), a jump of
 * 900,000 rows costing some 60 ms; else all ids are listed once, in order, and stretches are cut from that list.
 */
export interface GridPlan {
  /** The same question has the same key. */
  readonly key: string;
  readonly kind: 'walk' | 'list';
  /** Walk: ids in order with LIMIT and OFFSET to be appended. List: all ids in order. */
  readonly ids: Sql;
  readonly count: Sql;
}
