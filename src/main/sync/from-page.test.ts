import { expect, it } from 'vitest';
import { connector } from '../../../connectors/woocommerce/connector';
import type { ConnectorDefinition } from '../../shared/connector/definition';
import { connectionIdSchema, runIdSchema } from '../../shared/domain/ids';
import type { StoredRun, StoredRunStream } from '../database';
import { beginRun } from '../engine/run-state';
import { fromPageOf } from './from-page';

const checkpoint = beginRun(connector.version, 'full', 1, 2);
const stream = (change: Partial<StoredRunStream>): StoredRunStream => ({
  stream: 'products',
  state: 'failed',
  part: null,
  checkpoint: null,
  pages: 0,
  totalPages: null,
  received: 0,
  totalRecords: null,
  added: 0,
  changed: 0,
  unchanged: 0,
  gone: 0,
  odd: 0,
  calls: 0,
  waitedMs: 0,
  wait: null,
  startedAt: 1,
  endedAt: 2,
  error: null,
  ...change,
});
const run = (state: StoredRun['state'], streams: readonly StoredRunStream[], id = 'r1'): StoredRun => ({
  number: 1,
  id: runIdSchema.parse(id),
  connectionId: connectionIdSchema.parse('c1'),
  mode: 'full',
  startedBy: 'person',
  state,
  request: null,
  createdAt: 1,
  startedAt: 1,
  endedAt: 2,
  error: null,
  streams,
});
const placed = stream({ checkpoint });
const failed = run('failed', [placed]);
const newer = (definition: ConnectorDefinition) => ({ ...definition, version: definition.version + 1 });

interface Case {
  readonly what: string;
  readonly run: StoredRun;
  readonly definition?: ConnectorDefinition | null;
  readonly active?: readonly StoredRun[];
  readonly last?: StoredRun;
  readonly answer: ReturnType<typeof fromPageOf>;
}

const cases: readonly Case[] = [
  { what: 'a failed run with a stored page', run: failed, answer: 'possible' },
  { what: 'a finished run', run: run('done', [stream({ state: 'done' })]), answer: null },
  { what: 'a cancelled run', run: run('cancelled', [stream({ state: 'cancelled' })]), answer: null },
  { what: 'one with odd records only', run: run('partial', [stream({ state: 'partial' })]), answer: null },
  { what: 'a failure before any page', run: run('failed', [stream({})]), answer: 'noPage' },
  {
    what: 'another version of the connector',
    run: failed,
    definition: newer(connector),
    answer: 'definitionChanged',
  },
  { what: 'a connector that is gone', run: failed, definition: null, answer: 'definitionChanged' },
  {
    what: 'a place that is none',
    run: run('failed', [stream({ checkpoint: { page: 7 } })]),
    answer: 'definitionChanged',
  },
  { what: 'a newer run that ended', run: failed, last: run('done', [placed], 'r2'), answer: 'readSince' },
  {
    what: 'a newer run under way',
    run: failed,
    active: [run('running', [stream({ state: 'running', endedAt: null })], 'r2')],
    answer: 'readSince',
  },
  {
    what: 'a newer run of another stream',
    run: failed,
    active: [run('running', [stream({ stream: 'orders', state: 'running', endedAt: null })], 'r2')],
    answer: 'possible',
  },
  {
    what: 'one stream of two that failed',
    run: run('partial', [placed, stream({ stream: 'orders', state: 'done' })]),
    answer: 'possible',
  },
];

it.each(cases)(
  '$what: $answer',
  ({ run: asked, definition = connector, active = [], last = asked, answer }) => {
    const runs = {
      activeOf: () => [...active],
      lastEnded: () => ({ run: last, stream: placed }),
    };
    expect(fromPageOf({ runs }, asked, definition)).toBe(answer);
  },
);
