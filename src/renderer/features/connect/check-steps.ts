import type { CheckStep } from '../../../shared/contract/connections';
import type { StepState } from '../../ui';

/** Steps every test begins with, then what reading needs; the channel's own list replaces them as it arrives. */
const EXPECTED = ['internet', 'address', 'clock', 'key', 'readProducts', 'readOrders'] as const;

export const KNOWN_STEPS = [...EXPECTED, 'account', 'write'] as const;
export type KnownStep = (typeof KNOWN_STEPS)[number];

export interface ShownStep {
  readonly name: string;
  readonly state: StepState;
  readonly told: CheckStep | null;
}

export function isKnownStep(name: string): name is KnownStep {
  return KNOWN_STEPS.some((known) => known === name);
}

/**
 * The list on screen: what was told, then, while the test runs, what is still expected, its first step turning. Once it has ended
 * only what was told stands there.
 */
export function shownSteps(told: readonly CheckStep[], isRunning: boolean): readonly ShownStep[] {
  const known = new Set(told.map(({ step }) => step));
  const arrived = told.map((step) => ({ name: step.step, state: step.state, told: step }));
  if (!isRunning) return arrived;
  const hasFailed = told.some(({ state }) => state === 'failed');
  const expected = EXPECTED.filter((name) => !known.has(name));
  return [
    ...arrived,
    ...expected.map((name, index) => ({
      name,
      state: index === 0 && !hasFailed ? ('running' as const) : ('waiting' as const),
      told: null,
    })),
  ];
}
