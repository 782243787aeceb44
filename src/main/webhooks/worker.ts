import type { Webhooks } from '../../shared/connector/webhook';
import type { ConnectionId } from '../../shared/domain/ids';
import type { StreamName } from '../../shared/domain/stream';
import { AppError, toAppError, type WireError } from '../../shared/errors/app-error';
import type { Database, FreshDelivery, WaitingGroup } from '../database';
import type { Log } from '../log/log';
import { understand } from './understand';

/** How a reading ended that a hint asked for. */
export type ReadingEnd =
  | { readonly kind: 'done' }
  /** The connection is paused or Kervan stops: the hints wait. */
  | { readonly kind: 'resting' }
  /** `person`: only a person can help, so that trying again is of no use. */
  | { readonly kind: 'failed'; readonly error: WireError; readonly person: boolean };

export interface WorkerOptions {
  readonly database: Pick<Database, 'inbox' | 'turn' | 'write' | 'writePage'>;
  /** Rules of the connection's channel; null = it takes no deliveries any more. */
  rulesOf(connectionId: ConnectionId): Webhooks | null;
  /** Reads the newest of a stream; waits for a reading that is under way. */
  read(connectionId: ConnectionId, stream: StreamName, signal: AbortSignal): Promise<ReadingEnd>;
  /** Something in the inbox is another. */
  changed(): void;
  readonly now: () => number;
  readonly log: Log;
  /** Waits after the first, second … failure, ms; after the last the hints are set aside. */
  readonly retryMs?: readonly number[];
  /** Shortest time between two readings of a stream, ms: a burst becomes one. */
  readonly restMs?: number;
}

const RETRY_MS = [5_000, 30_000, 120_000, 600_000] as const;
const REST_MS = 500;
const FRESH_AT_ONCE = 100;
/** What arrives within this time is understood together, so that a burst does not cost a transaction for each. */
const GATHER_MS = 25;
const SETTLED_AT_ONCE = 200;
/** Longest step without giving the event loop a turn. */
const STEP_MS = 5;
/** A reading that was under way began too early: at most so many more follow it. */
const READINGS_IN_A_ROW = 3;

/**
 * Turns hints into readings. All hints of a stream that wait share one reading, which began after the newest of them; whatever
 * reading that was, a schedule's too, settles them.
 */
