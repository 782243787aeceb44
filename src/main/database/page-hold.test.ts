import { expect, it, vi } from 'vitest';
import { PageHold } from './page-hold';

it('holds until it is let go, and those behind it go on in their order', async () => {
  const hold = new PageHold();
  const went: string[] = [];
  await hold.over();
  const letGo = hold.begin();
  const both = ['one', 'two'].map((name) => hold.over().then(() => went.push(name)));
  await Promise.resolve();
  expect(went).toEqual([]);
  letGo();
  await Promise.all(both);
  expect(went).toEqual(['one', 'two']);
  await hold.over();
});

it('ends by itself when nobody lets go', async () => {
  vi.useFakeTimers();
  const hold = new PageHold();
  hold.begin();
  const over = vi.fn();
  const waiting = hold.over().then(over);
  await vi.advanceTimersByTimeAsync(100);
  expect(over).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(100);
  await waiting;
  expect(over).toHaveBeenCalled();
  vi.useRealTimers();
});
