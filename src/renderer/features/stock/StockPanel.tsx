import { useNavigate } from 'react-router';
import type { VariantId } from '../../../shared/domain/ids';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, DateTime, ErrorState, LoadingRows, SidePanel } from '../../ui';
import { piecesText } from './movement-words';
import styles from './Stock.module.css';
import { SumLine } from './SumLine';
import { useMovements } from './use-movements';

const LAST = 8;

/** One product's stock beside the table, with the last steps to it. */
export function StockPanel({ id, onClose }: { readonly id: VariantId; readonly onClose: () => void }) {
  const text = useText('stock');
  const page = useText('gridPage');
  const format = useFormat();
  const navigate = useNavigate();
  const { data: sheet, error, refetch } = useAnswer('stock.get', { variantId: id }, { keepBefore: true });
  const movements = useMovements(id, 'all', LAST).data?.pages[0]?.rows ?? [];
  const variant = sheet?.variant;
  return (
    <SidePanel
      title={variant?.title ?? ''}
      subtitle={[variant?.variantTitle, variant?.sku, variant?.barcode].filter(Boolean).join(' · ')}
      onClose={onClose}
      actions={<Button onPress={() => void navigate(`/stock/${id}`)}>{page('panel.open')}</Button>}
    >
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!sheet && !error && <LoadingRows rows={6} columns={['40%', '50%']} />}
      {sheet && (
        <>
          <SumLine sheet={sheet} />
          <h3 className={styles.sectionTitle}>{text('movement.title')}</h3>
          {movements.length === 0 && <p className={styles.muted}>{text('movement.empty')}</p>}
          <ul className={styles.steps}>
            {movements.map((row) => (
              <li key={row.id} className={styles.step}>
                <span className={styles.muted}>
                  <DateTime at={row.at} />
                </span>
                <span className={styles.stepKind}>{text(`movement.kinds.${row.kind}`)}</span>
                <span className={styles.number}>{piecesText(row, format.number)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </SidePanel>
  );
}
