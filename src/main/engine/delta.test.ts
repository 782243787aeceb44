import { afterEach, describe, expect, it } from 'vitest';
import type { Delta, Paging } from '../../shared/connector/definition';
import { type Bench, definitionOf, type Item, json, partOf, readAll, startBench, stored } from './testing';
import { formatTime } from './time';

const open: Bench[] = [];
afterEach(async () => {
  for (const bench of open.splice(0)) await bench.stop();
});
async function serve(handle: Parameters<typeof startBench>[0]): Promise<Bench> {
  const bench = await startBench(handle);
  open.push(bench);
  return bench;
}

const START = Date.UTC(2026, 10, 24, 5);
const HOUR = 3_600_000;
const since: Delta = {
  kind: 'since',
  from: { query: 'from' },
  until: { query: 'until' },
  format: 'epochMs',
  overlapSeconds: 60,
};

/** A channel that really filters by modification time. */
function changing(all: Item[]) {
  return (request: { query: URLSearchParams }) => {
    const from = Number(request.query.get('from') ?? 0);
    const until = Number(request.query.get('until') ?? Number.MAX_SAFE_INTEGER);
    return json(200, { items: all.filter((item) => (item.at ?? 0) >= from && (item.at ?? 0) <= until) });
  };
}

describe('reading only what changed', () => {
  it('reads everything first, then from the newest record seen less the overlap, and misses no later change', async () => {
    const all: Item[] = [
      { id: 1, at: START - 5 * HOUR },
      { id: 2, at: START - 2 * HOUR },
    ];
    const bench = await serve(changing(all));
    const definition = definitionOf([partOf({ delta: since })]);
    const full = await readAll(bench.client(definition), { mode: 'delta' });
    expect(full.end?.sweepable).toBe(true);
    expect(bench.requests[0]?.search).toBe('');

    bench.time.advance(HOUR);
    all.push({ id: 3, at: START + HOUR / 2 });
    const delta = await readAll(bench.client(definition), {
      mode: 'delta',
      cursor: stored(full.end?.cursor),
    });
    expect(bench.requests[1]?.search).toBe(`from=${START - 2 * HOUR - 60_000}&until=${START + HOUR}`);
    expect(delta.keys).toEqual(['2', '3']);
    expect(delta.end?.sweepable).toBe(false);

    bench.time.advance(HOUR);
    const quiet = await readAll(bench.client(definition), {
      mode: 'delta',
      cursor: stored(delta.end?.cursor),
    });
    expect(quiet.keys).toEqual(['3']);
  });

  it('does not move the cursor past the beginning of the run, whatever newer stamps were seen', async () => {
    const all: Item[] = [{ id: 1, at: START + 3 * HOUR }];
    const bench = await serve(changing(all));
    const definition = definitionOf([partOf({ delta: since })]);
    const full = await readAll(bench.client(definition));
    bench.time.advance(HOUR);
    await readAll(bench.client(definition), { mode: 'delta', cursor: stored(full.end?.cursor) });
    expect(bench.requests[1]?.search).toBe(`from=${START - 60_000}&until=${START + HOUR}`);
  });

  it('begins at the start of the run where records carry no stamp', async () => {
    const bench = await serve(() => json(200, { items: [{ id: 1 }] }));
    const definition = definitionOf([partOf({ delta: since })]);
    const full = await readAll(bench.client(definition));
    bench.time.advance(HOUR);
    await readAll(bench.client(definition), { mode: 'delta', cursor: stored(full.end?.cursor) });
    expect(bench.requests[1]?.search).toBe(`from=${START - 60_000}&until=${START + HOUR}`);
  });

  it('never goes back, also when a later run sees only old records', async () => {
    const all: Item[] = [{ id: 1, at: START - HOUR }];
    const bench = await serve(() => json(200, { items: all }));
    const definition = definitionOf([partOf({ delta: since })]);
    const first = await readAll(bench.client(definition));
    all.splice(0, 1, { id: 1, at: START - 9 * HOUR });
    const second = await readAll(bench.client(definition), {
      mode: 'full',
      cursor: stored(first.end?.cursor),
    });
    expect(second.end?.cursor).toMatchObject({ whole: { at: START - HOUR } });
    const third = await readAll(bench.client(definition), {
      mode: 'delta',
      cursor: stored(second.end?.cursor),
    });
    expect(third.end?.cursor).toMatchObject({ parts: { items: { at: START - HOUR } } });
  });

  it('believes the channel’s clock where this machine is ahead of it', async () => {
    const bench = await serve(() => ({
      ...json(200, { items: [] }),
      headers: { date: new Date(START - 10 * 60_000).toUTCString() },
    }));
    const definition = definitionOf([partOf({ delta: since })]);
    const full = await readAll(bench.client(definition));
    expect(full.end?.cursor).toMatchObject({ whole: { at: START - 10 * 60_000 } });
  });

  it('reads everything again when the connector’s version changed', async () => {
    const bench = await serve(changing([]));
    const part = partOf({ delta: since });
    const full = await readAll(bench.client(definitionOf([part])));
    await readAll(bench.client(definitionOf([part], { version: 2 })), {
      mode: 'delta',
      cursor: stored(full.end?.cursor),
    });
    expect(bench.requests[1]?.search).toBe('');
  });

  it('gives no cursor when the run fails', async () => {
    const bench = await serve(() => json(401, { message: 'no' }));
    await expect(readAll(bench.client(definitionOf([partOf({ delta: since })])))).rejects.toMatchObject({
      code: 'auth.keyRejected',
    });
  });
});

