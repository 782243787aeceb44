import '../../lib/values-locale';
import { RefreshCw } from 'lucide-react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { ConnectionId } from '../../../shared/domain/ids';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { useConnections } from '../../lib/shell-facts';
import { Button, Menu, useToast } from '../../ui';
import { useFailedToast } from '../connections/use-failed-toast';

/** Asks a channel now what it shows; with several channels, which one. */
export function ReadAgain({ connectionId }: { readonly connectionId: ConnectionId | null }) {
  const text = useText('values');
  const connections = useConnections();
  const format = useFormat();
  const toast = useToast();
  const onFailed = useFailedToast();
  const read = useAction('differences.readAgain', { onFailed });
  const start = ({ id, name }: ConnectionSummary) =>
    read.mutate(
      { connectionId: id },
      {
        onSuccess: ({ asked }) =>
          void toast({
            kind: 'info',
            text: text('differences.asked', { channel: name, count: asked, formatted: format.number(asked) }),
          }),
      },
    );
  const chosen = connections.find(({ id }) => id === connectionId);
  const only = chosen ?? (connections.length === 1 ? connections[0] : undefined);
  if (only)
    return (
      <Button icon={RefreshCw} isPending={read.isPending} onPress={() => start(only)}>
        {text('differences.readAgain')}
      </Button>
    );
  return (
    <Menu
      label={text('differences.readAgainMenu')}
      trigger={
        <Button icon={RefreshCw} isDisabled={connections.length === 0 || read.isPending}>
          {text('differences.readAgain')}
        </Button>
      }
      entries={connections.map((connection) => ({
        id: connection.id,
        label: connection.name,
        onAction: () => start(connection),
      }))}
    />
  );
}
