import { useState } from 'react';
import { useText } from '../../i18n/use-text';
import { Banner, Button } from '../../ui';
import { usePracticeTour } from './use-practice-tour';
import styles from './Welcome.module.css';

/** Looks around with practice marketplaces, or says how they are started. */
export function useTourButton(onDone: () => void, isDisabled = false) {
  const text = useText('firstRun');
  const tour = usePracticeTour(onDone);
  const [isExplained, setExplained] = useState(false);
  const button = (
    <Button
      isDisabled={isDisabled}
      isPending={tour.isBusy}
      onPress={() => (tour.isThere ? tour.start() : setExplained(!isExplained))}
      aria-expanded={tour.isThere ? undefined : isExplained}
    >
      {text(tour.isBusy ? 'tourBusy' : 'tour')}
    </Button>
  );
  const explanation = isExplained && !tour.isThere && (
    <Banner tone="info" isSpoken>
      {text('tourHow')} <code className={styles.command}>{text('tourCommand')}</code>
    </Banner>
  );
  return { button, explanation };
}
