import { z } from 'zod';
import type { ConnectionId } from '../../shared/domain/ids';
import type { Database } from '../database';
import type { Limiter, LimiterState } from '../http';
import type { Log } from '../log/log';

const SAVE_MS = 1000;
/** No channel asks for a longer rest than the hour after a block. */
const LONGEST_PAUSE_MS = 60 * 60_000;

const stateSchema = z.object({
  calls: z.record(z.string(), z.array(z.number())),
  pauses: z.record(z.string(), z.number()),
  cost: z
    .object({ level: z.number(), at: z.number(), capacity: z.number(), restorePerSecond: z.number() })
    .nullable(),
});

/** What each connection called lately and was asked to wait for, kept over restarts: a channel counts on while Kervan starts anew. */
export interface LimiterMemory {
  stateOf(id: ConnectionId): LimiterState | undefined;
  /** From now on its state is kept, at most a second old. */
  keep(id: ConnectionId, limiter: Limiter): void;
  forget(id: ConnectionId): void;
  /** Keeps the last of all; nothing is kept afterwards. */
  stop(): void;
}

export function createLimiterMemory(options: {
  readonly database: Pick<Database, 'meta' | 'writePage'>;
  readonly now: () => number;
  readonly log: Log;
}): LimiterMemory {
  const { database, now, log } = options;
  const kept = new Map<ConnectionId, { readonly limiter: Limiter; saved: string }>();
  const save = (): void => {
    const news = [...kept].flatMap(([id, entry]) => {
      const text = textOf(entry.limiter);
      return text === entry.saved ? [] : [{ id, entry, text }];
    });
    if (news.length === 0) return;
    database.writePage((tx) => {
      for (const { id, text } of news) tx.meta.set(nameOf(id), text);
    });
    for (const { entry, text } of news) entry.saved = text;
  };
  const timer = setInterval(() => {
    try {
      save();
    } catch (error) {
      log.warn('what was called lately could not be kept', { error });
    }
  }, SAVE_MS);
  timer.unref();
  return {
    stateOf(id) {
      const stored = database.meta.get(nameOf(id));
      return stored === null ? undefined : restored(stored, now());
    },
    keep(id, limiter) {
      kept.set(id, { limiter, saved: textOf(limiter) });
    },
    forget(id) {
      kept.delete(id);
      database.writePage((tx) => tx.meta.remove(nameOf(id)));
    },
    stop() {
      clearInterval(timer);
      save();
    },
  };
}

/** A full bucket is no news: it would be another text every second. */
function textOf(limiter: Limiter): string {
  const { cost, ...rest } = limiter.state();
  return JSON.stringify({ ...rest, cost: cost !== null && cost.level < cost.capacity ? cost : null });
}

/** Moments still to come were written by a clock that went wrong: they would hold the channel back for no reason. */
function restored(stored: string, now: number): LimiterState | undefined {
  try {
    const { calls, pauses, cost } = stateSchema.parse(JSON.parse(stored));
    return {
      calls: mapped(calls, (times) => times.filter((at) => at <= now)),
      pauses: mapped(pauses, (until) => Math.min(until, now + LONGEST_PAUSE_MS)),
      cost: cost && { ...cost, at: Math.min(cost.at, now) },
    };
  } catch {
    // What cannot be read is no reason to stand still; the channel's own answers correct it.
    return undefined;
  }
}

function mapped<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function nameOf(id: ConnectionId): string {
  return `limiter.${id}`;
}
