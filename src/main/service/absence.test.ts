import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors/app-error';
import { addConnection, handClock, openTemporary } from '../database/test-kit/temporary-database';
import { AbsenceWatch } from './absence';

const HOUR = 3_600_000;

async function world() {
  const clock = handClock();
  const database = await openTemporary({ now: clock.now });
  const id = addConnection(database, 'Ana mağaza');
  const watch = () => new AbsenceWatch({ database, isScheduled: () => true, now: clock.now });
  return { clock, database, id, watch };
}

it('knows over a restart how long Kervan was closed', async () => {
  const { clock, id, watch } = await world();
  watch().beat();
  const from = clock.now();
  clock.add(9 * HOUR);
  const again = watch();
  again.beat();
  expect(again.current()).toEqual({ from, until: clock.now(), caughtUp: [], waiting: ['Ana mağaza'] });
  again.readingEnded(id, 'orders', clock.now() - 1);
  again.readingEnded(id, 'products', clock.now());
  expect(again.current()?.caughtUp).toEqual([]);
  again.readingEnded(id, 'orders', clock.now());
  expect(watch().current()).toMatchObject({ caughtUp: ['Ana mağaza'], waiting: [] });
});

it('hours without a network count, from the last time there was one', async () => {
  const { clock, database, id, watch } = await world();
  const beating = watch();
  beating.beat();
  const from = clock.now();
  const { problem } = database.write((tx) =>
    tx.problems.report({
      error: new AppError('net.offline').toWire(),
      connectionId: id,
      stream: null,
      runId: null,
    }),
  );
  for (let minute = 0; minute < 120; minute += 1) {
    clock.add(60_000);
    beating.beat();
  }
  expect(beating.current()).toBeNull();
  database.write((tx) => tx.problems.close(problem.id, 'done'));
  beating.beat();
  expect(beating.current()).toMatchObject({ from, until: clock.now() });
});

it('a second absence before the first was made up for is one with it', async () => {
  const { clock, watch } = await world();
  const beating = watch();
  beating.beat();
  const from = clock.now();
  clock.add(2 * HOUR);
  beating.beat();
  clock.add(HOUR);
  beating.beat();
  expect(beating.current()).toMatchObject({ from, until: clock.now() });
});

it('nobody is away where there is no channel, and a clock set back is no absence', async () => {
  const clock = handClock();
  const database = await openTemporary({ now: clock.now });
  const watch = new AbsenceWatch({ database, isScheduled: () => true, now: clock.now });
  watch.beat();
  clock.add(5 * HOUR);
  watch.beat();
  addConnection(database);
  clock.add(-3 * HOUR);
  watch.beat();
  expect(watch.current()).toBeNull();
});
