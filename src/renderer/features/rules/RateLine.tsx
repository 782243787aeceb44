import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Banner, Button } from '../../ui';
import { RateDialog } from './RateDialog';
import styles from './Rules.module.css';
import { isOldRate, rateBetween } from './rates';
import { useRateText } from './use-rate-text';

/** The rate a rule computes with: its number, who set it, its age; or that there is none. */
export function RateLine({ from, to }: { readonly from: string; readonly to: string }) {
  const text = useText('rules');
  const common = useText('common');
  const format = useFormat();
  const now = useNow();
  const equation = useRateText();
  const [isOpen, setOpen] = useState(false);
  const answer = useAnswer('rates.list', {});
  if (!answer.data) return null;
  const rate = rateBetween(answer.data.rates, from, to);
  // A merchant thinks of what a foreign unit costs at home.
  const pair = from === 'TRY' ? { currency: to, base: from } : { currency: from, base: to };
  const dialog = isOpen && <RateDialog {...(rate ? { rate } : { pair })} onClose={() => setOpen(false)} />;
  if (!rate) {
    return (
      <>
        <Banner
          tone="warn"
          actions={
            <Button size="small" onPress={() => setOpen(true)}>
              {text('rates.enter')}
            </Button>
          }
        >
          {text('rates.missing', { from, to })}
        </Banner>
        {dialog}
      </>
    );
  }
  const isOld = isOldRate(rate, now);
  return (
    <p className={styles.rate}>
      <strong>{equation(rate)}</strong>
      <span className={isOld ? styles.stale : styles.muted} title={isOld ? text('rates.old') : undefined}>
        {isOld && <TriangleAlert size={14} role="img" aria-label={text('rates.old')} />}
        {rate.setBy === 'api' ? text('rates.api') : text('rates.person')}, {format.date(rate.setAt)} (
        {format.age(now - rate.setAt)})
      </span>
      <Button size="small" onPress={() => setOpen(true)}>
        {common('action.change')}
      </Button>
      {dialog}
    </p>
  );
}
