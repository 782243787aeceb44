import type { WayIn } from '../../../shared/contract/webhooks';
import { useErrorText } from '../../i18n/use-error-text';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, Card, RelativeTime, StatusMark } from '../../ui';
import { useFailedToast } from '../connections/use-failed-toast';
import { wayState } from './delivery-status';
import styles from './Webhooks.module.css';

interface WayCardProps {
  readonly way: WayIn;
  readonly onAsk: () => void;
}

/** The truth of the way in: whether the public address leads here, tried from outside. */
export function WayCard({ way, onAsk }: WayCardProps) {
  const text = useText('webhooks');
  const errorText = useErrorText();
  const now = useNow();
  const check = useAction('webhooks.check', { onFailed: useFailedToast() });
  const state = wayState(way);
  if (state === 'none')
    return (
      <Card title={text('way.title')} actions={<Button onPress={onAsk}>{text('way.enter')}</Button>}>
        <p>{text('way.none')}</p>
        {way.listenError && <p className={styles.trouble}>{errorText(way.listenError)}</p>}
      </Card>
    );
  const trouble = way.listenError ?? way.checkError;
  return (
    <Card
      title={text('way.title')}
      tone={trouble === null ? 'plain' : 'error'}
      actions={
        <>
          <Button isPending={check.isPending} onPress={() => check.mutate({})}>
            {text('way.check')}
          </Button>
          <Button variant="quiet" onPress={onAsk}>
            {text('way.change')}
          </Button>
        </>
      }
    >
      <div className={styles.line}>
        <span className={styles.address}>{way.address}</span>
        <StatusMark
          state={trouble === null ? (state === 'works' ? 'conn.ok' : 'conn.new') : 'conn.down'}
          isSoft
        />
        {way.checkedAt !== null && (
          <span className={styles.muted}>
            {text('way.checked')} <RelativeTime at={way.checkedAt} now={now} />
          </span>
        )}
        {way.port !== null && <span className={styles.muted}>{text('way.port', { port: way.port })}</span>}
      </div>
      {trouble !== null && <p className={styles.trouble}>{errorText(trouble)}</p>}
    </Card>
  );
}
