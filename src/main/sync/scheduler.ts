import type { ConnectionId } from '../../shared/domain/ids';
import type { StreamName, SyncMode } from '../../shared/domain/stream';
import type { Log } from '../log/log';

/** A stream that a schedule wants read. */
export interface DueStream {
  readonly connectionId: ConnectionId;
  readonly stream: StreamName;
  readonly mode: SyncMode;
  /** UTC epoch ms. */
  readonly dueAt: number;
}

export interface SchedulerOptions {
  /** Every scheduled stream that is not being read now. */
  plan(): readonly DueStream[];
  startRun(connectionId: ConnectionId, streams: readonly StreamName[], mode: SyncMode): void;
  readonly now: () => number;
  readonly log: Log;
}

/** Longest sleep between two looks: a changed clock or a missed wake-up is noticed within a minute. */
const LONGEST_SLEEP_MS = 60_000;
const SHORTEST_SLEEP_MS = 250;

/** Starts what is due and sleeps until the next is; what fell due while the machine slept is started at once. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #pausedUntil: number | null | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = true;
    this.look();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  /** null = until `resume`. */
  pause(until: number | null): void {
    this.#pausedUntil = until;
    this.look();
  }

  resume(): void {
    this.#pausedUntil = undefined;
    this.look();
  }

  get paused(): boolean {
    return this.#isPaused(this.#options.now());
  }

  /** Looks now: after a wake-up, a changed schedule, a finished run. */
  look(): void {
    clearTimeout(this.#timer);
    if (!this.#running) return;
    const now = this.#options.now();
    const next = this.#isPaused(now) ? (this.#pausedUntil ?? null) : this.#startDue(now);
    const sleep =
      next === null ? LONGEST_SLEEP_MS : Math.min(Math.max(next - now, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS);
    this.#timer = setTimeout(() => this.look(), sleep);
    this.#timer.unref();
  }

  #isPaused(now: number): boolean {
    return this.#pausedUntil === null || (this.#pausedUntil !== undefined && this.#pausedUntil > now);
  }

  /** Returns when the next stream falls due. */
  #startDue(now: number): number | null {
    const plan = this.#options.plan();
    for (const [connectionId, streams] of groupDue(plan.filter((one) => one.dueAt <= now))) {
      for (const mode of ['full', 'delta'] as const) {
        const names = streams.filter((one) => one.mode === mode).map((one) => one.stream);
        if (names.length > 0) this.#startOne(connectionId, names, mode);
      }
    }
    return plan.reduce<number | null>(
      (first, one) => (one.dueAt > now && (first === null || one.dueAt < first) ? one.dueAt : first),
      null,
    );
  }

  #startOne(connectionId: ConnectionId, streams: readonly StreamName[], mode: SyncMode): void {
    try {
      this.#options.startRun(connectionId, streams, mode);
    } catch (error) {
      this.#options.log.error('scheduled run did not start', { connectionId, error });
    }
  }
}

function groupDue(due: readonly DueStream[]): Map<ConnectionId, DueStream[]> {
  const groups = new Map<ConnectionId, DueStream[]>();
  for (const one of due) groups.set(one.connectionId, [...(groups.get(one.connectionId) ?? []), one]);
  return groups;
}
