import { ChevronDown, CirclePlay, RefreshCw } from 'lucide-react';
import type { ConnectionDetail } from '../../../shared/contract/connections';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, Menu } from '../../ui';
import { tomorrowAt } from './istanbul-time';
import { useFailedToast } from './use-failed-toast';

const HOUR_MS = 3_600_000;
const MORNING = 8;

/** Sync now, pause and resume. */
export function ConnectionActions({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const onFailed = useFailedToast();
  const sync = useAction('connections.sync', { onFailed });
  const activate = useAction('connections.activate', { onFailed });
  const isReading = connection.streams.some(({ activeRunId }) => activeRunId !== null);
  const { id, active } = connection;
  if (!active) {
    return (
      <Button
        variant="primary"
        icon={CirclePlay}
        isPending={activate.isPending}
        onPress={() => activate.mutate({ id })}
      >
        {text('resume')}
      </Button>
    );
  }
  // While the key is refused the one thing to do is to renew it; its card has the primary button.
  const isKeyRefused = connection.state === 'keyRejected';
  return (
    <>
      <PauseMenu connection={connection} />
      <Button
        variant={isKeyRefused ? 'secondary' : 'primary'}
        icon={RefreshCw}
        isPending={sync.isPending || isReading}
        onPress={() => sync.mutate({ id })}
      >
        {text(isReading ? 'syncRunning' : 'sync')}
      </Button>
    </>
  );
}

function PauseMenu({ connection: { id } }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const format = useFormat();
  const pause = useAction('connections.deactivate', { onFailed: useFailedToast() });
  const morning = tomorrowAt(MORNING, Date.now());
  return (
    <Menu
      label={text('pauseMenu')}
      trigger={
        <Button icon={ChevronDown} isPending={pause.isPending}>
          {text('pause')}
        </Button>
      }
      entries={[
        {
          id: 'hour',
          label: text('pauseHour'),
          onAction: () => pause.mutate({ id, until: Date.now() + HOUR_MS }),
        },
        {
          id: 'tomorrow',
          label: text('pauseTomorrow', { time: format.clock(morning) }),
          onAction: () => pause.mutate({ id, until: morning }),
        },
        { id: 'open', label: text('pauseOpen'), onAction: () => pause.mutate({ id }) },
      ]}
    />
  );
}
