import { useEffect, useState } from 'react';
import { useText } from '../i18n/use-text';
import styles from './LoadingRows.module.css';

const SKELETON_AFTER_MS = 200;
const SENTENCE_AFTER_MS = 3000;

export type WaitStage = 'nothing' | 'skeleton' | 'sentence';

/** How long a wait has lasted, in the three stages a loading place shows. */
export function useWaitStage(isWaiting: boolean): WaitStage {
  const [stage, setStage] = useState<WaitStage>('nothing');
  useEffect(() => {
    setStage('nothing');
    if (!isWaiting) return;
    const skeleton = setTimeout(() => setStage('skeleton'), SKELETON_AFTER_MS);
    const sentence = setTimeout(() => setStage('sentence'), SENTENCE_AFTER_MS);
    return () => {
      clearTimeout(skeleton);
      clearTimeout(sentence);
    };
  }, [isWaiting]);
  return stage;
}

interface LoadingRowsProps {
  readonly rows?: number;
  /** Real column widths (CSS), so that nothing jumps when the rows come. */
  readonly columns?: readonly string[];
  /** Shown from the third second; with counts where they are known. */
  readonly sentence?: string;
}

/** Nothing for 200 ms, then still grey rows, then a sentence as well. */
export function LoadingRows({
  rows = 6,
  columns = ['35%', '20%', '15%', '15%'],
  sentence,
}: LoadingRowsProps) {
  const text = useText('common');
  const stage = useWaitStage(true);
  if (stage === 'nothing') return <div className={styles.place} aria-busy="true" />;
  return (
    <div className={styles.place} aria-busy="true">
      <p className={stage === 'sentence' ? styles.sentence : 'visually-hidden'} role="status">
        {sentence ?? text('state.loading')}
      </p>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey rows have no identity
        <div key={row} className={styles.row} aria-hidden="true">
          {columns.map((width, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: grey cells have no identity
            <span key={column} className={styles.cell} style={{ width }} />
          ))}
        </div>
      ))}
    </div>
  );
}
