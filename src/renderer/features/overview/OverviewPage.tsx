import './locale';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { Overview } from '../../../shared/contract/overview';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { PartialBanner } from '../../lib/grid-page/PartialBanner';
import { usePreferences, usePreferencesStore } from '../../lib/preferences';
import { useOverview } from '../../lib/shell-facts';
import { Button, Card, EmptyState, ErrorState, LoadingRows, Page, PageHeader, Sparkline } from '../../ui';
import { useTourButton } from '../first-run/use-tour-button';
import { AbsenceBanner } from './AbsenceBanner';
import { ChannelList } from './ChannelList';
import { Figures } from './Figures';
import styles from './Overview.module.css';
import { Tasks } from './Tasks';

/** What needs a person today, and whether the channels are in step. */
export function OverviewPage() {
  const text = useText('overview');
  const format = useFormat();
  const now = useNow(60_000);
  const { data, error, refetch } = useOverview();
  useFirstRunDone(data);
  return (
    <Page
      header={
        <PageHeader title={text('title')} status={<span>{text('today', { date: format.date(now) })}</span>} />
      }
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingRows rows={8} />}
      {data && (data.connections.length === 0 ? <NoChannels /> : <Content overview={data} />)}
    </Page>
  );
}

function Content({ overview }: { readonly overview: Overview }) {
  return (
    <>
      <PartialBanner />
      {overview.absence && <AbsenceBanner absence={overview.absence} />}
      <Figures overview={overview} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Tasks overview={overview} />
          <Hours perHour={overview.ordersPerHour} />
        </div>
        <ChannelList connections={overview.connections} />
      </div>
    </>
  );
}

function NoChannels() {
  const text = useText('overview');
  const navigate = useNavigate();
  const tour = useTourButton(() => undefined);
  return (
    <EmptyState
      sentence={text('empty')}
      detail={tour.explanation}
      actions={
        <>
          <Button variant="primary" onPress={() => void navigate('/catalogue')}>
            {text('connect')}
          </Button>
          {tour.button}
        </>
      }
    />
  );
}

function Hours({ perHour }: { readonly perHour: readonly number[] }) {
  const text = useText('overview');
  const format = useFormat();
  const most = Math.max(0, ...perHour);
  const hour = `${String(perHour.indexOf(most)).padStart(2, '0')}:00`;
  const summary =
    most === 0 ? text('hours.none') : text('hours.summary', { hour, count: format.number(most) });
  return (
    <Card title={text('hours.title')}>
      {most > 0 && (
        <div className={styles.hours}>
          <Sparkline values={perHour} summary={summary} width={336} height={56} />
          <div className={styles.hourMarks} aria-hidden="true">
            {['00', '06', '12', '18'].map((mark) => (
              <span key={mark}>{mark}</span>
            ))}
          </div>
        </div>
      )}
      <p className={styles.muted}>{summary}</p>
    </Card>
  );
}

/** Whoever has a channel has seen the first pages, however it came here. */
function useFirstRunDone(overview: Overview | undefined): void {
  const { firstRunDone } = usePreferences();
  const hasChannel = (overview?.connections.length ?? 0) > 0;
  useEffect(() => {
    if (hasChannel && !firstRunDone) void usePreferencesStore.getState().change({ firstRunDone: true });
  }, [hasChannel, firstRunDone]);
}
