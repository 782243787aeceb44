import './locale';
import { History } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import type { MatchSummary } from '../../../shared/contract/matching';
import { type ConnectionId, connectionIdSchema } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { useConnections } from '../../lib/shell-facts';
import { Button, ErrorState, type GridHandle, LoadingRows, Page, PageHeader, Tabs } from '../../ui';
import { ConnectionSelect } from '../connections/ConnectionSelect';
import { useAddress } from '../connections/use-address';
import { BatchPanel } from './BatchPanel';
import { DecidedTab } from './DecidedTab';
import { DoubtfulTab } from './DoubtfulTab';
import styles from './Matching.module.css';
import { NothingOpen } from './NothingOpen';
import { ProposalTab } from './ProposalTab';
import { readTab, TABS, type TabId } from './tabs';
import { useCounted } from './use-counted';
import { type MatchActions, useMatchActions } from './use-match-actions';

/** Which listing of a channel is which product: sure ones at once, doubtful ones one by one, new ones made. */
export function MatchingPage() {
  const text = useText('matching');
  const [address, change] = useAddress();
  const parsed = connectionIdSchema.safeParse(address.get('connection'));
  const connectionId = parsed.success ? parsed.data : undefined;
  const connections = useConnections();
  const grid = useRef<GridHandle>(null);
  const refresh = useCallback(() => grid.current?.refresh(), []);
  const actions = useMatchActions(refresh);
  const [showsBatches, setShowsBatches] = useState(false);
  const {
    data: sums,
    error,
    refetch,
  } = useAnswer('matching.summary', { connectionId }, { keepBefore: true });
  const tab = useOpenTab(address.get('tab'), sums);
  const content = (id: TabId, counts: MatchSummary) => {
    if (counts[id] === 0) return <NothingOpen tab={id} sums={counts} onGo={(to) => change({ tab: to })} />;
    const shared = { connectionId, connections, actions, grid };
    switch (id) {
      case 'sure':
      case 'new':
        return <ProposalTab key={id} kind={id} {...shared} />;
      case 'doubtful':
        return (
          <DoubtfulTab
            key={connectionId ?? 'all'}
            count={counts.doubtful}
            connectionId={connectionId}
            connections={connections}
            actions={actions}
          />
        );
      case 'ignored':
      case 'matched':
        return <DecidedTab key={id} state={id} {...shared} />;
    }
  };
  return (
    <Page
      isFilled
      header={
        <PageHeader
          title={text('title')}
          status={<span>{text('purpose')}</span>}
          actions={
            <>
              <Button icon={History} onPress={() => setShowsBatches(!showsBatches)}>
                {text('batches.title')}
              </Button>
              {sums && <Primary tab={tab} sums={sums} connectionId={connectionId} actions={actions} />}
            </>
          }
        />
      }
      sidePanel={showsBatches && <BatchPanel actions={actions} onClose={() => setShowsBatches(false)} />}
    >
      {error && !sums && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!sums && !error && <LoadingRows rows={8} columns={['40%', '25%', '15%']} />}
      {sums && (
        <div className={styles.body}>
          <div className={styles.tools}>
            <ConnectionSelect
              label={text('channel')}
              allLabel={text('allChannels')}
              value={connectionId ?? null}
              onChange={(connection) => change({ connection })}
            />
          </div>
          <Tabs
            label={text('tabs')}
            selected={tab}
            onSelect={(chosen) => change({ tab: chosen })}
            tabs={TABS.map((id) => ({
              id,
              label: text(`tab.${id}`),
              count: sums[id],
              content: content(id, sums),
            }))}
          />
        </div>
      )}
    </Page>
  );
}

/** The tab of the address, or the one with work in it as it was when the page was opened: decisions do not move the page. */
function useOpenTab(named: string | null, sums: MatchSummary | undefined): TabId {
  const first = useRef<TabId>(undefined);
  if (sums !== undefined) first.current ??= readTab(null, sums);
  return named === null ? (first.current ?? 'sure') : readTab(named);
}

interface PrimaryProps {
  readonly tab: TabId;
  readonly sums: MatchSummary;
  readonly connectionId: ConnectionId | undefined;
  readonly actions: MatchActions;
}

/** What does most of the work of the open tab in one go. */
function Primary({ tab, sums, connectionId, actions }: PrimaryProps) {
  const text = useText('matching');
  const counted = useCounted();
  if (tab === 'sure' && sums.sure > 0) {
    return (
      <Button
        variant="primary"
        isPending={actions.isBusy}
        onPress={() => void actions.accept({ connectionId })}
      >
        {text('acceptAll', counted(sums.sure))}
      </Button>
    );
  }
  if (tab === 'new' && sums.new > 0) {
    return (
      <Button
        variant="primary"
        isPending={actions.isBusy}
        onPress={() => void actions.create({ connectionId })}
      >
        {text('createAll', counted(sums.new))}
      </Button>
    );
  }
  return null;
}
