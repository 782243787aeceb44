import type { SendTarget, StoredValue, WriteTransaction } from '../../database';
import { settleShown } from '../shown';
import { refreshListing } from '../wanted';
import { plainRow, readBackCalls } from './batches';
import {
  LARGEST_BACK_OFF_MS,
  type LaneCore,
  ROUND_CALLS,
  ROUND_ROWS,
  type Task,
  type Work,
} from './lane-core';

/** Asks the channel what it shows: after calls whose end is not known, and where a reading showed something else. */
export class ReadBacks {
  readonly #core: LaneCore;

  constructor(core: LaneCore) {
    this.#core = core;
  }

  tasks(work: Work): Task[] {
    const { database, now } = this.#core.options;
    const at = now();
    const doubtful = (['stock', 'price'] as const).flatMap((kind) =>
      database.values.due(this.#core.id, kind, 'unknown', at, ROUND_ROWS),
    );
    const toCheck = database.values
      .toCheck(this.#core.id, at, ROUND_ROWS)
      .filter((row) => row.state !== 'unknown' && row.state !== 'sending' && row.state !== 'sent');
    const rows = [...doubtful, ...toCheck];
    if (rows.length === 0) return [];
    const tasks: Task[] = [];
    for (const [name, action] of Object.entries(work.definition.actions ?? {})) {
      const own = rows.filter((row) => action.carries.includes(row.kind));
      if (own.length === 0) continue;
      if (action.readBack === undefined) {
        database.write((tx) => this.#cannotAsk(tx, own));
        continue;
      }
      const targets = new Map(
        own.flatMap((row) => {
          const target = database.values.sendTarget(row.listingId);
          return target === null ? [] : [[row.listingId, target] as const];
        }),
      );
      for (const call of readBackCalls(action.readBack, [...targets.values()], work.context)) {
        const asked = new Set(call.map((target) => target.listingId));
        const about = own.filter((row) => asked.has(row.listingId));
        tasks.push(() => this.#readBack(work, name, call, about));
      }
    }
    return tasks.slice(0, ROUND_CALLS);
  }

  /** A channel that cannot be asked: what is in doubt is sent again. */
  #cannotAsk(tx: WriteTransaction, rows: readonly StoredValue[]): void {
    for (const row of rows) {
      const resend = row.state === 'unknown' ? { state: 'queued' as const, sendId: null } : {};
      tx.values.save({ ...row, ...resend, checkAt: null });
      refreshListing(tx, row.listingId);
    }
  }

  async #readBack(
    work: Work,
    action: string,
    targets: readonly SendTarget[],
    rows: readonly StoredValue[],
  ): Promise<void> {
    const { database, now } = this.#core.options;
    const askedAt = now();
    try {
      const seen = await work.client.readBack({
        action,
        rows: targets.map(plainRow),
        signal: work.signal,
        onWait: () => undefined,
      });
      const byKey = new Map((seen ?? []).map((one) => [one.key, one]));
      // What was sold there meanwhile explains a lower number: orders first.
      if (rows.some((row) => row.kind === 'stock'))
        await this.#core.options.readOrders(this.#core.id, askedAt, work.signal);
      database.write((tx) => {
        for (const target of targets) {
          const one = byKey.get(target.key);
          for (const { kind } of rows.filter((row) => row.listingId === target.listingId)) {
            const quantity = one?.stock ?? null;
            const stock = quantity === null ? null : { quantity: Math.max(0, quantity) };
            const value = kind === 'stock' ? stock : (one?.price ?? null);
            settleShown(tx, target, kind, { value, askedAt, now: now() });
          }
        }
      });
      this.#core.succeeded();
    } catch (thrown) {
      if (work.signal.aborted) return;
      const nextAt = this.#core.failed(thrown) ?? now() + LARGEST_BACK_OFF_MS;
      database.write((tx) => {
        for (const { listingId, kind } of rows) {
          const row = tx.values.find(listingId, kind);
          if (row === null) continue;
          tx.values.save(row.state === 'unknown' ? { ...row, nextAt } : { ...row, checkAt: nextAt });
        }
      });
    }
  }
}
