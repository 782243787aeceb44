import { afterEach, describe, expect, it } from 'vitest';
import { text } from '../../../test/marketplaces/kit';
import type { BulkJob } from '../../shared/connector/definition';
import {
  type Answer,
  type Bench,
  definitionOf,
  itemMapping,
  json,
  type MarketplaceRequest,
  partOf,
  readAll,
  startBench,
  stored,
} from './testing';

const open: Bench[] = [];
afterEach(async () => {
  for (const bench of open.splice(0)) await bench.stop();
});

const doc = 'https://docs.example.com/';
const job: BulkJob = {
  modes: ['full'],
  start: { method: 'POST', origin: 'api', path: '/jobs', body: {}, doc },
  id: 'id',
  refusals: 'refused',
  poll: { method: 'GET', origin: 'api', path: '/jobs/{job.id}', doc },
  state: 'state',
  done: ['DONE'],
  failed: ['FAILED'],
  file: 'url',
  fileHosts: ['files.example.com'],
  total: 'count',
  everySeconds: 5,
  maxSeconds: 60,
  ...itemMapping,
};
const definition = definitionOf([partOf({ job })]);
const ids = Array.from({ length: 600 }, (_, index) => ({ id: index + 1 }));
const keys = ids.map((item) => String(item.id));

interface Day {
  readonly lines?: readonly string[];
  /** State told at the n-th poll (from 0). */
  state?(poll: number): string;
  url?(own: string): string | null;
  refused?: boolean;
}

async function serve(day: Day = {}): Promise<{ bench: Bench; polls(): number; starts(): number }> {
  let polls = 0;
  let starts = 0;
  const lines = day.lines ?? ids.map((item) => JSON.stringify(item));
  const handle = (request: MarketplaceRequest): Answer => {
    if (request.path === '/jobs') {
      starts += 1;
      return json(200, { id: 'job-1', refused: day.refused === true ? [{ message: 'one is running' }] : [] });
    }
    if (request.path === '/file') return text(200, `${lines.join('\n')}\n`);
    if (request.path === '/items') return json(200, { items: ids });
    if (request.path === '/nothing-here') return text(404, 'expired');
    const state = day.state?.(polls) ?? (polls < 2 ? 'RUNNING' : 'DONE');
    polls += 1;
    const own = `${bench.url}/file`;
    return json(200, { state, url: day.url === undefined ? own : day.url(own), count: String(lines.length) });
  };
  const bench = await startBench(handle);
  open.push(bench);
  return { bench, polls: () => polls, starts: () => starts };
}

describe('reading by a bulk job', () => {
  it('starts it, waits, and reads its file in pages with the channel’s total; the file gets no key', async () => {
    const { bench, polls } = await serve();
    const read = await readAll(bench.client(definition));
    expect(read.keys).toEqual(keys);
    expect(polls()).toBe(3);
    expect(bench.time.slept).toEqual([5000, 5000]);
    expect(read.waits).toContainEqual(expect.objectContaining({ reason: 'job' }));
    expect(read.pages.map((page) => [page.received, page.totalRecords])).toEqual([
      [0, null],
      [250, 600],
      [250, 600],
      [100, 600],
      [0, 600],
    ]);
    expect(bench.requests.find((request) => request.path === '/file')?.headers.authorization).toBeUndefined();
    expect(read.end?.sweepable).toBe(true);
  });

  it.each([1, 2, 3, 4])(
    'goes on with the same job and the next line after a stop at page %i',
    async (pages) => {
      const { bench, starts } = await serve();
      const first = await readAll(bench.client(definition), { pages });
      const rest = await readAll(bench.client(definition), {
        checkpoint: stored(first.pages.at(-1)?.checkpoint),
      });
      expect([...first.keys, ...rest.keys]).toEqual(keys);
      expect(starts()).toBe(1);
    },
  );

  it('an empty shop has no file', async () => {
    const { bench } = await serve({ url: () => null });
    expect((await readAll(bench.client(definition))).keys).toEqual([]);
  });

  it.each<[string, Day]>([
    ['the start is refused', { refused: true }],
    ['it fails', { state: () => 'FAILED' }],
    ['it never ends', { state: () => 'RUNNING' }],
    ['its file lies on a foreign host', { url: () => 'https://files.example.com.evil.example/x' }],
    ['its file is gone', { url: (own) => own.replace('/file', '/nothing-here') }],
  ])('reads pages instead when %s', async (_, day) => {
    const { bench } = await serve(day);
    const read = await readAll(bench.client(definition));
    expect(read.keys).toEqual(keys);
    expect(read.end?.sweepable).toBe(true);
    expect(bench.requests.some((request) => request.path === '/items')).toBe(true);
  });

  it('sets a damaged line aside and reads the others', async () => {
    const { bench } = await serve({ lines: ['{"id":1}', '{"id":', '', '{"id":"x"}', '{"id":4}'] });
    const read = await readAll(bench.client(definition));
    expect(read.keys).toEqual(['1', '4']);
    expect(read.pages.flatMap((page) => page.odd.map((odd) => odd.reasons[0]))).toEqual([
      expect.stringMatching(/^id: /),
      'line: not JSON',
    ]);
    expect(read.end).toMatchObject({ odd: 2, sweepable: false });
  });

  it('puts children into the parent before them', async () => {
    const gathered: unknown[] = [];
    const map: BulkJob['map'] = (raw, context) => {
      gathered.push(raw);
      return itemMapping.map(raw, context);
    };
    const lines = [
      { id: 1 },
      { id: 11, of: 1 },
      { id: 12, of: 1 },
      { id: 2 },
      { id: 3 },
      { id: 31, of: 3 },
      { id: 99, of: 7 },
    ];
    const { bench } = await serve({ lines: lines.map((line) => JSON.stringify(line)) });
    const part = partOf({ job: { ...job, gather: { parent: 'of', into: 'parts' }, map } });
    const read = await readAll(bench.client(definitionOf([part])));
    expect(gathered).toEqual([
      {
        id: 1,
        parts: [
          { id: 11, of: 1 },
          { id: 12, of: 1 },
        ],
      },
      { id: 2, parts: [] },
      { id: 3, parts: [{ id: 31, of: 3 }] },
    ]);
    expect(read.pages.flatMap((page) => page.odd)).toHaveLength(1);
  });
});
