import type { ReactNode } from 'react';
import { factsSchema, faultSchema } from '../../../shared/errors/app-error';
import type { DescribableError } from '../../../shared/wording/describe-error';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { Button } from '../Button';
import { EmptyState } from '../EmptyState';
import { ErrorState } from '../ErrorState';
import { LoadingRows } from '../LoadingRows';
import styles from './DataGrid.module.css';
import type { GridCount } from './types';

interface GridStateProps {
  readonly count: GridCount | undefined;
  readonly error: unknown;
  readonly isFiltered: boolean;
  readonly unfilteredTotal: number | undefined;
  readonly onClearFilters: (() => void) | undefined;
  readonly onRetry: () => void;
  readonly empty: ReactNode;
  readonly columnWidths: readonly string[];
}

/** What stands in place of rows: loading, nothing yet, nothing that matches, or what went wrong. */
export function GridState(props: GridStateProps) {
  const text = useText('grid');
  const format = useFormat();
  const { count, error, isFiltered, unfilteredTotal } = props;
  if (error !== undefined) {
    return (
      <div className={styles.state}>
        <ErrorState error={asDescribable(error)} onRetry={props.onRetry} />
      </div>
    );
  }
  if (!count) {
    return (
      <div className={styles.loading}>
        <LoadingRows rows={8} columns={props.columnWidths} />
      </div>
    );
  }
  if (count.total > 0) return null;
  if (!isFiltered)
    return <div className={styles.state}>{props.empty ?? <EmptyState sentence={text('empty')} />}</div>;
  return (
    <div className={styles.state}>
      <EmptyState
        sentence={
          unfilteredTotal === undefined
            ? text('emptyFiltered')
            : text('emptyFilteredOf', { formatted: format.number(unfilteredTotal) })
        }
        actions={
          props.onClearFilters && <Button onPress={props.onClearFilters}>{text('clearFilters')}</Button>
        }
      />
    </div>
  );
}

/** A rejection of a source as something a sentence can be made of. */
export function asDescribable(thrown: unknown): DescribableError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string') {
    const fault = faultSchema.safeParse('fault' in thrown ? thrown.fault : undefined);
    const facts = factsSchema.safeParse('facts' in thrown ? thrown.facts : {});
    return {
      code: thrown.code,
      fault: fault.success ? fault.data : 'kervan',
      facts: facts.success ? facts.data : {},
    };
  }
  return { code: 'internal.unexpected', fault: 'kervan', facts: {} };
}
