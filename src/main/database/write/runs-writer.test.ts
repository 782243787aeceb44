import { afterAll, expect, it } from 'vitest';
import type { RunId } from '../../../shared/domain/ids';
import { newRunId } from '../new-id';
import { addConnection, openIn, temporaryFolder } from '../test-kit/temporary-database';

const folder = temporaryFolder();
afterAll(() => folder.remove());

it('forgets ended runs of long ago, a few at a time, and never one that still goes on', async () => {
  const database = await openIn(folder.path);
  try {
    const connectionId = addConnection(database);
    const start = (stream: 'products' | 'orders'): RunId => {
      const id = newRunId();
      database.write((tx) =>
        tx.runs.create({ id, connectionId, mode: 'delta', startedBy: 'schedule', streams: [stream] }),
      );
      return id;
    };
    const end = (id: RunId) =>
      database.write((tx) => {
        for (const { stream } of tx.runs.get(id).streams) tx.runs.setStreamState(id, stream, 'done');
        tx.runs.setState(id, 'done');
      });
    const going = start('orders');
    const ended = [0, 1, 2].map(() => {
      const id = start('products');
      end(id);
      return id;
    });
    const later = (database.runs.get(ended[2] as RunId).endedAt ?? 0) + 1;
    expect(database.write((tx) => tx.runs.prune(0, 10))).toBe(0);
    expect(database.write((tx) => tx.runs.prune(later, 2))).toBe(1);
    expect(database.write((tx) => tx.runs.prune(later, 10))).toBe(2);
    expect(database.runs.list({ limit: 10 }).map((run) => run.id)).toEqual([going]);
  } finally {
    database.close();
  }
});
