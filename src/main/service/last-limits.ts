import { z } from 'zod';
import type { LastLimit } from '../../shared/contract/connections';
import type { ConnectionId } from '../../shared/domain/ids';
import type { Database } from '../database';

/** When a channel last said that its limit is reached; outlives clients and restarts. */
export interface LastLimits {
  of(id: ConnectionId): LastLimit | null;
  note(id: ConnectionId, limit: LastLimit): void;
  forget(id: ConnectionId): void;
}

const storedSchema = z.object({
  at: z.number(),
  budget: z.string().nullable(),
  waitMs: z.number().nullable(),
});

export function createLastLimits(database: Pick<Database, 'meta' | 'writePage'>): LastLimits {
  return {
    of(id) {
      const stored = database.meta.get(nameOf(id));
      if (stored === null) return null;
      try {
        return storedSchema.parse(JSON.parse(stored));
      } catch {
        // A note that cannot be read is only a note less.
        return null;
      }
    },
    note: (id, limit) => database.writePage((tx) => tx.meta.set(nameOf(id), JSON.stringify(limit))),
    forget: (id) => database.writePage((tx) => tx.meta.remove(nameOf(id))),
  };
}

function nameOf(id: ConnectionId): string {
  return `lastLimit.${id}`;
}
