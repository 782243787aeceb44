import type { ConnectionId } from '../../shared/domain/ids';
import type { StoredRun } from '../database';
import type { ServiceContext } from './context';
import { streamEnded } from './stream-end';

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
        const patience = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_WAIT_MS)]);
        if (!(await streamEnded(this.#context(), run, 'orders', patience))) return false;
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
}
