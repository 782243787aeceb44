import { expect, it } from 'vitest';
import type { CheckStep } from '../../../shared/contract/connections';
import { shownSteps } from './check-steps';

const step = (name: string, state: CheckStep['state']): CheckStep => ({
  step: name,
  state,
  milliseconds: 1,
  error: null,
  field: null,
});
const states = (steps: ReturnType<typeof shownSteps>) => steps.map(({ name, state }) => `${name} ${state}`);

it('turns the next expected step while the test runs', () => {
  expect(states(shownSteps([step('internet', 'passed'), step('address', 'passed')], true))).toEqual([
    'internet passed',
    'address passed',
    'clock running',
    'key waiting',
    'readProducts waiting',
    'readOrders waiting',
  ]);
});

it('turns nothing after a failure', () => {
  expect(
    states(shownSteps([step('internet', 'failed')], true)).some((text) => text.endsWith('running')),
  ).toBe(false);
});

it('shows only what was told once it has ended, with steps it did not expect', () => {
  expect(
    states(
      shownSteps([step('internet', 'passed'), step('account', 'failed'), step('write', 'notTried')], false),
    ),
  ).toEqual(['internet passed', 'account failed', 'write notTried']);
});
