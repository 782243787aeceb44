import { useState } from 'react';
import type { VariantRow } from '../../../shared/contract/stock';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { ChoiceChip, StaticTable } from '../../ui';
import type { Outcome } from './bulk-change';
import type { BulkPlan, PlannedRows } from './bulk-plan';
import styles from './Stock.module.css';
import { nameOf } from './variant-words';

const MOST_SHOWN = 200;
const GROUPS = ['change', 'same', 'impossible'] as const satisfies readonly Outcome['kind'][];

interface Shown {
  readonly row: VariantRow;
  readonly outcome: Outcome;
}

interface BulkPreviewProps {
  readonly plan: BulkPlan;
  readonly planned: PlannedRows;
}

/** What would become of each row, by group, before anything is done. */
export function BulkPreview({ plan, planned }: BulkPreviewProps) {
  const text = useText('stock');
  const format = useFormat();
  const [chosen, setChosen] = useState<Outcome['kind'] | null>(null);
  const group = chosen ?? (planned.change.length > 0 ? 'change' : 'impossible');
  const rows: readonly Shown[] = planned[group];
  const shown = rows.slice(0, MOST_SHOWN).map((one) => ({ ...one, id: one.row.id }));
  return (
    <section className={styles.preview} aria-label={text('bulk.preview')}>
      <div className={styles.chips}>
        {GROUPS.map((one) => (
          <ChoiceChip
            key={one}
            label={text(`bulk.${one}`)}
            count={planned[one].length}
            isSelected={one === group}
            onChange={() => setChosen(one)}
          />
        ))}
      </div>
      {shown.length === 0 ? (
        <p className={styles.muted}>{text('bulk.none')}</p>
      ) : (
        <div className={styles.previewRows}>
          <StaticTable
            caption={text('bulk.preview')}
            rows={shown}
            columns={[
              { id: 'product', header: text('bulk.product'), cell: ({ row }) => nameOf(row) },
              {
                id: 'now',
                header: text('bulk.now'),
                isEnd: true,
                cell: ({ row, outcome }) => plan.write(row, outcome.before),
              },
              ...(group === 'impossible'
                ? [
                    {
                      id: 'why',
                      header: text('bulk.why'),
                      cell: ({ outcome }: Shown) =>
                        outcome.kind === 'impossible' ? text(`bulk.reason.${outcome.reason}`) : '',
                    },
                  ]
                : [
                    {
                      id: 'then',
                      header: text('bulk.then'),
                      isEnd: true,
                      cell: ({ row, outcome }: Shown) =>
                        outcome.kind === 'change' ? (
                          <strong>{plan.write(row, outcome.after)}</strong>
                        ) : (
                          plan.write(row, outcome.before)
                        ),
                    },
                    {
                      id: 'difference',
                      header: text('bulk.difference'),
                      isEnd: true,
                      cell: ({ outcome }: Shown) =>
                        outcome.kind === 'change' ? plan.difference(outcome.before, outcome.after) : '–',
                    },
                  ]),
            ]}
          />
        </div>
      )}
      {rows.length > MOST_SHOWN && (
        <p className={styles.muted}>{text('bulk.shown', { formatted: format.number(MOST_SHOWN) })}</p>
      )}
    </section>
  );
}
