import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { ConnectionSummary } from '../../shared/contract/connections';
import type { Run } from '../../shared/contract/runs';
import { listen } from './kervan';
import { useAnswer } from './queries';

interface LiveRuns {
  readonly runs: ReadonlyMap<string, Run>;
  readonly take: (run: Run) => void;
}

/** Runs as the news tell them: four times a second, without a question to main. */
const useLiveRuns = create<LiveRuns>()((set) => ({
  runs: new Map(),
  take: (run) =>
    set(({ runs }) => {
      const next = new Map(runs);
      if (isOver(run)) next.delete(run.id);
      else next.set(run.id, run);
      return { runs: next };
    }),
}));

function isOver({ state }: Run): boolean {
  return state === 'done' || state === 'partial' || state === 'failed' || state === 'cancelled';
}

/** Mounted once by the window. */
export function useFollowRuns(): void {
  const take = useLiveRuns((store) => store.take);
  useEffect(() => listen('run.changed', take), [take]);
}

export function useOverview() {
  return useAnswer('overview.get', {});
}

/** How many listings wait to be matched; undefined until it is known. */
export function useMatchSummary() {
  return useAnswer('matching.summary', {}).data;
}

const NO_SUMS = { held: 0, differing: 0 };

/** How many values a guard holds, and how many stand otherwise at their channel. */
export function useValueSums(): { readonly held: number; readonly differing: number } {
  return useValuesSummary() ?? NO_SUMS;
}

/** How the values of each channel stand; undefined until it is known. */
export function useValuesSummary() {
  return useAnswer('values.summary', {}).data;
}

export function useConnections(): readonly ConnectionSummary[] {
  return useOverview().data?.connections ?? NO_CONNECTIONS;
}

const NO_CONNECTIONS: readonly ConnectionSummary[] = [];

/** Every run that is not over, the oldest first. */
export function useActiveRuns(): readonly Run[] {
  const asked = useOverview().data?.activeRuns;
  const live = useLiveRuns((store) => store.runs);
  return useMemo(() => {
    const all = new Map((asked ?? []).map((run) => [run.id, run] as const));
    for (const run of live.values()) all.set(run.id, run);
    return [...all.values()].sort((a, b) => a.createdAt - b.createdAt);
  }, [asked, live]);
}

export function useIsPractice(): boolean {
  return useAnswer('system.status', {}).data?.practice ?? false;
}
