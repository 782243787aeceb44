import { useText } from '../../i18n/use-text';
import { Spinner } from '../../ui';
import { useWaitStage } from '../../ui/LoadingRows';
import styles from './Start.module.css';
import { StartFrame } from './StartFrame';

/** Nothing at first, since most starts are over before anything could be read. */
export function StartingScreen() {
  const text = useText('start');
  const stage = useWaitStage(true);
  if (stage === 'nothing') return <main aria-busy="true" />;
  return (
    <StartFrame>
      <p className={styles.waiting} role="status">
        <Spinner />
        {text('starting')}
      </p>
      {stage === 'sentence' && <p className={styles.muted}>{text('slow')}</p>}
    </StartFrame>
  );
}
