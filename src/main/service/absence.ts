import { z } from 'zod';
import type { Absence } from '../../shared/contract/overview';
import { type ConnectionId, connectionIdSchema } from '../../shared/domain/ids';
import type { StreamName } from '../../shared/domain/stream';
import type { Database, StoredConnection } from '../database';

export interface AbsenceWatchOptions {
  readonly database: Pick<Database, 'connections' | 'meta' | 'problems' | 'writePage'>;
  /** It is read by itself, so that it will catch up by itself. */
  isScheduled(connection: StoredConnection): boolean;
  readonly now: () => number;
}

const storedSchema = z.object({
  from: z.number(),
  until: z.number(),
  caughtUp: z.array(connectionIdSchema),
});
type Stored = z.infer<typeof storedSchema>;

const ALIVE = 'aliveAt';
const ABSENCE = 'absence';
/** Shorter than that nobody was away: a schedule of five minutes may have missed two readings. */
const LEAST_MS = 15 * 60_000;
const SHOWN_MS = 6 * 3_600_000;

/**
 * Notices that Kervan was closed, asleep or without a network for a while, by a clock that is written down while it is none of
 * these, and remembers which channels were asked about that time since.
 */
export class AbsenceWatch {
  readonly #options: AbsenceWatchOptions;

  constructor(options: AbsenceWatchOptions) {
    this.#options = options;
  }

  /** Called at the start, when the machine wakes up, and every half minute. */
  beat(): void {
    const { database, now } = this.#options;
    if (database.problems.list({ states: ['open'], limit: 200 }).some(isOffline)) return;
    const at = now();
    const aliveAt = Number(database.meta.get(ALIVE) ?? at);
    const wasAway = at - aliveAt >= LEAST_MS && database.connections.list().length > 0;
    const before = this.#stored();
    // Who had not caught up with the time before has more to catch up with now.
    const from = before !== null && this.#waiting(before).length > 0 ? before.from : aliveAt;
    const absence: Stored = { from: Math.min(from, aliveAt), until: at, caughtUp: [] };
    database.writePage((tx) => {
      tx.meta.set(ALIVE, String(at));
      if (wasAway) tx.meta.set(ABSENCE, JSON.stringify(absence));
    });
  }

  /** A reading of that stream which began then is complete. */
  readingEnded(id: ConnectionId, stream: StreamName, begunAt: number | null): void {
    const stored = this.#stored();
    if (stored === null || stream !== 'orders' || begunAt === null || begunAt < stored.until) return;
    if (stored.caughtUp.includes(id)) return;
    const next: Stored = { ...stored, caughtUp: [...stored.caughtUp, id] };
    this.#options.database.writePage((tx) => tx.meta.set(ABSENCE, JSON.stringify(next)));
  }

  /** null = there was none, or it is long past and made up for. */
  current(): Absence | null {
    const stored = this.#stored();
    if (stored === null) return null;
    const waiting = this.#waiting(stored);
    if (waiting.length === 0 && this.#options.now() - stored.until > SHOWN_MS) return null;
    const caughtUp = this.#concerned(stored).filter(({ id }) => stored.caughtUp.includes(id));
    if (waiting.length + caughtUp.length === 0) return null;
    const names = (connections: readonly StoredConnection[]) => connections.map(({ name }) => name);
    return { from: stored.from, until: stored.until, caughtUp: names(caughtUp), waiting: names(waiting) };
  }

  #waiting(stored: Stored): readonly StoredConnection[] {
    return this.#concerned(stored).filter(({ id }) => !stored.caughtUp.includes(id));
  }

  #concerned({ until }: Stored): readonly StoredConnection[] {
    const { database, isScheduled } = this.#options;
    return database.connections
      .list()
      .filter((one) => one.state === 'active' && one.createdAt < until && isScheduled(one));
  }

  #stored(): Stored | null {
    const text = this.#options.database.meta.get(ABSENCE);
    if (text === null) return null;
    try {
      return storedSchema.parse(JSON.parse(text));
    } catch {
      // Only a line on a page: what cannot be read is forgotten.
      return null;
    }
  }
}

function isOffline({ error }: { readonly error: { readonly code: string } }): boolean {
  return error.code === 'net.offline';
}
