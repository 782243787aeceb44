import { setImmediate } from 'node:timers/promises';
import type { ConnectionId, ListingId } from '../../../shared/domain/ids';
import { refreshDue, refreshListing } from '../wanted';
import { Lane } from './lane';
import type { LaneOptions } from './lane-core';
import { settleDoubtful } from './settle';

/** Listings recomputed in one transaction, so that the process stays responsive. */
const STEP_LISTINGS = 20;
/** Longest sleep between two looks at a connection: a changed clock or a missed wake-up is noticed within it. */
const LONGEST_SLEEP_MS = 60_000;

/**
 * Brings every channel what it is to be told: one lane per connection, woken by whatever queues a value. What a crash interrupted
 * is asked back first.
 */
export class Outbox {
  readonly #options: LaneOptions;
  readonly #lanes = new Map<ConnectionId, { readonly lane: Lane; running: boolean; again: boolean }>();
  readonly #timers = new Map<ConnectionId, NodeJS.Timeout>();
  readonly #under = new Set<Promise<void>>();
  #stop = new AbortController();
  #running = false;
  /** UTC epoch ms; null = until resumed, undefined = not paused. */
  #pausedUntil: number | null | undefined;
  #walk: Promise<void> | null = null;
  #pauseTimer: NodeJS.Timeout | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  start(): void {
    const { database, now } = this.#options;
    this.#stop = new AbortController();
    this.#running = true;
    for (const send of database.sends.underWay()) this.#follow(settleDoubtful(database, send.id, now()));
    database.onComputeLater = () => void this.recompute();
    database.onQueued = (ids) => {
      for (const id of ids) this.look(id);
    };
    for (const { id } of database.connections.list()) this.look(id);
    void this.recompute();
  }

  /** Ends at the next border between two calls; calls under way are cut and asked back at the next start. */
  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#pauseTimer);
    this.#options.database.onQueued = () => undefined;
    this.#options.database.onComputeLater = () => undefined;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#stop.abort('stop');
    await Promise.all([...this.#under, this.#walk]);
  }

  /** Nothing is told until then (UTC epoch ms) or, with null, until `resume`. */
  pause(until: number | null): void {
    this.#pausedUntil = until;
    clearTimeout(this.#pauseTimer);
    if (until === null) return;
    const wait = Math.min(Math.max(until - this.#options.now(), 0), LONGEST_SLEEP_MS);
    this.#pauseTimer = setTimeout(() => (this.#isPaused() ? this.pause(until) : this.resume()), wait);
    this.#pauseTimer.unref();
  }

  resume(): void {
    clearTimeout(this.#pauseTimer);
    this.#pausedUntil = undefined;
    for (const { id } of this.#options.database.connections.list()) this.look(id);
  }

  /** A person acted on the connection (new keys, activated, "try again"): what rested goes on at once. */
  wake(id: ConnectionId): void {
    this.#laneOf(id).lane.wake();
    this.look(id);
  }

  /** A reading worked: what waited for a person may go on. */
  unblock(id: ConnectionId): void {
    this.#laneOf(id).lane.unblock();
    this.look(id);
  }

  forget(id: ConnectionId): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#lanes.delete(id);
  }

  /** Something of this connection is queued. */
  look(id: ConnectionId): void {
    if (!this.#running || this.#isPaused()) return;
    const entry = this.#laneOf(id);
    if (entry.running) {
      entry.again = true;
      return;
    }
    entry.running = true;
    this.#follow(this.#work(id, entry));
  }

  /** Waited for when the process ends. */
  #follow(work: Promise<void>): void {
    const followed = work
      .catch((error: unknown) => this.#options.log.error('outbox failed', { error }))
      .finally(() => this.#under.delete(followed));
    this.#under.add(followed);
  }

  /** Rules changed: every listing they reach is computed anew, in steps; goes on after a restart where it stood. */
  async recompute(): Promise<void> {
    if (!this.#running) return;
    this.#walk ??= this.#walkRules();
    await this.#walk;
  }

  async #walkRules(): Promise<void> {
    const { database, log } = this.#options;
    const failed = new Set<ConnectionId>();
    // The transaction that left something to be computed ends first.
    await database.turn();
    try {
      while (this.#running) {
        if (database.values.toCompute().length > 0) {
          database.write(refreshDue);
          await database.turn();
          continue;
        }
        const next = database.rules.pending().find(({ connectionId }) => !failed.has(connectionId));
        if (next === undefined) return;
        try {
          this.#step(next.connectionId, next.version, next.after);
        } catch (error) {
          // The other channels' values wait for nobody; this one's are tried again with the next walk.
          failed.add(next.connectionId);
          log.error('values not recomputed', { connectionId: next.connectionId, error });
        }
        await database.turn();
      }
    } catch (error) {
      log.error('values not recomputed', { error });
    } finally {
      // At once, so that whoever asks after the last look begins another walk.
      this.#walk = null;
    }
  }

  #step(connectionId: ConnectionId, version: number, after: ListingId | null): void {
    // Rows and progress go back together when the power fails, and are then computed again.
    this.#options.database.writePage((tx) => {
      const targets = tx.values.matched(connectionId, after, STEP_LISTINGS);
      for (const { listingId } of targets) refreshListing(tx, listingId);
      const last = targets.length < STEP_LISTINGS ? undefined : targets.at(-1);
      tx.rules.progress(connectionId, version, last?.listingId ?? null);
    });
  }

  async #work(
    id: ConnectionId,
    entry: { readonly lane: Lane; running: boolean; again: boolean },
  ): Promise<void> {
    const { log, news } = this.#options;
    const mayGoOn = () => this.#running && !this.#isPaused();
    let called = false;
    // The transaction that queued the value ends first.
    await setImmediate();
    try {
      do {
        entry.again = false;
        if (await entry.lane.run(this.#stop.signal, mayGoOn)) called = true;
      } while (entry.again && mayGoOn());
    } catch (error) {
      if (this.#running) log.error('channel not told', { connectionId: id, error });
      entry.lane.rest();
    } finally {
      entry.running = false;
      if (this.#running) {
        news.valuesChanged(id);
        this.#sleep(id, entry.lane, called ? 20 : 1000);
      }
    }
  }

  /** `least` (ms): a look that found nothing to do is not repeated at once. */
  #sleep(id: ConnectionId, lane: Lane, least: number): void {
    clearTimeout(this.#timers.get(id));
    const at = lane.nextAt;
    if (at === null || !this.#running) return;
    const wait = Math.min(Math.max(at - this.#options.now(), least), LONGEST_SLEEP_MS);
    const timer = setTimeout(() => this.look(id), wait);
    timer.unref();
    this.#timers.set(id, timer);
  }

  #isPaused(): boolean {
    if (this.#pausedUntil === undefined) return false;
    return this.#pausedUntil === null || this.#pausedUntil > this.#options.now();
  }

  #laneOf(id: ConnectionId): { readonly lane: Lane; running: boolean; again: boolean } {
    const known = this.#lanes.get(id);
    if (known !== undefined) return known;
    const made = { lane: new Lane(id, this.#options), running: false, again: false };
    this.#lanes.set(id, made);
    return made;
  }
}
