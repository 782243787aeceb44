import { expect, it, vi } from 'vitest';
import { WindowCache } from './window-cache';

const row = (index: number, mark = '') => ({ id: `${mark}${index}` });
const source = (mark = '') =>
  vi.fn(async (offset: number, limit: number) =>
    Array.from({ length: limit }, (_, place) => row(offset + place, mark)),
  );

const settled = () =>
  vi.waitFor(() => undefined).then(() => new Promise<void>((resolve) => setImmediate(resolve)));

function cacheOf(load: ConstructorParameters<typeof WindowCache<{ id: string }>>[0]) {
  const events = { onChange: vi.fn(), onError: vi.fn() };
  return { cache: new WindowCache<{ id: string }>(load, events), events };
}

it('asks for whole windows of 200, once each', async () => {
  const load = source();
  const { cache, events } = cacheOf(load);
  cache.ensure(190, 230);
  cache.ensure(195, 235);
  await settled();
  expect(load.mock.calls.map(([offset, limit]) => [offset, limit])).toEqual([
    [0, 200],
    [200, 200],
  ]);
  expect(cache.rowAt(210)?.id).toBe('210');
  expect(events.onChange).toHaveBeenCalledTimes(2);
});

it('keeps 20 windows and forgets the one looked at longest ago', async () => {
  const load = source();
  const { cache } = cacheOf(load);
  for (let number = 0; number < 20; number += 1) cache.ensure(number * 200, number * 200 + 1);
  cache.ensure(0, 1);
  cache.ensure(20 * 200, 20 * 200 + 1);
  await settled();
  expect(cache.rowAt(0)?.id).toBe('0');
  expect(cache.rowAt(200)).toBeUndefined();
  expect([...cache.loadedRows()]).toHaveLength(20 * 200);
});

it('shows the rows of before until a new query is answered', async () => {
  const { cache } = cacheOf(source('old'));
  cache.ensure(0, 10);
  await settled();
  cache.renew(source('new'));
  expect(cache.rowAt(3)?.id).toBe('old3');
  expect(cache.freshRowAt(3)).toBeUndefined();
  cache.ensure(0, 10);
  await settled();
  expect(cache.rowAt(3)?.id).toBe('new3');
  expect(cache.indexOf('new7')).toBe(7);
});

it('ignores the late answer of an earlier query', async () => {
  let answer: (rows: { id: string }[]) => void = () => undefined;
  const slow = vi.fn(() => new Promise<{ id: string }[]>((resolve) => (answer = resolve)));
  const { cache } = cacheOf(slow);
  cache.ensure(0, 1);
  cache.renew(source('new'));
  cache.ensure(0, 1);
  answer([row(0, 'late')]);
  await settled();
  expect(cache.rowAt(0)?.id).toBe('new0');
});

it('reports a failure and does not hammer the source', async () => {
  const load = vi.fn(() => Promise.reject(new Error('no')));
  const { cache, events } = cacheOf(load);
  cache.ensure(0, 1);
  await settled();
  cache.ensure(0, 1);
  await settled();
  expect(load).toHaveBeenCalledTimes(1);
  expect(events.onError).toHaveBeenCalledTimes(1);
  expect(cache.isLoading).toBe(false);
  cache.renew(source());
  cache.ensure(0, 1);
  await settled();
  expect(cache.rowAt(0)?.id).toBe('0');
});
