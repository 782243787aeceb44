import { useState } from 'react';
import { MOST_ORDERS_ASKED, type OrderActionView } from '../../../shared/contract/order-changes';
import type { OrderQuery } from '../../../shared/contract/queries';
import { type OrderId, orderIdSchema } from '../../../shared/domain/ids';
import { type AppError, toAppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage, useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import { useConnections } from '../../lib/shell-facts';
import { Button, type GridSelection, selectedCount, useToast } from '../../ui';
import { OrderChangeDialog } from './OrderChangeDialog';

interface SelectionChangeProps {
  readonly selection: GridSelection;
  readonly query: OrderQuery;
}

/** The same change of status for every selected order that can make it. */
export function SelectionChange({ selection, query }: SelectionChangeProps) {
  const text = useText('orders');
  const language = useLanguage();
  const errorText = useErrorText();
  const toast = useToast();
  const connections = useConnections();
  const [options, setOptions] = useState<readonly OrderActionView[]>([]);
  const [isAsking, setAsking] = useState(false);
  const count = selectedCount(selection);
  const fail = (error: AppError) =>
    toast({ kind: 'failed', text: text('change.notAsked'), detail: errorText(error) });
  const ask = async () => {
    if (count > MOST_ORDERS_ASKED) {
      toast({ kind: 'info', text: text('change.tooMany', { count: MOST_ORDERS_ASKED }) });
      return;
    }
    setAsking(true);
    try {
      const { actions } = await call('orders.actions', { ids: [...(await idsOf(selection, query))] });
      const possible = actions.filter((one) => one.possible.length > 0);
      if (possible.length === 0) toast({ kind: 'info', text: text('change.nonePossible') });
      setOptions(possible);
    } catch (thrown) {
      fail(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };
  const channelOf = (one: OrderActionView) =>
    connections.find(({ id }) => id === one.connectionId)?.name ?? '';
  return (
    <>
      <Button size="small" isPending={isAsking} onPress={() => void ask()}>
        {text('change.title')}
      </Button>
      {options.length > 0 && (
        <OrderChangeDialog
          options={options}
          nameOf={(one) =>
            text('change.option', {
              channel: channelOf(one),
              status: one.title[language],
              count: one.possible.length,
            })
          }
          onClose={() => setOptions([])}
        />
      )}
    </>
  );
}

async function idsOf(selection: GridSelection, query: OrderQuery): Promise<readonly OrderId[]> {
  if (selection.kind === 'ids') return [...selection.ids].map((id) => orderIdSchema.parse(id));
  const limit = Math.min(500, MOST_ORDERS_ASKED + selection.except.size);
  const rows = await call('orders.window', { query, window: { offset: 0, limit } });
  return rows.map(({ id }) => id).filter((id) => !selection.except.has(id));
}
