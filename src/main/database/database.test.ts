import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../shared/domain/ids';
import { AppError, type WireError } from '../../shared/errors/app-error';
import type { Database } from './database';
import { eraseConnection } from './long-work';
import { newRunId } from './new-id';
import { createReader } from './read/reader';
import { order } from './test-kit/orders';
import {
  addConnection,
  addRun,
  endRun,
  handClock,
  openIn,
  product,
  temporaryFolder,
  variant,
} from './test-kit/temporary-database';

const folder = temporaryFolder();
const clock = handClock();
let database: Database;
let connectionId: ConnectionId;
let dataDir = '';
let count = 0;

beforeEach(async () => {
  count += 1;
  dataDir = `${folder.path}/${count}`;
  database = await openIn(dataDir, { now: clock.now });
  connectionId = addConnection(database);
});
afterEach(() => database.close());
afterAll(() => folder.remove());

const error = (code: WireError['code'] = 'net.offline'): WireError => new AppError(code).toWire();

describe('a transaction', () => {
  it('takes back everything when the work throws', () => {
    expect(() =>
      database.write((tx) => {
        tx.meta.set('a', '1');
        tx.connections.update(connectionId, { name: 'Yeni' });
        throw new AppError('run.cancelled');
      }),
    ).toThrow(expect.objectContaining({ code: 'run.cancelled' }));
    expect(database.meta.get('a')).toBeNull();
    expect(database.connections.get(connectionId).name).toBe('Ana mağaza');
  });

  it('gives change times that rise although the clock stands still, goes back, or Kervan starts anew', async () => {
    const times = [database.write((tx) => tx.stamp()), database.write((tx) => tx.stamp())];
    clock.set(1);
    times.push(database.write((tx) => tx.connections.update(connectionId, { name: 'B' }).updatedAt));
    database.close();
    database = await openIn(dataDir, { now: clock.now });
    times.push(database.write((tx) => tx.stamp()));
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(new Set(times).size).toBe(4);
    clock.set(1_760_000_100_000);
  });

  it('refuses a writer kept for later, and a transaction inside another', () => {
    const kept = database.write((tx) => tx.connections);
    expect(() => kept.update(connectionId, { name: 'X' })).toThrow(AppError);
    expect(() => database.write(() => database.write((tx) => tx.stamp()))).toThrow(AppError);
    expect(database.write((tx) => tx.stamp())).toBeGreaterThan(0);
  });
});

describe('connections', () => {
  it('changes only what is given and keeps the rest', () => {
    database.write((tx) => tx.connections.update(connectionId, { learned: { currency: 'TRY' } }));
    database.write((tx) =>
      tx.connections.update(connectionId, { settings: { schedules: { orders: { everyMinutes: 5 } } } }),
    );
    expect(database.connections.get(connectionId)).toMatchObject({
      name: 'Ana mağaza',
      learned: { currency: 'TRY' },
      settings: { schedules: { orders: { everyMinutes: 5 } } },
    });
  });

  it('removes a connection with everything read from it, in steps, and leaves the others alone', async () => {
    const other = addConnection(database, 'Kalan');
    for (const id of [connectionId, other]) {
      database.write((tx) => {
        tx.products.apply(
          Array.from({ length: 1200 }, (_, index) => product(`p${index}`, [variant(`v${index}`)])),
          { connectionId: id, fullRunId: null },
        );
        tx.orders.write(id, [order('1'), order('2')]);
      });
      endRun(database, addRun(database, id));
    }
    database.write((tx) => tx.connections.markDeleting(connectionId));
    expect(database.connections.list().map((one) => one.name)).toEqual(['Kalan']);
    expect(database.connections.deleting()).toEqual([connectionId]);
    await eraseConnection(database, connectionId);
    expect(database.connections.deleting()).toEqual([]);
    const reader = createReader({ dataDir });
    expect(await reader.totals()).toEqual({ listings: 1200, orders: 2 });
    expect(await reader.totals(connectionId)).toEqual({ listings: 0, orders: 0 });
    expect(await reader.listings.count({ text: 'ürün' })).toEqual({ count: 1200, total: 1200 });
    await reader.close();
    expect(database.runs.list({ connectionId, limit: 9 })).toEqual([]);
  });
});

