import { and, asc, desc, eq, inArray, isNotNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import { type ConnectionId, connectionIdSchema, type RunId, runIdSchema } from '../../shared/domain/ids';
import type { RunState, StreamName, SyncMode } from '../../shared/domain/stream';
import { AppError, type WireError } from '../../shared/errors/app-error';
import { readObject, readWireError } from './json-column';
import { runStreams, runs } from './schema';
import type { Typed } from './typed';

const waitSchema = z.object({ reason: z.enum(['limit', 'retry', 'job']), until: z.number() });

export interface StoredRunStream {
  readonly stream: StreamName;
  readonly state: RunState;
  readonly part: string | null;
  readonly checkpoint: Readonly<Record<string, unknown>> | null;
  readonly pages: number;
  readonly totalPages: number | null;
  readonly received: number;
  readonly totalRecords: number | null;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
  readonly odd: number;
  readonly calls: number;
  readonly waitedMs: number;
  readonly wait: { readonly reason: 'limit' | 'retry' | 'job'; readonly until: number } | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly error: WireError | null;
}

export interface StoredRun {
  /** Rises with each run: a cursor for lists. */
  readonly number: number;
  readonly id: RunId;
  readonly connectionId: ConnectionId;
  readonly mode: SyncMode;
  readonly startedBy: 'person' | 'schedule' | 'api' | 'start';
  readonly state: RunState;
  readonly request: 'pause' | 'cancel' | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly error: WireError | null;
  /** In the order they are read. */
  readonly streams: readonly StoredRunStream[];
}

export interface RunFilter {
  readonly connectionId?: ConnectionId;
  readonly states?: readonly RunState[];
  /** Only runs with a lower number. */
  readonly before?: number;
  readonly limit: number;
}

/** Reads of a few rows, quick enough for the main process. */
export class RunsReader {
  protected readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  find(id: RunId): StoredRun | null {
    const [run] = this.#withStreams(this.typed.select().from(runs).where(eq(runs.id, id)).all());
    return run ?? null;
  }

  get(id: RunId): StoredRun {
    const run = this.find(id);
    if (run === null) throw new AppError('input.notFound', { facts: { what: 'run', id } });
    return run;
  }

  /** Newest first. */
  list({ connectionId, states, before, limit }: RunFilter): StoredRun[] {
    const rows = this.typed
      .select()
      .from(runs)
      .where(
        and(
          connectionId === undefined ? undefined : eq(runs.connectionId, connectionId),
          states === undefined ? undefined : inArray(runs.state, [...states]),
          before === undefined ? undefined : lt(runs.number, before),
        ),
      )
      .orderBy(desc(runs.number))
      .limit(limit)
      .all();
    return this.#withStreams(rows);
  }

  /** Queued, running and paused ones, oldest first: what a start goes on with. */
  active(): StoredRun[] {
    const rows = this.typed
      .select()
      .from(runs)
      .where(inArray(runs.state, ['queued', 'running', 'paused']));
    return this.#withStreams(rows.orderBy(asc(runs.number)).all());
  }

  activeOf(connectionId: ConnectionId): StoredRun[] {
    return this.active().filter((run) => run.connectionId === connectionId);
  }

  /** The newest ended stretch of the stream, whatever became of it. */
  lastEnded(
    connectionId: ConnectionId,
    stream: StreamName,
  ): { readonly run: StoredRun; readonly stream: StoredRunStream } | null {
    const row = this.typed
      .select({ runId: runStreams.runId })
      .from(runStreams)
      .where(
        and(
          eq(runStreams.connectionId, connectionId),
          eq(runStreams.stream, stream),
          isNotNull(runStreams.endedAt),
        ),
      )
      .orderBy(desc(runStreams.endedAt))
      .limit(1)
      .get();
    if (row === undefined) return null;
    const run = this.get(runIdSchema.parse(row.runId));
    const found = run.streams.find((one) => one.stream === stream);
    return found === undefined ? null : { run, stream: found };
  }

  /** Ended stretches of the stream, newest first: how often it failed in a row, and when. */
  recentEnded(
    connectionId: ConnectionId,
    stream: StreamName,
    limit: number,
  ): { readonly state: RunState; readonly endedAt: number }[] {
    const of = and(
      eq(runStreams.connectionId, connectionId),
      eq(runStreams.stream, stream),
      isNotNull(runStreams.endedAt),
    );
    const rows = this.typed
      .select({ state: runStreams.state, endedAt: runStreams.endedAt })
      .from(runStreams)
      .where(of);
    const newest = rows.orderBy(desc(runStreams.endedAt)).limit(limit).all();
    return newest.flatMap(({ state, endedAt }) => (endedAt === null ? [] : [{ state, endedAt }]));
  }

  #withStreams(rows: readonly (typeof runs.$inferSelect)[]): StoredRun[] {
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const streams = this.typed.select().from(runStreams).where(inArray(runStreams.runId, ids));
    const all = streams.orderBy(asc(runStreams.position)).all();
    return rows.map((row) => ({
      ...row,
      id: runIdSchema.parse(row.id),
      connectionId: connectionIdSchema.parse(row.connectionId),
      error: readWireError(row.error),
      streams: all.filter((stream) => stream.runId === row.id).map(toStream),
    }));
  }
}

function toStream(row: typeof runStreams.$inferSelect): StoredRunStream {
  const {
    runId: _run,
    position: _position,
    connectionId: _connection,
    checkpoint,
    wait,
    error,
    ...same
  } = row;
  return {
    ...same,
    checkpoint: checkpoint === null ? null : readObject(checkpoint),
    wait: wait === null ? null : waitSchema.parse(JSON.parse(wait)),
    error: readWireError(error),
  };
}
