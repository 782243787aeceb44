import { useState } from 'react';
import type { OrderDetail } from '../../../shared/contract/catalogue-data';
import type { OrderActionView } from '../../../shared/contract/order-changes';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage, useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, Card, ErrorState, LoadingRows } from '../../ui';
import { OrderChangeDialog } from './OrderChangeDialog';
import { OrderHistory } from './OrderHistory';
import styles from './Orders.module.css';

/** What the order can be changed to at its channel now, and what was asked of the channel before. */
export function StatusActions({ order }: { readonly order: OrderDetail }) {
  const text = useText('orders');
  const language = useLanguage();
  const errorText = useErrorText();
  const { data, error, refetch } = useAnswer('orders.actions', { ids: [order.id] }, { keepBefore: true });
  const [asked, setAsked] = useState<OrderActionView | null>(null);
  const offered = data?.actions ?? [];
  const possible = offered.filter((one) => one.possible.length > 0);
  const others = offered.filter((one) => one.possible.length === 0);
  const obstacle = others.find((one) => one.obstacle !== null)?.obstacle;
  return (
    <Card title={text('change.title')}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingRows rows={1} />}
      {data && offered.length === 0 && <p className={styles.muted}>{text('change.notOffered')}</p>}
      {offered.length > 0 && (
        <div className={styles.actions}>
          {offered.map((one) => (
            <Button
              key={one.action}
              variant={one.isFinal ? 'danger' : 'secondary'}
              isDisabled={one.possible.length === 0}
              onPress={() => setAsked(one)}
            >
              {one.title[language]}
            </Button>
          ))}
        </div>
      )}
      {obstacle && (
        <p className={styles.muted}>
          {possible.length === 0
            ? errorText(obstacle)
            : text('change.impossible', {
                names: others.map((one) => one.title[language]).join(', '),
              })}
        </p>
      )}
      <OrderHistory id={order.id} />
      {asked && <OrderChangeDialog options={[asked]} onClose={() => setAsked(null)} />}
    </Card>
  );
}
