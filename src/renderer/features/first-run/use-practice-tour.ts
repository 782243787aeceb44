import './locale';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toAppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import { useAnswer } from '../../lib/queries';
import { useToast } from '../../ui';

/** Connects every practice marketplace that runs beside Kervan; the ones already connected stay as they are. */
export function usePracticeTour(onDone: () => void) {
  const text = useText('firstRun');
  const toast = useToast();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const { data: accounts } = useAnswer('desktop.practiceAccounts', {});

  const start = async () => {
    setBusy(true);
    try {
      const [known, cards] = await Promise.all([call('connections.list', {}), call('integrations.list', {})]);
      const missing = (accounts ?? []).filter(
        ({ integration }) =>
          !known.some((connection) => connection.practice && connection.integration === integration),
      );
      for (const { integration, url, credentials } of missing) {
        const name = cards.find((card) => card.id === integration)?.name ?? integration;
        await call('connections.create', {
          integration,
          name: text('practiceName', { name }),
          credentials,
          settings: { baseUrl: url },
          active: true,
        });
      }
      toast({ kind: 'done', text: text('tourDone', { count: missing.length }) });
      onDone();
    } catch (thrown) {
      toast({ kind: 'failed', text: text('tourFailed'), detail: errorText(toAppError(thrown)) });
    } finally {
      void client.invalidateQueries();
      setBusy(false);
    }
  };
  return { isThere: (accounts?.length ?? 0) > 0, isBusy, start: () => void start() };
}
