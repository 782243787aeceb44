import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EventName, KervanEvents } from '../../shared/contract';
import type { Run } from '../../shared/contract/runs';
import { createEventPusher } from './event-pusher';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function pusherWithWindow() {
  const sent: { name: EventName; event: KervanEvents[EventName] }[] = [];
  const pusher = createEventPusher((name, event) => void sent.push({ name, event }));
  return { pusher, sent };
}

const run = (id: string, state: string) => ({ id, state }) as unknown as Run;
const change = (stream: 'products' | 'orders', added: number) =>
  ({ connectionId: 'a', stream, added }) as KervanEvents['data.changed'];

it('sends a run at most four times a second, and its last state always', () => {
  const { pusher, sent } = pusherWithWindow();
  for (let step = 0; step < 100; step += 1) {
    pusher.push('run.changed', run('one', step === 99 ? 'done' : 'running'));
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(1000);
  expect(sent.length).toBeLessThanOrEqual(5);
  expect(sent.at(-1)?.event).toEqual(run('one', 'done'));
});

it('paces runs apart from one another', () => {
  const { pusher, sent } = pusherWithWindow();
  pusher.push('run.changed', run('one', 'running'));
  pusher.push('run.changed', run('two', 'running'));
  expect(sent).toHaveLength(2);
});

it('adds up the rows of a stream while it waits', () => {
  const { pusher, sent } = pusherWithWindow();
  for (const added of [100, 20, 3]) pusher.push('data.changed', change('products', added));
  pusher.push('data.changed', change('orders', 7));
  vi.advanceTimersByTime(2000);
  expect(sent.map(({ event }) => event)).toEqual([
    change('products', 100),
    change('orders', 7),
    change('products', 23),
  ]);
});

it('passes everything else at once, and nothing after stop', () => {
  const { pusher, sent } = pusherWithWindow();
  pusher.push('navigate', { to: '/runs' });
  pusher.push('navigate', { to: '/orders' });
  expect(sent).toHaveLength(2);
  pusher.push('run.changed', run('one', 'running'));
  pusher.push('run.changed', run('one', 'done'));
  pusher.stop();
  vi.advanceTimersByTime(2000);
  expect(sent).toHaveLength(3);
});
