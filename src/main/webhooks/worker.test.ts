import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { webhooks as trendyol } from '../../../connectors/trendyol/webhooks';
import type { ConnectionId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { Database } from '../database';
import { addConnection, openIn, temporaryFolder } from '../database/test-kit/temporary-database';
import { silentLog } from '../log/log';
import { InboxWorker, type ReadingEnd, type WorkerOptions } from './worker';

let folder: ReturnType<typeof temporaryFolder>;
let database: Database;
let worker: InboxWorker;
let id: ConnectionId;
let readings: (() => Promise<ReadingEnd>)[];
let read: ReturnType<typeof vi.fn<WorkerOptions['read']>>;

beforeEach(async () => {
  folder = temporaryFolder();
  database = await openIn(folder.path, { now: Date.now });
  id = addConnection(database);
  readings = [];
  read = vi.fn<WorkerOptions['read']>(() => (readings.shift() ?? goesWell)());
  worker = makeWorker(Date.now);
});
afterEach(async () => {
  await worker.stop();
  database.close();
  folder.remove();
});

function makeWorker(now: () => number): InboxWorker {
  return new InboxWorker({
    ...{ database, read, now, log: silentLog, retryMs: [5, 5], restMs: 1 },
    rulesOf: () => trendyol,
    changed: () => undefined,
  });
}

/** A reading as the coordinator makes it: it has a beginning, and whoever asks is told of its end. */
async function goesWell(): Promise<ReadingEnd> {
  const begunAt = database.write((tx) => tx.stamp());
  await new Promise((resolve) => setImmediate(resolve));
  void worker.readingEnded(id, 'orders', begunAt);
  return { kind: 'done' };
}
const fails =
  (person = false) =>
  async (): Promise<ReadingEnd> => ({
    kind: 'failed',
    error: new AppError(person ? 'auth.keyRejected' : 'chan.down').toWire(),
    person,
  });
const soon = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 2 });

let next = 0;
function arrives(body: string): void {
  next += 1;
  database.write((tx) =>
    tx.inbox.receive({
      ...{ connectionId: id, key: `id:${next}`, topic: null, stream: null, headers: {} },
      ...{ body: Buffer.from(body), bytes: body.length, error: null, wakes: false },
    }),
  );
  worker.look();
}
const order = (number: number) =>
  JSON.stringify({ content: [{ status: 'PICKING', orderNumber: `N-${number}` }] });
const states = () => database.inbox.list({ limit: 500 }).map(({ state }) => state);

describe('hints', () => {
  test('that wait together share one reading, and know what they were about', async () => {
    for (let number = 0; number < 300; number += 1) arrives(order(number));
    await soon(() => expect(new Set(states())).toEqual(new Set(['done'])));
    expect(read.mock.calls.length).toBeLessThanOrEqual(3);
    expect(database.inbox.list({ limit: 1 })).toMatchObject([
      { topic: 'PICKING', entity: 'N-299', stream: 'orders', state: 'done' },
    ]);
  });

  test('that came while a reading was under way get another', async () => {
    readings.push(async () => {
      const begunAt = database.write((tx) => tx.stamp());
      arrives(order(2));
      await new Promise((resolve) => setTimeout(resolve, 20));
      void worker.readingEnded(id, 'orders', begunAt);
      return { kind: 'done' };
    });
    arrives(order(1));
    await soon(() => expect(states()).toEqual(['done', 'done']));
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('whose reading fails wait and try again, and are set aside with the reason in the end', async () => {
    readings.push(fails(), fails(), fails());
    arrives(order(1));
    await soon(() =>
      expect(database.inbox.list({ limit: 1 })).toMatchObject([
        { state: 'aside', attempts: 3, error: { code: 'chan.down' } },
      ]),
    );
    expect(read).toHaveBeenCalledTimes(3);
    // The next reading that goes well, whoever asked for it, settles them.
    await goesWell();
    await soon(() => expect(states()).toEqual(['done']));
  });

  test('are not tried again where only a person can help', async () => {
    readings.push(fails(true));
    arrives(order(1));
    await soon(() => expect(states()).toEqual(['aside']));
    expect(read).toHaveBeenCalledTimes(1);
  });

  test('that nobody can read are set aside and hold no other up', async () => {
    arrives('{"content": [');
    arrives(order(1));
    await soon(() => expect(states()).toEqual(['done', 'aside']));
    const [, bad] = database.inbox.list({ limit: 2 });
    expect(bad).toMatchObject({ error: { code: 'hook.unreadable' }, attempts: 0 });
    // A reading settles what it has read, not what nobody understood.
    await goesWell();
    expect(states()).toEqual(['done', 'aside']);
    database.write((tx) => tx.inbox.replay({ all: true }, 10));
    worker.look();
    await soon(() => expect(states()).toEqual(['done', 'aside']));
  });

  test('of a resting connection wait without an attempt being counted', async () => {
    readings.push(async () => ({ kind: 'resting' }));
    arrives(order(1));
    await soon(() => expect(read).toHaveBeenCalledTimes(1));
    await soon(() =>
      expect(database.inbox.list({ limit: 1 })).toMatchObject([{ state: 'waiting', attempts: 0 }]),
    );
  });

  test('survive a stop: the next worker goes on with them', async () => {
    readings.push(async () => ({ kind: 'resting' }));
    arrives(order(1));
    await soon(() => expect(read).toHaveBeenCalledTimes(1));
    await worker.stop();
    expect(states()).toEqual(['waiting']);
    worker = makeWorker(() => Date.now() + 120_000);
    worker.look();
    await soon(() => expect(states()).toEqual(['done']));
  });
});
