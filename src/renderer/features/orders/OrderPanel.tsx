import { useNavigate } from 'react-router';
import type { OrderId } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Banner, Button, ErrorState, LoadingRows, SidePanel } from '../../ui';
import { CustomerFacts, StatusFacts, TimeFacts, TotalFacts } from './OrderFacts';
import { LineList } from './OrderLines';

/** One order beside the table. */
export function OrderPanel({ id, onClose }: { readonly id: OrderId; readonly onClose: () => void }) {
  const text = useText('orders');
  const page = useText('gridPage');
  const navigate = useNavigate();
  const { data: order, error, refetch } = useAnswer('orders.get', { id }, { keepBefore: true });
  return (
    <SidePanel
      title={order ? text('detail.order', { number: order.number }) : ''}
      subtitle={order?.customerName}
      onClose={onClose}
      actions={<Button onPress={() => void navigate(`/orders/${id}`)}>{page('panel.open')}</Button>}
    >
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!order && !error && <LoadingRows rows={6} columns={['40%', '50%']} />}
      {order && (
        <>
          {order.status === 'awaiting' && <Banner tone="warn">{text('doNotSend')}</Banner>}
          <StatusFacts order={order} />
          <LineList order={order} />
          <TotalFacts order={order} />
          <CustomerFacts order={order} />
          <TimeFacts order={order} />
        </>
      )}
    </SidePanel>
  );
}
