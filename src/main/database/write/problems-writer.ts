import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import type { ConnectionId, ProblemId, RunId } from '../../../shared/domain/ids';
import type { StreamName } from '../../../shared/domain/stream';
import type { WireError } from '../../../shared/errors/app-error';
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

/** Asked for every variant whose stock moved: built once. */
function prepareByFingerprint(typed: Typed) {
  return typed
    .select({ id: problems.id, state: problems.state })
    .from(problems)
    .where(eq(problems.fingerprint, sql.placeholder('fingerprint')))
    .prepare();
}

/** The error centre: one row per cause, however often it happens. */
export class ProblemsWriter extends ProblemsReader {
  readonly #stamp: () => Stamp;
  readonly #byFingerprint: ReturnType<typeof prepareByFingerprint>;

  constructor(typed: Typed, stamp: () => Stamp) {
    super(typed);
    this.#stamp = stamp;
    this.#byFingerprint = prepareByFingerprint(typed);
  }

  /** `opened` is true when a person has not this problem before them yet: it is new, or was closed. A snoozed one stays quiet. */
  report(report: ProblemReport): { readonly problem: StoredProblem; readonly opened: boolean } {
    const { connectionId, stream } = report;
    const fingerprint = fingerprintOf(report.error.code, connectionId, stream, report.distinguish ?? '');
    const stamp = this.#stamp();
    const known = this.#byFingerprint.get({ fingerprint });
    const news = {
      error: JSON.stringify(report.error),
      runId: report.runId,
      nextTryAt: report.nextTryAt ?? null,
      lastSeenAt: stamp,
    };
    if (known === undefined) {
      const values = {
        ...news,
        fingerprint,
        connectionId,
        stream,
        count: 1,
        state: 'open' as const,
        firstSeenAt: stamp,
      };
      const { lastInsertRowid } = this.typed.insert(problems).values(values).run();
      return { problem: this.get(this.toId(Number(lastInsertRowid))), opened: true };
    }
    const reopened = {
      state: 'open' as const,
      closedBy: null,
      closeReason: null,
      closedAt: null,
      firstSeenAt: stamp,
      count: 1,
    };
    const wasClosed = known.state === 'closed';
    const change = wasClosed ? reopened : { count: sql`${problems.count} + 1` };
    return { problem: this.#change(this.toId(known.id), { ...news, ...change }), opened: wasClosed };
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
    return this.typed.update(problems).set(this.#solved()).where(inArray(problems.id, rows)).run().changes;
  }

  /** The cause of one problem of no stream went away: closes it. Null when it was not open. */
  settle(cause: {
    readonly code: ErrorCode;
    readonly distinguish: string;
    readonly connectionId?: ConnectionId;
  }): StoredProblem | null {
    const { code, connectionId = null, distinguish } = cause;
    const row = this.#byFingerprint.get({
      fingerprint: fingerprintOf(code, connectionId, null, distinguish),
    });
    if (row === undefined || row.state === 'closed') return null;
    return this.#change(this.toId(row.id), this.#solved());
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

  /** How a problem ends whose cause went away. */
  #solved() {
    const state = { state: 'closed', closedBy: 'cause', closeReason: null } as const;
    return { ...state, closedAt: this.#stamp(), snoozedUntil: null, nextTryAt: null };
  }

  #change(id: ProblemId, change: SQLiteUpdateSetSource<typeof problems>): StoredProblem {
    this.typed
      .update(problems)
      .set(change)
      .where(eq(problems.id, Number(id)))
      .run();
    return this.get(id);
  }
}

function fingerprintOf(
  code: ErrorCode,
  connectionId: ConnectionId | null,
  stream: StreamName | null,
  distinguish: string,
): string {
  return JSON.stringify([code, connectionId, stream, distinguish]);
}
