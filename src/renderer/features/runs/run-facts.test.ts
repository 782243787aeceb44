import { describe, expect, it } from 'vitest';
import type { Run } from '../../../shared/contract/runs';
import { connectionIdSchema, runIdSchema } from '../../../shared/domain/ids';
import { durationOf, totalsOf, withRun } from './run-facts';

const run = (id: string, state: Run['state'], connection = 'c1'): Run => ({
  id: runIdSchema.parse(id),
  connectionId: connectionIdSchema.parse(connection),
  connectionName: 'Ana mağaza',
  integration: 'trendyol',
  mode: 'delta',
  trigger: 'person',
  state,
  streams: [],
  createdAt: 1,
  startedAt: null,
  endedAt: null,
  error: null,
  fromPage: null,
});
const ids = (runs: readonly Run[]) => runs.map(({ id }) => id);

describe('withRun', () => {
  const shown = [run('b', 'running'), run('a', 'done')];

  it('puts a new run in front and changes a known one in its place', () => {
    expect(ids(withRun(shown, run('c', 'queued'), {}))).toEqual(['c', 'b', 'a']);
    const after = withRun(shown, run('a', 'failed'), {});
    expect(ids(after)).toEqual(['b', 'a']);
    expect(after[1]?.state).toBe('failed');
  });

  it('takes a run away that no longer fits the filter, and never lets a stranger in', () => {
    expect(ids(withRun(shown, run('b', 'done'), { states: ['running'] }))).toEqual(['a']);
    expect(withRun(shown, run('x', 'running', 'c2'), { connectionId: 'c1' })).toBe(shown);
  });
});

it('adds up the streams of a run', () => {
  const stream = { received: 30, odd: 2, pages: 3 } as Run['streams'][number];
  expect(totalsOf({ ...run('a', 'done'), streams: [stream, stream] })).toEqual({
    received: 60,
    odd: 4,
    pages: 6,
  });
});

it('measures a run that still goes until now, and one that has not begun not at all', () => {
  expect(durationOf({ startedAt: 100, endedAt: null }, 350)).toBe(250);
  expect(durationOf({ startedAt: 100, endedAt: 300 }, 350)).toBe(200);
  expect(durationOf({ startedAt: null, endedAt: null }, 350)).toBeNull();
});
