import './locale';
import { useParams } from 'react-router';
import { type OrderId, orderIdSchema } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { useConnections } from '../../lib/shell-facts';
import {
  Banner,
  Card,
  ChannelTile,
  DateTime,
  ErrorState,
  LoadingRows,
  Page,
  PageHeader,
  StatusMark,
} from '../../ui';
import { CustomerFacts, RemoteFacts, StatusFacts, TimeFacts, TotalFacts } from './OrderFacts';
import { LineTable, Packages } from './OrderLines';
import styles from './Orders.module.css';
import { StatusActions } from './StatusActions';

/** One order with everything Kervan knows of it. */
export function OrderPage() {
  const { id } = useParams();
  const parsed = orderIdSchema.safeParse(id);
  if (!parsed.success) {
    return (
      <Page>
        <ErrorState error={new AppError('input.notFound')} />
      </Page>
    );
  }
  return <KnownOrder id={parsed.data} />;
}

function KnownOrder({ id }: { readonly id: OrderId }) {
  const text = useText('orders');
  const { data: order, error, refetch } = useAnswer('orders.get', { id });
  const connection = useConnections().find((one) => one.id === order?.connectionId);
  if (!order) {
    return (
      <Page>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingRows rows={10} />}
      </Page>
    );
  }
  return (
    <Page
      header={
        <PageHeader
          title={text('detail.order', { number: order.number })}
          mark={connection && <ChannelTile name={connection.integrationName} size="large" />}
          status={
            <>
              <StatusMark state={`order.${order.status}`} isSoft />
              {order.channelStatus && (
                <span>{text('detail.channelWord', { word: order.channelStatus })}</span>
              )}
              {order.placedAt !== null && <DateTime at={order.placedAt} />}
            </>
          }
        />
      }
    >
      {order.status === 'awaiting' && <Banner tone="warn">{text('doNotSend')}</Banner>}
      <StatusActions order={order} />
      <LineTable order={order} />
      <Packages order={order} />
      <div className={styles.columns}>
        <Card title={text('detail.customer')}>
          <CustomerFacts order={order} />
        </Card>
        <div className={styles.stack}>
          <Card title={text('detail.totals')}>
            <TotalFacts order={order} />
          </Card>
          <Card title={text('detail.statuses')}>
            <StatusFacts order={order} />
          </Card>
        </div>
        <Card title={text('detail.times')}>
          <TimeFacts order={order} />
        </Card>
        <Card title={text('detail.remote')}>
          <RemoteFacts order={order} />
        </Card>
      </div>
    </Page>
  );
}
