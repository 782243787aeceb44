import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from './turns';

test('two long works never take their steps in one round of the event loop, and neither waits twice', async () => {
  const turns = new Turns();
  let round = 0;
  let isOver = false;
  const rounds = (async () => {
    while (!isOver) {
      await setImmediate();
      round += 1;
    }
  })();
  const steps: { readonly work: string; readonly round: number }[] = [];
  const work = async (name: string) => {
    for (let step = 0; step < 5; step += 1) {
      await turns.next();
      steps.push({ work: name, round });
    }
  };
  await Promise.all([work('sync'), work('outbox')]);
  isOver = true;
  await rounds;
  expect(steps.map((step) => step.work).join(' ')).toBe(Array(5).fill('sync outbox').join(' '));
  expect(new Set(steps.map((step) => step.round)).size).toBe(10);
});
