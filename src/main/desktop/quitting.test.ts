import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createQuitting } from './quitting';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('holds the quit until the work has stopped, once', async () => {
  const work = Promise.withResolvers<void>();
  const stop = vi.fn(() => work.promise);
  const onStopped = vi.fn();
  const quitting = createQuitting({ stop, onStopped, onFailure: () => expect.unreachable() });
  expect(quitting.isQuitting()).toBe(false);
  expect(quitting.mayQuit()).toBe(false);
  expect(quitting.mayQuit()).toBe(false);
  expect(stop).toHaveBeenCalledTimes(1);
  work.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(onStopped).toHaveBeenCalledTimes(1);
  expect(quitting.mayQuit()).toBe(true);
});

it('goes after five seconds even if the work hangs', async () => {
  const onStopped = vi.fn();
  const onFailure = vi.fn();
  const quitting = createQuitting({ stop: () => new Promise(() => undefined), onStopped, onFailure });
  quitting.mayQuit();
  await vi.advanceTimersByTimeAsync(4_900);
  expect(onStopped).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(onStopped).toHaveBeenCalledTimes(1);
  expect(onFailure).toHaveBeenCalledTimes(1);
});