describe('runs', () => {
  it('adds up what its pages say and keeps its place until it ends', () => {
    const id = addRun(database, connectionId);
    const page = {
      part: 'all',
      totalRecords: 10,
      totalPages: null,
      received: 3,
      added: 2,
      changed: 1,
      unchanged: 0,
      gone: 0,
      odd: 1,
      calls: 1,
    };
    database.write((tx) => {
      tx.runs.setState(id, 'running');
      tx.runs.setStreamState(id, 'products', 'running');
      tx.runs.savePage(id, 'products', { ...page, checkpoint: { page: 1 } });
    });
    database.write((tx) => tx.runs.savePage(id, 'products', { ...page, checkpoint: { page: 2 } }));
    database.write((tx) => tx.runs.setWait(id, 'products', { reason: 'limit', until: 5 }));
    database.write((tx) => tx.runs.setWait(id, 'products', null, 700));
    expect(database.runs.get(id).streams[0]).toMatchObject({
      pages: 2,
      received: 6,
      added: 4,
      odd: 2,
      calls: 2,
      totalRecords: 10,
      waitedMs: 700,
      checkpoint: { page: 2 },
    });
    expect(database.runs.active().map((run) => run.id)).toEqual([id]);
    endRun(database, id);
    expect(database.runs.active()).toEqual([]);
    expect(database.runs.lastEnded(connectionId, 'products')?.stream).toMatchObject({
      state: 'done',
      checkpoint: null,
      received: 6,
    });
  });

  it('lets a stream of a connection run once at a time', () => {
    const first = addRun(database, connectionId);
    expect(() => addRun(database, connectionId)).toThrow(
      expect.objectContaining({ code: 'connection.busy' }),
    );
    expect(database.runs.list({ limit: 9 })).toHaveLength(1);
    database.write((tx) =>
      tx.runs.create({
        id: newRunId(),
        connectionId,
        mode: 'delta',
        startedBy: 'schedule',
        streams: ['orders'],
      }),
    );
    endRun(database, first);
    addRun(database, connectionId);
  });

  it('takes a wish only while the run is active, and cancel over pause', () => {
    const id = addRun(database, connectionId);
    const ask = (request: 'pause' | 'cancel') => database.write((tx) => tx.runs.request(id, request));
    expect(ask('pause')).toBe(true);
    expect(ask('cancel')).toBe(true);
    expect(ask('pause')).toBe(false);
    expect(database.runs.get(id).request).toBe('cancel');
    endRun(database, id);
    expect(ask('cancel')).toBe(false);
  });

  it('lists the newest first, by pages', () => {
    const ids = Array.from({ length: 5 }, () => {
      const id = addRun(database, connectionId);
      endRun(database, id);
      return id;
    }).reverse();
    const page = database.runs.list({ connectionId, limit: 3 });
    const rest = database.runs.list({ connectionId, limit: 3, before: page.at(-1)?.number });
    expect([...page, ...rest].map((run) => run.id)).toEqual(ids);
  });
});

describe('cursors', () => {
  it('remember the last full and delta end apart', () => {
    const save = (mode: 'full' | 'delta') =>
      database.write((tx) =>
        tx.cursors.save(connectionId, 'orders', { cursor: { from: mode }, definitionVersion: 2, mode }),
      );
    expect(database.cursors.find(connectionId, 'orders')).toBeNull();
    save('full');
    const { fullEndedAt } = database.cursors.find(connectionId, 'orders') ?? {};
    clock.add(10);
    save('delta');
    expect(database.cursors.find(connectionId, 'orders')).toEqual({
      cursor: { from: 'delta' },
      definitionVersion: 2,
      fullEndedAt,
      deltaEndedAt: clock.now(),
    });
  });
});

