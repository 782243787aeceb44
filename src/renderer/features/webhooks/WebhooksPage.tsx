import { useState } from 'react';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import { Button, ErrorState, LoadingRows, Page, PageHeader, useToast } from '../../ui';
import { useFailedToast } from '../connections/use-failed-toast';
import { AddressDialog } from './AddressDialog';
import { DeliveryPanel } from './DeliveryPanel';
import { EndpointsCard } from './EndpointsCard';
import { InboxCard } from './InboxCard';
import './locale';
import { WayCard } from './WayCard';
import styles from './Webhooks.module.css';

/** How channels reach this computer, which of them are told to, and what they brought. */
export function WebhooksPage() {
  const text = useText('webhooks');
  const format = useFormat();
  const toast = useToast();
  const failed = useFailedToast();
  const status = useAnswer('webhooks.status', {}, { refetchEveryMs: 60_000 });
  const [isAsking, setAsking] = useState(false);
  const [openId, setOpenId] = useState<number | null>(null);
  const replayAll = useAction('webhooks.replay', {
    onDone: ({ replayed }) =>
      void toast({
        kind: 'info',
        text: text('replayed', { count: replayed, shown: format.number(replayed) }),
      }),
    onFailed: failed,
  });
  if (status.isPending)
    return (
      <Page header={<PageHeader title={text('title')} />}>
        <LoadingRows rows={4} />
      </Page>
    );
  if (status.isError)
    return (
      <Page header={<PageHeader title={text('title')} />}>
        <ErrorState error={status.error} onRetry={() => void status.refetch()} />
      </Page>
    );
  const { way, endpoints, today, asideInAll } = status.data;
  const aside = text('replayAll', { count: asideInAll, shown: format.number(asideInAll) });
  return (
    <div className={styles.beside}>
      <Page
        header={
          <PageHeader
            title={text('title')}
            actions={
              asideInAll > 0 && (
                <Button isPending={replayAll.isPending} onPress={() => replayAll.mutate({ all: true })}>
                  {aside}
                </Button>
              )
            }
          />
        }
      >
        <WayCard way={way} onAsk={() => setAsking(true)} />
        <EndpointsCard endpoints={endpoints} hasAddress={way.address !== null} />
        <InboxCard today={today} openId={openId} onOpen={setOpenId} />
        <AddressDialog isOpen={isAsking} way={way} onClose={() => setAsking(false)} />
      </Page>
      {openId !== null && <DeliveryPanel id={openId} onClose={() => setOpenId(null)} />}
    </div>
  );
}
