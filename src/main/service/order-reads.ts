import type { ConnectionId, RunId } from '../../shared/domain/ids';
import type { StoredRun } from '../database';
import { isEnded } from '../sync/run-state';
import type { ServiceContext } from './context';

/** Longer than this nobody waits: only fewer pieces are told meanwhile. */
const LONGEST_WAIT_MS = 60_000;

/** Reads a channel's newest orders before its stock is told, and remembers when that was done last. */
export class OrderReads {
  readonly #context: () => ServiceContext;
  /** When the last reading that ended well began (UTC epoch ms). */
  readonly #begun = new Map<ConnectionId, number>();

  constructor(context: () => ServiceContext) {
    this.#context = context;
  }

  /** A reading of orders ended well. */
  note(run: StoredRun): void {
    const started = run.streams.find((one) => one.stream === 'orders')?.startedAt ?? null;
    if (started !== null) this.#begun.set(run.connectionId, started);
  }

  /** True when everything the channel sold until `since` (UTC epoch ms) is booked. */
  async freshSince(connectionId: ConnectionId, since: number, signal: AbortSignal): Promise<boolean> {
    const { database, connectors, coordinator, log } = this.#context();
    const connection = database.connections.find(connectionId);
    if (connection === null) return false;
    const definition = await connectors.load(connection.integration);
    if (definition.streams.orders === undefined) return true;
    // One that was under way already may have begun too early: then another follows.
    for (let tries = 0; tries < 2 && !this.#isFresh(connectionId, since); tries += 1) {
      try {
        const run = coordinator.start(connectionId, {
          streams: ['orders'],
          mode: 'delta',
          startedBy: 'schedule',
        });
        if (!(await this.#ended(run, signal))) return false;
      } catch (error) {
        log.warn('orders not read before stock', { connectionId, error });
        return false;
      }
    }
    return this.#isFresh(connectionId, since);
  }

  #isFresh(connectionId: ConnectionId, since: number): boolean {
    return (this.#begun.get(connectionId) ?? 0) >= since;
  }

  /** False when it takes too long or the work is stopped. */
  #ended(id: RunId, signal: AbortSignal): Promise<boolean> {
    const { database, events } = this.#context();
    return new Promise((resolve) => {
      const settle = (ended: boolean) => {
        forget();
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        resolve(ended);
      };
      const look = () => {
        const run = database.runs.find(id);
        if (run === null || isEnded(run.state)) settle(true);
      };
      const stop = () => settle(false);
      const forget = events.on('run.changed', (run) => {
        if (run.id === id) look();
      });
      const timer = setTimeout(stop, LONGEST_WAIT_MS);
      timer.unref();
      signal.addEventListener('abort', stop);
      look();
    });
  }
}