export class InboxWorker {
  readonly #options: WorkerOptions;
  readonly #stop = new AbortController();
  readonly #reading = new Map<string, Promise<void>>();
  #understanding: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | null = null;
  readonly #settling = new Set<Promise<number>>();

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** Looks for work; cheap, may be called at any time. */
  look(): void {
    if (this.#stop.signal.aborted) return;
    this.#again = true;
    this.#understanding ??= this.#understandAll().finally(() => {
      this.#understanding = null;
    });
  }

  /** A reading of the stream that began then (UTC epoch ms) ended well; answers how many hints it settled. */
  readingEnded(connectionId: ConnectionId, stream: StreamName, begunAt: number): Promise<number> {
    const settling = this.#settle(connectionId, stream, begunAt).finally(() =>
      this.#settling.delete(settling),
    );
    this.#settling.add(settling);
    return settling;
  }

  async stop(): Promise<void> {
    this.#stop.abort(new AppError('internal.stopping'));
    if (this.#timer !== null) clearTimeout(this.#timer);
    await Promise.allSettled([this.#understanding, ...this.#reading.values(), ...this.#settling]);
  }

  async #understandAll(): Promise<void> {
    while (this.#again && !this.#stop.signal.aborted) {
      await pause(GATHER_MS, this.#stop.signal);
      if (this.#stop.signal.aborted) return;
      this.#again = false;
      try {
        for (;;) {
          const fresh = this.#options.database.inbox.fresh(FRESH_AT_ONCE);
          if (fresh.length === 0) break;
          await this.#understandSome(fresh);
          this.#options.changed();
          await this.#options.database.turn();
          if (this.#stop.signal.aborted) return;
        }
        this.#startReadings();
      } catch (error) {
        this.#options.log.error('inbox not worked on', { error });
        this.#lookIn(60_000);
      }
    }
  }

  async #understandSome(fresh: readonly FreshDelivery[]): Promise<void> {
    const results: { readonly id: number; readonly result: ReturnType<typeof understand> }[] = [];
    let since = performance.now();
    for (const one of fresh) {
      results.push({ id: one.id, result: this.#understandOne(one) });
      if (performance.now() - since < STEP_MS) continue;
      await this.#options.database.turn();
      since = performance.now();
    }
    this.#options.database.writePage((tx) => {
      for (const { id, result } of results) {
        if ('error' in result) tx.inbox.setAside(id, result.error);
        else tx.inbox.understood(id, result);
      }
    });
  }

  #understandOne(delivery: FreshDelivery): ReturnType<typeof understand> {
    const rules = this.#options.rulesOf(delivery.connectionId);
    if (rules === null)
      return {
        error: new AppError('hook.unknownTopic', { facts: { topic: delivery.topic ?? '–' } }).toWire(),
      };
    try {
      return understand(rules, delivery);
    } catch (thrown) {
      return { error: toAppError(thrown).toWire() };
    }
  }

  #startReadings(): void {
    const now = this.#options.now();
    const groups = this.#options.database.inbox.waiting();
    let next = Number.POSITIVE_INFINITY;
    for (const group of groups) {
      const key = keyOf(group);
      if (this.#reading.has(key)) continue;
      if (group.nextAt > now) {
        next = Math.min(next, group.nextAt);
        continue;
      }
      const work = this.#readFor(group)
        .catch((error: unknown) => this.#options.log.error('hints not read', { error }))
        .finally(() => {
          this.#reading.delete(key);
          this.#options.changed();
          this.look();
        });
      this.#reading.set(key, work);
    }
    if (next !== Number.POSITIVE_INFINITY) this.#lookIn(next - now);
  }

  async #readFor(group: WaitingGroup): Promise<void> {
    const { connectionId, stream } = group;
    for (let round = 0; round < READINGS_IN_A_ROW; round += 1) {
      const end = await this.#options.read(connectionId, stream, this.#stop.signal);
      await Promise.allSettled([...this.#settling]);
      if (this.#stop.signal.aborted) return;
      if (end.kind === 'resting') return this.#rest(group);
      if (end.kind === 'failed') return this.#failed(group, end);
      await pause(this.#options.restMs ?? REST_MS, this.#stop.signal);
      const left = this.#options.database.inbox.waiting().find((one) => keyOf(one) === keyOf(group));
      if (left === undefined) return;
    }
  }

  /** Nothing failed; somebody resumes the connection, or the next schedule reads it. Looked at again now and then. */
  #rest(group: WaitingGroup): void {
    const until = this.#options.now() + 60_000;
    this.#options.database.writePage((tx) => tx.inbox.postpone(group, until));
  }

  #failed(group: WaitingGroup, { error, person }: Extract<ReadingEnd, { kind: 'failed' }>): void {
    const retry = this.#options.retryMs ?? RETRY_MS;
    const wait = person ? undefined : retry[group.attempts];
    const nextAt = wait === undefined ? null : this.#options.now() + wait;
    this.#options.database.write((tx) => tx.inbox.failed(group, error, nextAt));
  }

  async #settle(connectionId: ConnectionId, stream: StreamName, begunAt: number): Promise<number> {
    const { database, changed, log } = this.#options;
    let sum = 0;
    try {
      for (;;) {
        const settled = database.writePage((tx) =>
          tx.inbox.settle(connectionId, stream, begunAt, SETTLED_AT_ONCE),
        );
        sum += settled;
        if (settled > 0) changed();
        if (settled < SETTLED_AT_ONCE || this.#stop.signal.aborted) return sum;
        await database.turn();
      }
    } catch (error) {
      log.error('hints not settled', { connectionId, stream, error });
      return sum;
    }
  }

  #lookIn(milliseconds: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), Math.max(10, milliseconds));
    this.#timer.unref();
  }
}

function keyOf({ connectionId, stream }: Pick<WaitingGroup, 'connectionId' | 'stream'>): string {
  return `${connectionId}/${stream}`;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
