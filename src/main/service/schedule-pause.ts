import { z } from 'zod';
import type { Database } from '../database';

/** A pause of every schedule; `until` is UTC epoch ms, null = until a person resumes. */
export interface SchedulePause {
  readonly until: number | null;
}

const NAME = 'schedulesPaused';
const storedSchema = z.object({ until: z.number().nullable() });

/** Keeps the pause in the data folder: a person who paused Kervan finds it paused after a restart too. */
export function createSchedulePause(database: Pick<Database, 'meta' | 'write'>, now: () => number) {
  return {
    /** The pause that holds now; one whose end has passed is none. */
    current(): SchedulePause | null {
      const stored = read(database.meta.get(NAME));
      return stored !== null && (stored.until === null || stored.until > now()) ? stored : null;
    },
    keep(pause: SchedulePause | null): void {
      database.write((tx) =>
        pause === null ? tx.meta.remove(NAME) : tx.meta.set(NAME, JSON.stringify(pause)),
      );
    },
  };
}

function read(stored: string | null): SchedulePause | null {
  if (stored === null) return null;
  try {
    return storedSchema.parse(JSON.parse(stored));
  } catch {
    // Not readable means not paused: missing an order costs more than an unwanted read.
    return null;
  }
}
