import { and, count, desc, eq, inArray, isNull, lt, max, or } from 'drizzle-orm';
import {
  type ConnectionId,
  connectionIdSchema,
  type ProblemId,
  problemIdSchema,
  type RunId,
  runIdSchema,
} from '../../shared/domain/ids';
import type { StreamName } from '../../shared/domain/stream';
import { AppError, type WireError, wireErrorSchema } from '../../shared/errors/app-error';
import { problems } from './schema';
import type { Typed } from './typed';

export interface StoredProblem {
  readonly id: ProblemId;
  readonly error: WireError;
  readonly connectionId: ConnectionId | null;
  readonly stream: StreamName | null;
  readonly runId: RunId | null;
  readonly count: number;
  readonly state: 'open' | 'snoozed' | 'closed';
  readonly snoozedUntil: number | null;
  readonly closedBy: 'cause' | 'person' | null;
  readonly closeReason: string | null;
  readonly nextTryAt: number | null;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly closedAt: number | null;
}

export interface ProblemFilter {
  readonly states?: readonly StoredProblem['state'][];
  readonly connectionId?: ConnectionId;
  /** Position after the last row of the page before. */
  readonly before?: { readonly lastSeenAt: number; readonly id: ProblemId };
  readonly limit: number;
}

/** Reads of a few rows, quick enough for the main process. */
export class ProblemsReader {
  protected readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  get(id: ProblemId): StoredProblem {
    const row = this.typed
      .select()
      .from(problems)
      .where(eq(problems.id, Number(id)))
      .get();
    if (row === undefined) throw new AppError('input.notFound', { facts: { what: 'problem', id } });
    return toProblem(row);
  }

  /** Last seen first. */
  list({ states, connectionId, before, limit }: ProblemFilter): StoredProblem[] {
    const older =
      before === undefined
        ? undefined
        : or(
            lt(problems.lastSeenAt, before.lastSeenAt),
            and(eq(problems.lastSeenAt, before.lastSeenAt), lt(problems.id, Number(before.id))),
          );
    return this.typed
      .select()
      .from(problems)
      .where(
        and(
          states === undefined ? undefined : inArray(problems.state, [...states]),
          connectionId === undefined ? undefined : eq(problems.connectionId, connectionId),
          older,
        ),
      )
      .orderBy(desc(problems.lastSeenAt), desc(problems.id))
      .limit(limit)
      .all()
      .map(toProblem);
  }

  /** Open and snoozed ones of a connection, or with null those of no connection. */
  open(connectionId: ConnectionId | null): StoredProblem[] {
    const owner =
      connectionId === null ? isNull(problems.connectionId) : eq(problems.connectionId, connectionId);
    const unsolved = inArray(problems.state, ['open', 'snoozed']);
    return this.typed.select().from(problems).where(and(owner, unsolved)).all().map(toProblem);
  }

  openCounts(): { readonly all: number; readonly byConnection: ReadonlyMap<ConnectionId, number> } {
    const rows = this.typed
      .select({ connectionId: problems.connectionId, count: count() })
      .from(problems)
      .where(eq(problems.state, 'open'))
      .groupBy(problems.connectionId)
      .all();
    const byConnection = new Map<ConnectionId, number>();
    for (const row of rows)
      if (row.connectionId) byConnection.set(connectionIdSchema.parse(row.connectionId), row.count);
    return { all: rows.reduce((sum, row) => sum + row.count, 0), byConnection };
  }

  lastClosedAt(): number | null {
    return (
      this.typed
        .select({ at: max(problems.closedAt) })
        .from(problems)
        .get()?.at ?? null
    );
  }

  protected toId(id: number): ProblemId {
    return problemIdSchema.parse(String(id));
  }
}

function toProblem(row: typeof problems.$inferSelect): StoredProblem {
  const { fingerprint: _fingerprint, ...same } = row;
  return {
    ...same,
    id: problemIdSchema.parse(String(row.id)),
    error: wireErrorSchema.parse(JSON.parse(row.error)),
    connectionId: row.connectionId === null ? null : connectionIdSchema.parse(row.connectionId),
    runId: row.runId === null ? null : runIdSchema.parse(row.runId),
  };
}
