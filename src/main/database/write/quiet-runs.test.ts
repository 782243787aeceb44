import Sqlite from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import type { ConnectionId, RunId } from '../../../shared/domain/ids';
import type { RunState } from '../../../shared/domain/stream';
import type { Database } from '../database';
import { databasePath } from '../database-files';
import { newRunId } from '../new-id';
import { planOf } from '../test-kit/query-plan';
import { addConnection, handClock, openIn, temporaryFolder } from '../test-kit/temporary-database';
import { quietRunsSql } from './quiet-runs';

const folders: { remove: () => void }[] = [];
const databases: Database[] = [];
afterEach(() => {
  for (const database of databases.splice(0)) database.close();
  for (const folder of folders.splice(0)) folder.remove();
});

async function shop() {
  const folder = temporaryFolder();
  folders.push(folder);
  const clock = handClock(1_000_000);
  const database = await openIn(folder.path, { now: clock.now });
  databases.push(database);
  const connectionId = addConnection(database);
  return { folder, clock, database, connectionId };
}

interface Reading {
  readonly connectionId: ConnectionId;
  readonly state?: RunState;
  readonly changed?: number;
  readonly startedBy?: 'schedule' | 'person';
  readonly mode?: 'delta' | 'full';
}

function read(database: Database, reading: Reading): RunId {
  const { connectionId, state = 'done', changed = 0, startedBy = 'schedule', mode = 'delta' } = reading;
  const id = newRunId();
  database.write((tx) => {
    tx.runs.create({ id, connectionId, mode, startedBy, streams: ['orders'] });
    const counts = { received: 20, added: 0, unchanged: 20, gone: 0, odd: 0, calls: 1 };
    const page = { part: 'orders', checkpoint: {}, totalRecords: null, totalPages: null };
    tx.runs.savePage(id, 'orders', { ...page, ...counts, changed });
    tx.runs.setStreamState(id, 'orders', state);
    tx.runs.setState(id, state);
  });
  return id;
}

const listed = (database: Database) => database.runs.list({ limit: 100 }).map((run) => run.id);
const HOUR = 3_600_000;

it('forgets readings that brought nothing, and keeps what a person would look for', async () => {
  const { database, connectionId, clock } = await shop();
  const readings: Reading[] = [
    { connectionId },
    { connectionId, changed: 1 },
    { connectionId },
    { connectionId, state: 'failed' },
    { connectionId, startedBy: 'person' },
    { connectionId, mode: 'full' },
    { connectionId, state: 'partial' },
    { connectionId },
    { connectionId },
  ];
  const ids = readings.map((one) => {
    clock.add(1_000);
    return read(database, one);
  });
  const kept = [1, 3, 4, 5, 6, 8].map((index) => ids[index]).reverse();
  clock.add(HOUR);
  const result = database.write((tx) => tx.runs.forgetQuiet(0, clock.now() - HOUR / 2, 100));
  expect(result.runs).toBe(3);
  expect(listed(database)).toEqual(kept);
  // The newest good reading stays: by it the next one is due.
  expect(database.runs.lastEnded(connectionId, 'orders')?.run.id).toBe(ids[8]);
});

it('leaves young ones alone and goes on where it stood', async () => {
  const { database, connectionId, clock } = await shop();
  const ids = Array.from({ length: 10 }, () => {
    clock.add(1_000);
    return read(database, { connectionId });
  });
  const before = (database.runs.get(ids[7] as RunId).endedAt ?? 0) + 1;
  let upTo = 0;
  for (let steps = 0; steps < 5; steps += 1) {
    const from = upTo;
    upTo = database.write((tx) => tx.runs.forgetQuiet(from, before, 3)).upTo;
  }
  expect(listed(database)).toEqual([ids[9], ids[8]]);
});

it('another shop does not lose its newest reading', async () => {
  const { database, connectionId, clock } = await shop();
  const other = addConnection(database, 'İkinci mağaza');
  const alone = read(database, { connectionId: other });
  clock.add(1_000);
  read(database, { connectionId });
  clock.add(1_000);
  const newest = read(database, { connectionId });
  database.write((tx) => tx.runs.forgetQuiet(0, clock.now() + 1, 100));
  expect(listed(database)).toEqual([newest, alone]);
});

it.each(Object.entries(quietRunsSql))('%s: by index, without sorting', async (_, sql) => {
  const { folder } = await shop();
  const connection = new Sqlite(databasePath(folder.path));
  try {
    const plan = planOf(connection, sql);
    expect(plan.filter((one) => /^SCAN|USE TEMP B-TREE FOR ORDER/.test(one))).toEqual([]);
    expect(plan.some((one) => one.includes('runs_by_themselves'))).toBe(true);
  } finally {
    connection.close();
  }
});
