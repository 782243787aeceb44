import { useCallback, useEffect, useRef, useState } from 'react';
import type { InputOf, WindowOperations } from '../../../shared/contract';
import type { CheckReport, CheckStep } from '../../../shared/contract/connections';
import { type AppError, toAppError } from '../../../shared/errors/app-error';
import { call } from '../../lib/kervan';
import { useNews } from '../../lib/queries';

type TestInput = Omit<InputOf<WindowOperations['connections.test']>, 'token'>;

export type TestState =
  | { readonly state: 'idle' }
  | {
      readonly state: 'running';
      readonly token: string;
      readonly startedAt: number;
      readonly steps: readonly CheckStep[];
    }
  | { readonly state: 'stopped'; readonly steps: readonly CheckStep[] }
  | { readonly state: 'done'; readonly report: CheckReport }
  /** It could not be tried at all. */
  | { readonly state: 'refused'; readonly error: AppError };

/** Runs "Test connection": steps arrive one by one; it can be stopped; leaving the page stops it too. */
export function useConnectionTest() {
  const [test, setTest] = useState<TestState>({ state: 'idle' });
  const current = useRef<string | null>(null);

  useNews('check.step', ({ token, step }) => {
    setTest((before) =>
      before.state === 'running' && before.token === token
        ? { ...before, steps: [...before.steps, step] }
        : before,
    );
  });

  const stop = useCallback(() => {
    const token = current.current;
    if (token === null) return;
    current.current = null;
    void call('connections.cancelTest', { token }).catch(() => undefined);
    setTest((before) => (before.state === 'running' ? { state: 'stopped', steps: before.steps } : before));
  }, []);

  const start = useCallback(async (input: TestInput): Promise<CheckReport | undefined> => {
    const token = crypto.randomUUID();
    current.current = token;
    setTest({ state: 'running', token, startedAt: Date.now(), steps: [] });
    // An answer of a test that was stopped comes too late to be shown.
    const settle = (next: TestState) => {
      if (current.current !== token) return false;
      current.current = null;
      setTest(next);
      return true;
    };
    try {
      const report = await call('connections.test', { ...input, token });
      return settle({ state: 'done', report }) ? report : undefined;
    } catch (thrown) {
      settle({ state: 'refused', error: toAppError(thrown) });
      return undefined;
    }
  }, []);

  const reset = useCallback(() => setTest({ state: 'idle' }), []);

  useEffect(() => stop, [stop]);
  return { test, start, stop, reset };
}
