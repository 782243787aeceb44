import type { EditManyInput, VariantRow } from '../../../shared/contract/stock';
import type { Outcome } from './bulk-change';

/** What a filled bulk form would do, row by row. */
export interface BulkPlan {
  readonly outcomeOf: (row: VariantRow) => Outcome;
  readonly editOf: (row: VariantRow, after: number) => EditManyInput['edits'][number];
  /** A value of the row as a person reads it. */
  readonly write: (row: VariantRow, value: number | null) => string;
  /** How far it moves: pieces, or percent of a price, so that a slip of a digit is seen. */
  readonly difference: (before: number | null, after: number) => string;
}

export type Planned<Kind extends Outcome['kind']> = {
  readonly row: VariantRow;
  readonly outcome: Extract<Outcome, { kind: Kind }>;
};

export interface PlannedRows {
  readonly change: readonly Planned<'change'>[];
  readonly same: readonly Planned<'same'>[];
  readonly impossible: readonly Planned<'impossible'>[];
}

export function planRows(rows: readonly VariantRow[], plan: BulkPlan): PlannedRows {
  const change: Planned<'change'>[] = [];
  const same: Planned<'same'>[] = [];
  const impossible: Planned<'impossible'>[] = [];
  for (const row of rows) {
    const outcome = plan.outcomeOf(row);
    if (outcome.kind === 'change') change.push({ row, outcome });
    else if (outcome.kind === 'same') same.push({ row, outcome });
    else impossible.push({ row, outcome });
  }
  return { change, same, impossible };
}
