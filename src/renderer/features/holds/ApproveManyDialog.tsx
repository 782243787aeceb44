import '../../lib/values-locale';
import { useEffect, useState } from 'react';
import type { HoldFilter, ValueRow } from '../../../shared/contract/values';
import { isApprovable, mustBeTyped } from '../../../shared/domain/price-holds';
import { type AppError, toAppError } from '../../../shared/errors/app-error';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import { Button, Dialog, ErrorState, type GridSelection, selectedCount } from '../../ui';
import styles from '../values/Values.module.css';
import { selectedRows } from '../values/value-rows';

const AT_ONCE = 500;

interface ApproveManyDialogProps {
  readonly selection: GridSelection;
  readonly filter: HoldFilter;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onApprove: (rows: readonly ValueRow[]) => Promise<void>;
}

interface Sorted {
  readonly ready: readonly ValueRow[];
  readonly typed: number;
  readonly impossible: number;
}

/** Says in numbers what happens with the selected prices before any of them leaves. */
export function ApproveManyDialog(props: ApproveManyDialogProps) {
  const { selection, isBusy, onClose, onApprove } = props;
  const text = useText('values');
  const common = useText('common');
  const format = useFormat();
  const { sorted, found, error } = useSorted(props);
  const counted = (count: number) => ({ count, formatted: format.number(count) });
  const ready = sorted?.ready.length ?? 0;
  const title =
    sorted && ready === 0
      ? text('holds.dialog.nothing')
      : text('holds.dialog.title', counted(sorted ? ready : selectedCount(selection)));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onPress={onClose}>
            {common(ready === 0 && sorted ? 'action.close' : 'action.cancel')}
          </Button>
          {(!sorted || ready > 0) && (
            <Button
              variant="primary"
              isDisabled={!sorted}
              isPending={isBusy}
              onPress={() => sorted && void onApprove(sorted.ready)}
            >
              {text('holds.approve')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.block}>
        {error && <ErrorState error={error} />}
        {!sorted && !error && (
          <p role="status">
            {text('holds.dialog.reading', {
              done: format.number(found),
              total: format.number(selectedCount(selection)),
            })}
          </p>
        )}
        {sorted && ready > 0 && <p>{text('holds.dialog.send', counted(ready))}</p>}
        {sorted && sorted.typed > 0 && <p>{text('holds.dialog.typed', counted(sorted.typed))}</p>}
        {sorted && sorted.impossible > 0 && (
          <p>{text('holds.dialog.impossible', counted(sorted.impossible))}</p>
        )}
        {ready > 0 && <p className={styles.muted}>{text('holds.dialog.note')}</p>}
      </div>
    </Dialog>
  );
}

function useSorted({ selection, filter }: ApproveManyDialogProps): {
  readonly sorted: Sorted | null;
  readonly found: number;
  readonly error: AppError | null;
} {
  const [sorted, setSorted] = useState<Sorted | null>(null);
  const [found, setFound] = useState(0);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let isGone = false;
    selectedRows(
      selection,
      (cursor) => call('holds.page', { ...filter, cursor, limit: AT_ONCE }),
      (count) => !isGone && setFound(count),
    )
      .then((rows) => !isGone && setSorted(sort(rows)))
      .catch((thrown: unknown) => !isGone && setError(toAppError(thrown)));
    return () => {
      isGone = true;
    };
  }, [selection, filter]);
  return { sorted, found, error };
}

function sort(rows: readonly ValueRow[]): Sorted {
  const passable = rows.filter((row) => isApprovable(row.error, row.wanted !== null));
  const ready = passable.filter((row) => row.error !== null && !mustBeTyped(row.error));
  return {
    ready,
    typed: passable.length - ready.length,
    impossible: rows.length - passable.length,
  };
}
