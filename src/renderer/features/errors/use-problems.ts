import type { Problem } from '../../../shared/contract/problems';
import type { Fault } from '../../../shared/errors/app-error';
import type { useAnswer } from '../../lib/queries';

export const PROBLEM_STATES = ['open', 'snoozed', 'closed'] as const;
export type ProblemState = (typeof PROBLEM_STATES)[number];
export const FAULTS: readonly Fault[] = ['merchant', 'channel', 'network', 'kervan'];

/** At most so many causes of a state are looked at on one screen; main answers the newest first. */
export const MOST_SHOWN = 200;

export interface ProblemFilter {
  readonly state: ProblemState;
  readonly fault: Fault | null;
  readonly connectionId: string | null;
}

export function isProblemState(text: string | null): text is ProblemState {
  return PROBLEM_STATES.some((state) => state === text);
}

export function isFault(text: string | null): text is Fault {
  return FAULTS.some((fault) => fault === text);
}

/** How many there are by state and by fault, for the chips. */
export function countProblems(problems: readonly Problem[], filter: ProblemFilter) {
  const ofConnection = problems.filter(
    ({ connectionId }) => filter.connectionId === null || connectionId === filter.connectionId,
  );
  const inState = ofConnection.filter(({ state }) => state === filter.state);
  return {
    byState: (state: ProblemState) => ofConnection.filter((problem) => problem.state === state).length,
    byFault: (fault: Fault) => inState.filter((problem) => problem.error.fault === fault).length,
    shown: inState.filter((problem) => filter.fault === null || problem.error.fault === filter.fault),
  };
}

export type ProblemAnswer = ReturnType<typeof useAnswer<'problems.list'>>;
