/** As many rows as one question may name, one group after another. */
export function inGroups<Row>(rows: readonly Row[], most: number): readonly (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / most) }, (_, group) =>
    rows.slice(group * most, (group + 1) * most),
  );
}
