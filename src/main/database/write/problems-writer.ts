import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { ConnectionId, ProblemId, RunId } from '../../../shared/domain/ids';
import type { StreamName } from '../../../shared/domain/stream';
import { AppError, type WireError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import { ProblemsReader, type StoredProblem } from '../problem-rows';
import { problems } from '../schema';
import type { Stamp } from '../stamp';
import type { Typed } from '../typed';

export interface ProblemReport {
  readonly error: WireError;
  readonly connectionId: ConnectionId | null;
  readonly stream: StreamName | null;
  readonly runId: RunId | null;
  readonly nextTryAt?: number | null;
  /** What else tells two causes of one code apart, for example a host. */
  readonly distinguish?: string;
}

/** The error centre: one row per cause, however often it happens. */
export class ProblemsWriter extends ProblemsReader {
  readonly #stamp: () => Stamp;

  constructor(typed: Typed, stamp: () => Stamp) {
    super(typed);
    this.#stamp = stamp;
  }

  /** `opened` is true when a person has not this problem before them yet: it is new, or was closed. A snoozed one stays quiet. */
  report(report: ProblemReport): { readonly problem: StoredProblem; readonly opened: boolean } {
    const fingerprint = fingerprintOf(report);
    const stamp = this.#stamp();
    const known = this.typed.select().from(problems).where(eq(problems.fingerprint, fingerprint)).get();
    const news = {
      error: JSON.stringify(report.error),
      runId: report.runId,
      nextTryAt: report.nextTryAt ?? null,
      lastSeenAt: stamp,
    };
    if (known === undefined) {
      const { connectionId, stream } = report;
      const values = {
        ...news,
        fingerprint,
        connectionId,
        stream,
        count: 1,
        state: 'open' as const,
        firstSeenAt: stamp,
      };
      this.typed.insert(problems).values(values).run();
    } else {
      const reopened = {
        state: 'open' as const,
        closedBy: null,
        closeReason: null,
        closedAt: null,
        firstSeenAt: stamp,
        count: 1,
      };
      const change = known.state === 'closed' ? reopened : { count: sql`${problems.count} + 1` };
      this.typed
        .update(problems)
        .set({ ...news, ...change })
        .where(eq(problems.id, known.id))
        .run();
    }
    return {
      problem: this.#byFingerprint(fingerprint),
      opened: known === undefined || known.state === 'closed',
    };
  }

  /** The cause went away: closes open and snoozed ones that match all that is given. Returns how many. */
  resolve(filter: {
    readonly connectionId: ConnectionId | null;
    readonly stream?: StreamName;
    readonly codes?: readonly ErrorCode[];
  }): number {
    const rows = this.open(filter.connectionId)
      .filter((problem) => filter.stream === undefined || problem.stream === filter.stream)
      .filter((problem) => filter.codes === undefined || filter.codes.includes(problem.error.code))
      .map((problem) => Number(problem.id));
    if (rows.length === 0) return 0;
    const closed = {
      state: 'closed' as const,
      closedBy: 'cause' as const,
      closeReason: null,
      closedAt: this.#stamp(),
      snoozedUntil: null,
      nextTryAt: null,
    };
    return this.typed.update(problems).set(closed).where(inArray(problems.id, rows)).run().changes;
  }

  /** The cause of one problem of no stream went away: closes it. Null when it was not open. */
  settle(cause: {
    readonly code: ErrorCode;
    readonly distinguish: string;
    readonly connectionId?: ConnectionId;
  }): StoredProblem | null {
    const fingerprint = JSON.stringify([cause.code, cause.connectionId ?? null, null, cause.distinguish]);
    const row = this.typed
      .select({ id: problems.id, state: problems.state })
      .from(problems)
      .where(eq(problems.fingerprint, fingerprint))
      .get();
    if (row === undefined || row.state === 'closed') return null;
    return this.#change(this.toId(row.id), {
      state: 'closed',
      closedBy: 'cause',
      closeReason: null,
      closedAt: this.#stamp(),
      snoozedUntil: null,
      nextTryAt: null,
    });
  }

  close(id: ProblemId, reason: string): StoredProblem {
    return this.#change(id, {
      state: 'closed',
      closedBy: 'person',
      closeReason: reason,
      closedAt: this.#stamp(),
      snoozedUntil: null,
    });
  }

  snooze(id: ProblemId, until: number): StoredProblem {
    return this.#change(id, { state: 'snoozed', snoozedUntil: until });
  }

  reopen(id: ProblemId): StoredProblem {
    return this.#change(id, {
      state: 'open',
      snoozedUntil: null,
      closedBy: null,
      closeReason: null,
      closedAt: null,
    });
  }

  /** Snoozed ones whose time has come are open again. Returns how many. */
  wake(now: number): number {
    const due = and(eq(problems.state, 'snoozed'), lte(problems.snoozedUntil, now));
    return this.typed.update(problems).set({ state: 'open', snoozedUntil: null }).where(due).run().changes;
  }

  #change(id: ProblemId, change: Partial<typeof problems.$inferInsert>): StoredProblem {
    this.typed
      .update(problems)
      .set(change)
      .where(eq(problems.id, Number(id)))
      .run();
    return this.get(id);
  }

  #byFingerprint(fingerprint: string): StoredProblem {
    const row = this.typed
      .select({ id: problems.id })
      .from(problems)
      .where(eq(problems.fingerprint, fingerprint))
      .get();
    if (row === undefined) throw new AppError('internal.unexpected');
    return this.get(this.toId(row.id));
  }
}

function fingerprintOf({ error, connectionId, stream, distinguish }: ProblemReport): string {
  return JSON.stringify([error.code, connectionId, stream, distinguish ?? '']);
}
