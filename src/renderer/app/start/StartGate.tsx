import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { StartState } from '../../../shared/contract/desktop';
import { assertNever } from '../../../shared/errors/app-error';
import { Welcome } from '../../features/first-run/Welcome';
import { usePreferences } from '../../lib/preferences';
import { useAnswer } from '../../lib/queries';
import { ErrorState } from '../../ui';
import { PassphraseScreen } from './PassphraseScreen';
import { StartFailed } from './StartFailed';
import { StartFrame } from './StartFrame';
import { StartingScreen } from './StartingScreen';

/** Lets the pages in once the service is open; until then says what is waited for or what went wrong. */
export function StartGate({ children }: { readonly children: ReactNode }) {
  const { data, error, refetch } = useAnswer('desktop.startState', {}, { keepBefore: true });
  const start = useHeldForm(data);
  const { firstRunDone } = usePreferences();
  useFreshStart(start?.state);
  if (error && !start) {
    return (
      <StartFrame>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </StartFrame>
    );
  }
  if (!start) return <StartingScreen />;
  switch (start.state) {
    case 'starting':
      return <StartingScreen />;
    case 'failed':
      return <StartFailed error={start.error} backups={start.backups} />;
    case 'keyring':
      if (start.keyring.state === 'locked') return <PassphraseScreen kind="unlock" />;
      return firstRunDone ? <PassphraseScreen kind="set" /> : <Welcome />;
    case 'ready':
      return children;
    default:
      return assertNever(start);
  }
}

/** While a typed passphrase is tried its form stays, so that a refusal has a place to stand. */
function useHeldForm(start: StartState | undefined): StartState | undefined {
  const form = useRef<StartState | undefined>(undefined);
  if (start?.state === 'keyring') form.current = start;
  else if (start !== undefined && start.state !== 'starting') form.current = undefined;
  return start?.state === 'starting' && form.current ? form.current : start;
}

/** Answers from before a restore or an unlock are about another state of the data. */
function useFreshStart(state: string | undefined): void {
  const client = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    if (state === 'ready' && before.current !== undefined && before.current !== 'ready')
      void client.invalidateQueries();
    before.current = state;
  }, [state, client]);
}
