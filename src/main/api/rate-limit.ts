import type { MiddlewareHandler } from 'hono';
import { AppError } from '../../shared/errors/app-error';
import type { CallerEnv } from './caller';

export interface CallRate {
  readonly perSecond: number;
  /** Calls a token may make at once after a rest. */
  readonly burst: number;
}

/** A program that pages through everything stays below it; one that runs wild does not slow the window. */
export const CALL_RATE: CallRate = { perSecond: 100, burst: 1_000 };

interface Bucket {
  left: number;
  at: number;
}

/** @param now monotonic ms */
export function limitCalls(
  { perSecond, burst }: CallRate = CALL_RATE,
  now: () => number = () => performance.now(),
): MiddlewareHandler<CallerEnv> {
  const buckets = new Map<string, Bucket>();
  return async (context, next) => {
    const { id } = context.var.caller;
    const at = now();
    const before = buckets.get(id) ?? { left: burst, at };
    const left = Math.min(burst, before.left + ((at - before.at) / 1_000) * perSecond);
    buckets.set(id, { left: left < 1 ? left : left - 1, at });
    if (left < 1) {
      const seconds = Math.max(1, Math.ceil((1 - left) / perSecond));
      context.header('retry-after', String(seconds));
      throw new AppError('access.tooManyCalls', { facts: { perSecond, seconds } });
    }
    await next();
  };
}
