import { useMemo, useState } from 'react';
import type { VariantQuery, Warehouse } from '../../../shared/contract/stock';
import type { BatchId } from '../../../shared/domain/ids';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { Banner, Button, Dialog, ErrorState, type GridSelection, ProgressBar, StaticTable } from '../../ui';
import { PriceForm, StockForm } from './BulkForms';
import { BulkPreview } from './BulkPreview';
import { type BulkPlan, planRows } from './bulk-plan';
import styles from './Stock.module.css';
import { type BulkResult, useBulkApply } from './use-bulk-apply';
import { useSelectedRows } from './use-selected-rows';
import { nameOf } from './variant-words';

export interface BulkDialogProps {
  readonly kind: 'stock' | 'price';
  readonly selection: GridSelection;
  readonly query: VariantQuery;
  readonly warehouses: readonly Warehouse[];
  readonly onClose: () => void;
  readonly onDone: (batchId: BatchId | null, sentence: string) => void;
  /** The rows that could not be changed stay selected. */
  readonly onLeft: (selection: GridSelection) => void;
}

/** Changes one field of many products: field and formula, preview, then the work with its result per row. */
export function BulkDialog(props: BulkDialogProps) {
  const { kind, warehouses, onClose } = props;
  const text = useText('stock');
  const common = useText('common');
  const format = useFormat();
  const selected = useSelectedRows(props.selection, props.query);
  const [plan, setPlan] = useState<BulkPlan | null>(null);
  const [result, setResult] = useState<BulkResult | null>(null);
  const apply = useBulkApply();
  const { rows } = selected;
  const planned = useMemo(() => (rows && plan ? planRows(rows, plan) : null), [rows, plan]);
  const changes = planned?.change.length ?? 0;
  const shown = { count: selected.total, formatted: format.number(selected.total) };

  const start = async () => {
    if (planned === null || plan === null) return;
    const edits = planned.change.map(({ row, outcome }) => plan.editOf(row, outcome.after));
    const done = await apply.run(edits);
    const counted = { count: done.changed, formatted: format.number(done.changed) };
    props.onDone(done.batchId, text(done.isStopped ? 'bulk.stopped' : 'bulk.done', counted));
    const refused = done.refused.map(({ variantId }) => variantId);
    if (done.error === undefined) props.onLeft({ kind: 'ids', ids: new Set(refused) });
    if (refused.length === 0 && done.error === undefined) onClose();
    else setResult(done);
  };
  const isWorking = apply.progress !== undefined;
  return (
    <Dialog
      isOpen
      size="large"
      keepsWork={isWorking}
      onClose={() => (isWorking ? apply.stop() : onClose())}
      title={text(kind === 'stock' ? 'bulk.stockTitle' : 'bulk.priceTitle', shown)}
      actions={
        result ? (
          <Button variant="primary" onPress={onClose}>
            {common('action.close')}
          </Button>
        ) : (
          <>
            <Button onPress={isWorking ? apply.stop : onClose}>
              {isWorking ? text('bulk.stop') : common('action.cancel')}
            </Button>
            <Button
              variant="primary"
              isDisabled={changes === 0}
              isPending={isWorking}
              onPress={() => void start()}
            >
              {text('bulk.apply', { count: changes, formatted: format.number(changes) })}
            </Button>
          </>
        )
      }
    >
      {selected.error && <ErrorState error={selected.error} />}
      {rows === undefined && selected.error === undefined && (
        <ProgressBar label={text('bulk.reading')} done={selected.done} total={selected.total} />
      )}
      {rows !== undefined && result === null && (
        <>
          <div inert={isWorking}>
            {kind === 'stock' ? (
              <StockForm warehouses={warehouses} onPlan={setPlan} />
            ) : (
              <PriceForm rows={rows} onPlan={setPlan} />
            )}
          </div>
          {apply.progress && <ProgressBar label={text('bulk.applying')} {...apply.progress} isSpoken />}
          {plan && planned ? (
            <BulkPreview plan={plan} planned={planned} />
          ) : (
            <p className={styles.muted}>{text('bulk.enter')}</p>
          )}
        </>
      )}
      {result && <Refused result={result} names={new Map(rows?.map((row) => [row.id, nameOf(row)]))} />}
    </Dialog>
  );
}

/** What could not be done, each with its sentence. */
function Refused(props: { readonly result: BulkResult; readonly names: ReadonlyMap<string, string> }) {
  const text = useText('stock');
  const format = useFormat();
  const errorText = useErrorText();
  const { refused, error } = props.result;
  return (
    <>
      {error && <ErrorState error={error} />}
      {refused.length > 0 && (
        <>
          <Banner tone="warn" isSpoken>
            {text('bulk.refused', { count: refused.length, formatted: format.number(refused.length) })}
          </Banner>
          <div className={styles.previewRows}>
            <StaticTable
              caption={text('bulk.impossible')}
              rows={refused.slice(0, 200).map((one) => ({ ...one, id: one.variantId }))}
              columns={[
                {
                  id: 'product',
                  header: text('bulk.product'),
                  cell: (one) => props.names.get(one.variantId) ?? one.variantId,
                },
                { id: 'why', header: text('bulk.why'), cell: (one) => errorText(one.error) },
              ]}
            />
          </div>
        </>
      )}
    </>
  );
}
