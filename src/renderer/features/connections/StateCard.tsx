import { useNavigate } from 'react-router';
import type { ConnectionDetail } from '../../../shared/contract/connections';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Banner, Button, Card, FaultChip } from '../../ui';
import styles from './Connections.module.css';
import { KeyForm } from './KeyForm';
import { problemError } from './with-facts';

interface StateCardProps {
  readonly connection: ConnectionDetail;
  /** The settings already show the key's form. */
  readonly isRenewing: boolean;
}

/** What keeps this connection from being read, over everything else; nothing on a healthy day. */
export function StateCard({ connection, isRenewing }: StateCardProps) {
  const text = useText('connections');
  const { state, error } = connection;
  switch (state) {
    case 'ok':
    case 'new':
      return null;
    case 'keyRejected':
      return <KeyRefused connection={connection} isRenewing={isRenewing} />;
    case 'paused':
      return <PausedBanner connection={connection} />;
    case 'limit':
      return error ? (
        <Trouble connection={connection} tone="info" />
      ) : (
        <Banner tone="info">{text('waitingLimit')}</Banner>
      );
    case 'offline':
      return <Trouble connection={connection} tone="info" />;
    case 'down':
    case 'problem':
      return <Trouble connection={connection} tone="error" />;
  }
}

function KeyRefused({ connection, isRenewing }: StateCardProps) {
  const text = useText('connections');
  const errorText = useErrorText();
  if (!connection.error) return null;
  return (
    <Card tone="error" title={text('keyForm.rejectedTitle')}>
      <p>{errorText(connection.error)}</p>
      <div className={styles.states}>
        <FaultChip fault={connection.error.fault} />
        <span className={styles.muted}>{text('keyForm.rejectedWaits')}</span>
      </div>
      {!isRenewing && <KeyForm connection={connection} />}
    </Card>
  );
}

function PausedBanner({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const format = useFormat();
  const { pausedAt, pausedUntil } = connection;
  if (pausedAt === null) return <Banner tone="info">{text('pausedNever')}</Banner>;
  const since = format.dateTime(pausedAt);
  return (
    <Banner tone="info">
      {pausedUntil === null
        ? text('pausedSince', { since })
        : text('pausedUntil', { since, until: `${format.date(pausedUntil)} ${format.clock(pausedUntil)}` })}
    </Banner>
  );
}

interface TroubleProps {
  readonly connection: ConnectionDetail;
  readonly tone: 'info' | 'error';
}

function Trouble({ connection, tone }: TroubleProps) {
  const text = useText('connections');
  const errorText = useErrorText();
  const navigate = useNavigate();
  const now = useNow(60_000);
  const { data } = useAnswer('problems.list', { connectionId: connection.id, states: ['open'], limit: 5 });
  if (!connection.error) return null;
  const code = connection.error.code;
  const problem = data?.problems.find((one) => one.error.code === code);
  const error = problem ? problemError(problem, now) : connection.error;
  return (
    <Banner
      tone={tone}
      actions={
        <Button
          size="small"
          onPress={() =>
            void navigate(problem ? `/errors/${problem.id}` : `/errors?connection=${connection.id}`)
          }
        >
          {text('openProblem')}
        </Button>
      }
    >
      <span className={styles.states}>
        <span>{errorText(error)}</span>
        <FaultChip fault={error.fault} />
      </span>
    </Banner>
  );
}
