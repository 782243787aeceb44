import { setTimeout as delay } from 'node:timers/promises';
import type { Sleep } from './types';

/** Sleep on the machine's own timer. */
export const systemSleep: Sleep = async (milliseconds, signal) => {
  try {
    await delay(Math.max(0, milliseconds), undefined, { signal });
  } catch (thrown) {
    if (signal.aborted) throw signal.reason;
    throw thrown;
  }
};
