import { useEffect, useRef } from 'react';
import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import { useFormat } from '../i18n/use-format';
import { useText } from '../i18n/use-text';
import { useAnnounce } from './Announcer';
import styles from './ProgressBar.module.css';
import { type SpokenProgress, shouldSpeak } from './progress-speech';

interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  /** Undefined while the channel has not told it: then no part of the bar is filled. */
  readonly total: number | undefined;
  /** Estimated ms until the end. */
  readonly leftMs?: number;
  /** More facts after the counts: page, rate, what is waited for. */
  readonly facts?: readonly string[];
  /** Speaks at the start, each 25 %, at most every 30 s, and at the end. */
  readonly isSpoken?: boolean;
}

/** True progress: counts first, a filled bar only when the total is known. */
export function ProgressBar({ label, done, total, leftMs, facts = [], isSpoken }: ProgressBarProps) {
  const text = useText('common');
  const format = useFormat();
  const counts = progressText();
  useSpeech(isSpoken ? `${label}: ${counts}` : undefined, total ? done / total : undefined);
  return (
    <AriaProgressBar
      aria-label={label}
      value={done}
      minValue={0}
      maxValue={total ?? 100}
      isIndeterminate={total === undefined}
      valueLabel={counts}
      className={styles.progress}
    >
      <div className={styles.line}>
        <span className={styles.label}>{label}</span>
        <span className={styles.facts}>{[counts, ...facts].join(' · ')}</span>
      </div>
      <Track fraction={total === undefined ? undefined : total === 0 ? 1 : Math.min(1, done / total)} />
    </AriaProgressBar>
  );

  function progressText(): string {
    if (total === undefined) return text('progress.unknownTotal', { done: format.number(done) });
    const values = { done: format.number(done), total: format.number(total) };
    if (leftMs === undefined) return text('progress.known', values);
    return text('progress.knownLeft', { ...values, left: format.age(leftMs) });
  }
}

function Track({ fraction }: { readonly fraction: number | undefined }) {
  if (fraction === undefined) return <div className={styles.unknown} />;
  return (
    <div className={styles.track}>
      <div className={styles.fill} style={{ transform: `scaleX(${fraction})` }} />
    </div>
  );
}

function useSpeech(sentence: string | undefined, fraction: number | undefined): void {
  const announce = useAnnounce();
  const spoken = useRef<SpokenProgress | undefined>(undefined);
  useEffect(() => {
    if (sentence === undefined) return;
    const now = Date.now();
    if (!shouldSpeak(spoken.current, { fraction, at: now })) return;
    spoken.current = { fraction, at: now };
    announce(sentence);
  }, [sentence, fraction, announce]);
}