describe('ranges in windows', () => {
  const windowed: Delta = { ...since, windowSeconds: 86_400, historySeconds: 3 * 86_400, always: true };
  const range = (search: string): [number, number] => {
    const query = new URLSearchParams(search);
    return [Number(query.get('from')), Number(query.get('until'))];
  };

  it('covers the history without a gap, oldest first, none wider than allowed', async () => {
    const bench = await serve(() => json(200, { items: [] }));
    await readAll(bench.client(definitionOf([partOf({ delta: windowed })])));
    const ranges = bench.requests.map((request) => range(request.search));
    expect(ranges).toHaveLength(3);
    expect(ranges[0]?.[0]).toBe(START - 3 * 86_400_000 + 60_000);
    expect(ranges.at(-1)?.[1]).toBe(START);
    for (const [index, [from, until]] of ranges.entries()) {
      expect(until - from).toBeLessThanOrEqual(86_400_000);
      if (index > 0) expect(from).toBe(ranges[index - 1]?.[1]);
    }
  });

  it('goes on in the window where it stopped, with the same end', async () => {
    const shop = () => serve(() => json(200, { items: [{ id: 1 }] }));
    const definition = definitionOf([partOf({ delta: windowed })]);
    const first = await readAll((await shop()).client(definition), { pages: 1 });
    // A shop of its own: what the first reading had asked for ahead may still arrive there.
    const bench = await shop();
    bench.time.advance(HOUR);
    await readAll(bench.client(definition), { checkpoint: stored(first.pages[0]?.checkpoint) });
    const ranges = bench.requests.map((request) => range(request.search));
    expect(ranges).toHaveLength(2);
    expect(ranges.at(-1)?.[1]).toBe(START);
  });

  it('writes minutes of Istanbul, never later at the beginning nor earlier at the end', async () => {
    const bench = await serve(() => json(200, { items: [] }));
    bench.time.advance(30_500);
    const delta: Delta = { ...windowed, format: 'istanbulMinute', historySeconds: 86_400 };
    const paging: Paging = {
      kind: 'offset',
      param: { query: 'offset' },
      size: { param: { query: 'limit' }, value: 5 },
    };
    await readAll(bench.client(definitionOf([partOf({ delta, paging })])));
    const query = new URLSearchParams(bench.requests[0]?.search);
    expect([query.get('from'), query.get('until')]).toEqual(['2026-11-23 08:02', '2026-11-24 08:01']);
  });

  it('puts a range into a place of a JSON body and into a search text', async () => {
    const bench = await serve(() => json(200, { items: [] }));
    const request = {
      ...partOf().request,
      method: 'POST' as const,
      body: { variables: { query: null, first: 5 } },
    };
    const delta: Delta = {
      ...since,
      from: { body: 'variables.query' },
      until: undefined,
      range: "updated_at:>='{from}' AND updated_at:<='{until}'",
      format: 'isoZ',
      historySeconds: 3600,
      always: true,
    };
    await readAll(bench.client(definitionOf([partOf({ request, delta })])));
    expect(JSON.parse(bench.requests[0]?.body ?? '')).toEqual({
      variables: {
        query: "updated_at:>='2026-11-24T04:01:00Z' AND updated_at:<='2026-11-24T05:00:00Z'",
        first: 5,
      },
    });
  });
});

describe('how channels write time', () => {
  it.each([
    ['epochMs', String(START + 1)],
    ['epochSeconds', String(START / 1000)],
    ['isoZ', '2026-11-24T05:00:00Z'],
    ['isoPlain', '2026-11-24T05:00:00'],
    ['istanbulMinute', '2026-11-24 08:00'],
  ] as const)('%s', (format, expected) => {
    expect(formatTime(START + 1, format)).toBe(expected);
  });
});
