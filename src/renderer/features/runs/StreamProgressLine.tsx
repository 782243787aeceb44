import { Hourglass } from 'lucide-react';
import type { StreamProgress } from '../../../shared/contract/runs';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { ProgressBar, StatusMark } from '../../ui';
import { runStatus } from '../connections/status';
import { withFacts } from '../connections/with-facts';
import './locale';
import styles from './Runs.module.css';
import { hasEnded } from './run-facts';

interface StreamProgressLineProps {
  readonly stream: StreamProgress;
  /** Name of the channel, for the sentence of a failure. */
  readonly channel?: string | undefined;
  readonly isSpoken?: boolean;
}

/** One stream of a run: true counts while it goes, its end and its cause afterwards. */
export function StreamProgressLine({ stream, channel, isSpoken }: StreamProgressLineProps) {
  const names = useText('connections');
  const errorText = useErrorText();
  const facts = useStreamFacts(stream);
  const label = names(`stream.${stream.stream}`);
  if (stream.state === 'running') {
    return (
      <div className={styles.stream}>
        <ProgressBar
          label={label}
          done={stream.received}
          total={stream.totalRecords ?? undefined}
          {...(stream.remainingMs === null ? {} : { leftMs: stream.remainingMs })}
          facts={facts}
          isSpoken={isSpoken}
        />
        {stream.wait && <WaitLine wait={stream.wait} />}
      </div>
    );
  }
  return (
    <div className={styles.stream}>
      <div className={styles.line}>
        <strong>{label}</strong>
        <StatusMark state={runStatus(stream.state)} detail={endText()} />
      </div>
      {stream.error && <p>{errorText(withFacts(stream.error, { channel }))}</p>}
    </div>
  );

  function endText(): string | undefined {
    if (stream.received === 0 && !hasEnded(stream.state)) return undefined;
    return facts.join(' · ');
  }
}

/** Page, rate and the rest, in words. */
function useStreamFacts(stream: StreamProgress): string[] {
  const text = useText('runs');
  const format = useFormat();
  const facts: string[] = [];
  if (stream.state !== 'running') facts.push(text('count.received', { n: format.number(stream.received) }));
  if (stream.totalPages !== null && stream.totalPages > 0) {
    facts.push(
      text('count.pageOf', { n: format.number(stream.pages), total: format.number(stream.totalPages) }),
    );
  } else if (stream.pages > 0) facts.push(text('count.page', { n: format.number(stream.pages) }));
  if (stream.rate !== null && stream.rate > 0) {
    facts.push(text('count.rate', { n: format.number(Math.round(stream.rate)) }));
  }
  if (stream.odd > 0) facts.push(text('count.odd', { n: format.number(stream.odd) }));
  return facts;
}

function WaitLine({ wait }: { readonly wait: NonNullable<StreamProgress['wait']> }) {
  const text = useText('runs');
  const format = useFormat();
  const now = useNow(1000);
  const left = format.relative(Math.max(wait.until, now + 1000), now);
  return (
    <span className={styles.wait}>
      <Hourglass size={14} aria-hidden />
      {text(`wait.${wait.reason}`, { left })}
    </span>
  );
}
