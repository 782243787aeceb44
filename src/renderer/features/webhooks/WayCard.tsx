import type { WayIn } from '../../../shared/contract/webhooks';
import type { WireError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, Card, RelativeTime, Spinner, StatusLabel } from '../../ui';
import { useFailedToast } from '../connections/use-failed-toast';
import { wayState } from './delivery-status';
import styles from './Webhooks.module.css';

interface WayCardProps {
  readonly way: WayIn;
  readonly onAsk: () => void;
}

/** The truth of the way in: whether the public address leads here, tried from outside, and by which tunnel. */
export function WayCard({ way, onAsk }: WayCardProps) {
  const text = useText('webhooks');
  const errorText = useErrorText();
  const { tunnel } = way;
  const isOpening = tunnel?.state === 'starting';
  const trouble = isOpening ? null : troubleOf(way);
  if (way.address === null && tunnel === null)
    return (
      <Card title={text('way.title')} actions={<Button onPress={onAsk}>{text('way.enter')}</Button>}>
        <p>{text('way.none')}</p>
        {way.listenError && <p className={styles.trouble}>{errorText(way.listenError)}</p>}
      </Card>
    );
  return (
    <Card
      title={text('way.title')}
      tone={trouble === null ? 'plain' : 'error'}
      actions={<Actions way={way} onAsk={onAsk} />}
    >
      {isOpening ? (
        <p className={styles.line} role="status">
          <Spinner /> {text('tunnel.starting', { program: tunnel.program })}
        </p>
      ) : (
        <Truth way={way} isTroubled={trouble !== null} />
      )}
      {trouble !== null && <p className={styles.trouble}>{errorText(trouble)}</p>}
    </Card>
  );
}

function troubleOf({ listenError, checkError, tunnel }: WayIn): WireError | null {
  return listenError ?? tunnel?.error ?? checkError;
}

const WAY_STATUS = { works: 'conn.ok', unchecked: 'conn.new', broken: 'conn.down' } as const;

function Truth({ way, isTroubled }: { readonly way: WayIn; readonly isTroubled: boolean }) {
  const text = useText('webhooks');
  const format = useFormat();
  const now = useNow();
  const { tunnel } = way;
  const state =
    isTroubled || wayState(way) === 'broken' ? 'broken' : wayState(way) === 'works' ? 'works' : 'unchecked';
  return (
    <div className={styles.line}>
      {way.address !== null && <span className={styles.address}>{way.address}</span>}
      <StatusLabel state={WAY_STATUS[state]} word={text(`way.${state}`)} isSoft />
      {way.checkedAt !== null && (
        <span className={styles.muted}>
          {text('way.checked')} <RelativeTime at={way.checkedAt} now={now} />
        </span>
      )}
      {tunnel !== null && (
        <span className={styles.muted}>{text('tunnel.by', { program: tunnel.program })}</span>
      )}
      {tunnel !== null && tunnel.nextTryAt !== null && (
        <span className={styles.muted}>
          {text('tunnel.next', { time: format.time(tunnel.nextTryAt, true) })}
        </span>
      )}
      {way.port !== null && <span className={styles.muted}>{text('way.port', { port: way.port })}</span>}
    </div>
  );
}

function Actions({ way: { tunnel, address }, onAsk }: WayCardProps) {
  const text = useText('webhooks');
  const onFailed = useFailedToast();
  const check = useAction('webhooks.check', { onFailed });
  const setTunnel = useAction('webhooks.setTunnel', { onFailed });
  const isDown = tunnel?.state === 'waiting' || tunnel?.state === 'missing';
  return (
    <>
      {isDown && (
        <Button isPending={setTunnel.isPending} onPress={() => setTunnel.mutate({ program: tunnel.program })}>
          {text('tunnel.again')}
        </Button>
      )}
      {!isDown && address !== null && tunnel?.state !== 'starting' && (
        <Button isPending={check.isPending} onPress={() => check.mutate({})}>
          {text('way.check')}
        </Button>
      )}
      {tunnel !== null && (
        <Button
          variant="quiet"
          isDisabled={setTunnel.isPending}
          onPress={() => setTunnel.mutate({ program: null })}
        >
          {text('tunnel.stop')}
        </Button>
      )}
      <Button variant="quiet" onPress={onAsk}>
        {text('way.change')}
      </Button>
    </>
  );
}