describe('problems', () => {
  const report = (rest = {}) =>
    database.write((tx) =>
      tx.problems.report({ error: error(), connectionId, stream: 'orders', runId: null, ...rest }),
    );

  it('are one for each cause, however often it happens', () => {
    expect(report().opened).toBe(true);
    expect(report()).toMatchObject({ opened: false, problem: { count: 2, state: 'open' } });
    expect(report({ stream: 'products' }).opened).toBe(true);
    expect(report({ connectionId: null }).opened).toBe(true);
    expect(report({ distinguish: 'a.example' }).opened).toBe(true);
    expect(database.problems.openCounts()).toEqual({ all: 4, byConnection: new Map([[connectionId, 3]]) });
  });

  it('close when their cause is gone and open again as news', () => {
    report();
    expect(database.write((tx) => tx.problems.resolve({ connectionId, stream: 'products' }))).toBe(0);
    expect(
      database.write((tx) => tx.problems.resolve({ connectionId, stream: 'orders', codes: ['net.offline'] })),
    ).toBe(1);
    expect(database.problems.lastClosedAt()).toBeGreaterThan(0);
    expect(report()).toMatchObject({ opened: true, problem: { count: 1, closedBy: null } });
  });

  it('stay quiet while set aside, and come back in time', () => {
    const { problem } = report();
    database.write((tx) => tx.problems.snooze(problem.id, clock.now() + 1000));
    expect(report()).toMatchObject({ opened: false, problem: { state: 'snoozed' } });
    expect(database.write((tx) => tx.problems.wake(clock.now()))).toBe(0);
    expect(database.write((tx) => tx.problems.wake(clock.now() + 1000))).toBe(1);
    database.write((tx) => tx.problems.close(problem.id, 'Bakıldı'));
    expect(database.problems.get(problem.id)).toMatchObject({
      state: 'closed',
      closedBy: 'person',
      closeReason: 'Bakıldı',
    });
    expect(database.write((tx) => tx.problems.reopen(problem.id))).toMatchObject({
      state: 'open',
      closedAt: null,
    });
  });

  it('are listed by their last sight, page by page', () => {
    for (const host of ['a', 'b', 'c']) report({ distinguish: host });
    report({ distinguish: 'a' });
    const first = database.problems.list({ limit: 2 });
    const last = first.at(-1);
    const rest = database.problems.list({
      limit: 2,
      before: last && { lastSeenAt: last.lastSeenAt, id: last.id },
    });
    expect([...first, ...rest].map((one) => one.count)).toEqual([2, 1, 1]);
    expect(database.problems.list({ states: ['closed'], limit: 9 })).toEqual([]);
  });
});

describe('the quarantine', () => {
  const odd = (key: string | null, raw: unknown = { id: key, price: 'x' }) => ({
    part: 'all',
    key,
    raw,
    reasons: ['price: expected number'],
  });
  const add = (...records: ReturnType<typeof odd>[]) =>
    database.write((tx) => tx.quarantine.add(connectionId, 'products', newRunId(), records));
  const list = () => database.quarantine.list({ connectionId }, 10);

  it('holds a record once and counts how often it came', () => {
    add(odd('1'), odd(null, [1]), odd(null, [2]));
    add(odd('1'));
    expect(list()).toMatchObject({
      total: 3,
      records: [{ key: null }, { key: null }, { key: '1', count: 2, reasons: ['price: expected number'] }],
    });
  });

  it('lets go of what is understood now', () => {
    add(odd('1'), odd('2'));
    database.write((tx) => tx.quarantine.understood(connectionId, 'products', 'all', ['2', '7']));
    expect(list().records.map((one) => one.key)).toEqual(['1']);
  });

  it('keeps a dismissed record away until it changes', () => {
    add(odd('1'));
    const [record] = list().records;
    if (!record) throw new Error('no record');
    database.write((tx) => tx.quarantine.dismiss(record.id));
    add(odd('1'));
    expect(list().total).toBe(0);
    add(odd('1', { id: '1', price: 'other' }));
    expect(list().total).toBe(1);
  });

  it('gives the record itself for a second try', () => {
    add(odd('1'));
    const [record] = database.quarantine.batch(connectionId, 'products', null, 10);
    expect(JSON.parse(record?.raw ?? '')).toEqual({ id: '1', price: 'x' });
    if (record) database.write((tx) => tx.quarantine.remove(record.id));
    expect(list().total).toBe(0);
  });

  it('clips a record that is far too long', () => {
    add(odd('1', { text: 'ş'.repeat(3_000_000) }));
    const [record] = database.quarantine.batch(connectionId, 'products', null, 1);
    expect(record?.raw.length).toBeLessThan(20_000);
  });
});

describe('tokens', () => {
  it('are known by their hash alone', () => {
    const token = { id: 't1', name: 'İlk', role: 'viewer', expiresAt: null } as const;
    database.write((tx) => tx.tokens.create({ ...token, hash: Buffer.alloc(32, 1) }));
    expect(database.tokens.findByHash(Buffer.alloc(32, 1))).toMatchObject(token);
    expect(database.tokens.findByHash(Buffer.alloc(32, 2))).toBeNull();
    expect(database.write((tx) => tx.tokens.remove('t1'))).toBe(true);
    expect(database.tokens.list()).toEqual([]);
  });
});
