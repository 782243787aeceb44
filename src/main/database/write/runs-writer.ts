import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { ConnectionId, RunId } from '../../../shared/domain/ids';
import type { RunState, StreamName, SyncMode } from '../../../shared/domain/stream';
import { AppError, type WireError } from '../../../shared/errors/app-error';
import { RunsReader, type StoredRun, type StoredRunStream } from '../run-rows';
import { runStreams, runs } from '../schema';
import { isUniqueViolation } from '../sqlite-error';
import type { Stamp } from '../stamp';
import type { Typed } from '../typed';
import { type Forgotten, forgetQuietRuns } from './quiet-runs';

export interface NewRun {
  readonly id: RunId;
  readonly connectionId: ConnectionId;
  readonly mode: SyncMode;
  readonly startedBy: StoredRun['startedBy'];
  readonly streams: readonly StreamName[];
}

/** What one page adds to a stream of a run. */
export interface PageProgress {
  readonly part: string;
  readonly checkpoint: Readonly<Record<string, unknown>>;
  /** Totals of the whole run as the channel tells them now; null = unknown. */
  readonly totalRecords: number | null;
  readonly totalPages: number | null;
  /** These are added to what is stored. */
  readonly received: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
  readonly odd: number;
  readonly calls: number;
}

export class RunsWriter extends RunsReader {
  readonly #stamp: () => Stamp;
  readonly #savePage: ReturnType<typeof preparePage>;

  constructor(typed: Typed, stamp: () => Stamp) {
    super(typed);
    this.#stamp = stamp;
    this.#savePage = preparePage(typed);
  }

  /** Queued, with its streams in order. A stream of the connection that is still active makes it connection.busy. */
  create(run: NewRun): StoredRun {
    const { id, connectionId, mode, startedBy } = run;
    this.typed
      .insert(runs)
      .values({ id, connectionId, mode, startedBy, state: 'queued', createdAt: this.#stamp() })
      .run();
    run.streams.forEach((stream, position) => {
      try {
        this.typed
          .insert(runStreams)
          .values({ runId: id, stream, position, connectionId, state: 'queued' })
          .run();
      } catch (thrown) {
        if (!isUniqueViolation(thrown)) throw thrown;
        throw new AppError('connection.busy', { facts: { connectionId, stream }, cause: thrown });
      }
    });
    return this.get(id);
  }

  /** Notes the first start and, for an ended state, the end. Ended runs keep no request. */
  setState(id: RunId, state: RunState, error: WireError | null = null): void {
    const stamp = this.#stamp();
    const ended = isEnded(state);
    this.typed
      .update(runs)
      .set({
        state,
        error: error === null ? null : JSON.stringify(error),
        ...(state === 'running' ? { startedAt: sql`coalesce(${runs.startedAt}, ${stamp})` } : {}),
        endedAt: ended ? stamp : null,
        ...(ended || state === 'paused' ? { request: null } : {}),
      })
      .where(eq(runs.id, id))
      .run();
  }

  setStreamState(id: RunId, stream: StreamName, state: RunState, error: WireError | null = null): void {
    const stamp = this.#stamp();
    this.typed
      .update(runStreams)
      .set({
        state,
        error: error === null ? null : JSON.stringify(error),
        wait: null,
        ...(state === 'running' ? { startedAt: sql`coalesce(${runStreams.startedAt}, ${stamp})` } : {}),
        endedAt: isEnded(state) ? stamp : null,
        // Where a failed reading stood is kept: it can go on from there.
        ...(isEnded(state) && state !== 'failed' ? { checkpoint: null } : {}),
      })
      .where(at(id, stream))
      .run();
  }

  /** A person's wish, carried out at the next page border. False when the run is not active. */
  request(id: RunId, request: 'pause' | 'cancel' | null): boolean {
    const active = inArray(runs.state, ['queued', 'running', 'paused']);
    const undecided = request === 'pause' ? isNull(runs.request) : undefined;
    const result = this.typed
      .update(runs)
      .set({ request })
      .where(and(eq(runs.id, id), active, undecided))
      .run();
    return result.changes > 0;
  }

  /** In the transaction of the page itself. A wait stays: the next page may be waiting already while this one is stored. */
  savePage(id: RunId, stream: StreamName, page: PageProgress): void {
    this.#savePage.run({ ...page, id, stream, checkpoint: JSON.stringify(page.checkpoint) });
  }

  /** Forgets runs that ended before then, oldest first, at most `limit` at once. Returns how many went. */
  prune(before: number, limit: number): number {
    const oldest = this.typed
      .select({ number: runs.number, endedAt: runs.endedAt })
      .from(runs)
      .orderBy(asc(runs.number))
      .limit(limit)
      .all();
    const over = oldest
      .filter((run) => run.endedAt !== null && run.endedAt < before)
      .map((run) => run.number);
    if (over.length === 0) return 0;
    return this.typed.delete(runs).where(inArray(runs.number, over)).run().changes;
  }

  /** See forgetQuietRuns; goes on where it stood the last time. */
  forgetQuiet(after: number, before: number, limit: number): Forgotten {
    return forgetQuietRuns(this.typed, after, before, limit);
  }

  addGone(id: RunId, stream: StreamName, gone: number): void {
    this.typed
      .update(runStreams)
      .set({ gone: sql`${runStreams.gone} + ${gone}` })
      .where(at(id, stream))
      .run();
  }

  /** A wait began (null = it is over); `waitedMs` is what the one just over took. */
  setWait(id: RunId, stream: StreamName, wait: StoredRunStream['wait'], waitedMs = 0): void {
    this.typed
      .update(runStreams)
      .set({
        wait: wait === null ? null : JSON.stringify(wait),
        waitedMs: sql`${runStreams.waitedMs} + ${waitedMs}`,
      })
      .where(at(id, stream))
      .run();
  }
}

/** Made once: building it again for every page would cost more than running it. */
function preparePage(typed: Typed) {
  const told = (name: keyof PageProgress) => sql`${sql.placeholder(name)}`;
  const raised = (name: 'received' | 'added' | 'changed' | 'unchanged' | 'gone' | 'odd' | 'calls') =>
    sql`${runStreams[name]} + ${sql.placeholder(name)}`;
  return typed
    .update(runStreams)
    .set({
      part: told('part'),
      checkpoint: told('checkpoint'),
      totalRecords: told('totalRecords'),
      totalPages: told('totalPages'),
      pages: sql`${runStreams.pages} + 1`,
      received: raised('received'),
      added: raised('added'),
      changed: raised('changed'),
      unchanged: raised('unchanged'),
      gone: raised('gone'),
      odd: raised('odd'),
      calls: raised('calls'),
    })
    .where(and(eq(runStreams.runId, sql.placeholder('id')), eq(runStreams.stream, sql.placeholder('stream'))))
    .prepare();
}

const isEnded = (state: RunState) =>
  state === 'done' || state === 'partial' || state === 'failed' || state === 'cancelled';
const at = (id: RunId, stream: StreamName) => and(eq(runStreams.runId, id), eq(runStreams.stream, stream));
