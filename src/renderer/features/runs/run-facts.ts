import type { Run, StreamProgress } from '../../../shared/contract/runs';
import type { RunState } from '../../../shared/domain/stream';

export const ENDED_STATES = ['done', 'partial', 'failed', 'cancelled'] as const satisfies readonly RunState[];
export const GOING_STATES = ['queued', 'running', 'paused'] as const satisfies readonly RunState[];

export function hasEnded(state: RunState): boolean {
  return ENDED_STATES.some((ended) => ended === state);
}

/** Sums over the streams of a run. */
export function totalsOf(run: Run): {
  readonly received: number;
  readonly odd: number;
  readonly pages: number;
} {
  return run.streams.reduce(
    (sum, stream) => ({
      received: sum.received + stream.received,
      odd: sum.odd + stream.odd,
      pages: sum.pages + stream.pages,
    }),
    { received: 0, odd: 0, pages: 0 },
  );
}

/** Ms from start to end, or until now while it runs; null before it starts. */
export function durationOf(
  span: Pick<StreamProgress, 'startedAt' | 'endedAt'>,
  nowMs: number,
): number | null {
  return span.startedAt === null ? null : Math.max(0, (span.endedAt ?? nowMs) - span.startedAt);
}

/** Filters of the list of runs and the states behind them. */
export const RUN_FILTERS = {
  all: undefined,
  going: [...GOING_STATES],
  done: ['done'],
  trouble: ['partial', 'failed'],
  cancelled: ['cancelled'],
} as const satisfies Record<string, readonly RunState[] | undefined>;
export type RunFilter = keyof typeof RUN_FILTERS;

export function isRunFilter(text: string | null): text is RunFilter {
  return text !== null && Object.hasOwn(RUN_FILTERS, text);
}

/** The page of the list with the newest word on a run: replaced in place, put in front when new, left out when it no longer fits. */
export function withRun(
  runs: readonly Run[],
  changed: Run,
  wanted: { readonly connectionId?: string | undefined; readonly states?: readonly RunState[] | undefined },
): readonly Run[] {
  const fits =
    (wanted.connectionId === undefined || wanted.connectionId === changed.connectionId) &&
    (wanted.states === undefined || wanted.states.includes(changed.state));
  const isKnown = runs.some((run) => run.id === changed.id);
  if (!fits) return isKnown ? runs.filter((run) => run.id !== changed.id) : runs;
  if (isKnown) return runs.map((run) => (run.id === changed.id ? changed : run));
  return [changed, ...runs];
}
