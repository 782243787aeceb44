import type { SeenRow } from '../../../shared/connector/write';
import { type ValueKind, valueKindSchema } from '../../../shared/domain/listing-value';
import { toAppError } from '../../../shared/errors/app-error';
import type { SendTarget, StoredValue, WriteTransaction } from '../../database';
import { type Seen, settleShown } from '../shown';
import { refreshListing } from '../wanted';
import { plainRow, readBackCalls } from './batches';
import {
  LARGEST_BACK_OFF_MS,
  type LaneCore,
  ROUND_CALLS,
  ROUND_ROWS,
  STEP_LISTINGS,
  type Task,
  type Work,
} from './lane-core';
import { inSteps } from './steps';

/** Asks the channel what it shows: after calls whose end is not known, and where a reading showed something else. */
export class ReadBacks {
  readonly #core: LaneCore;
  /** A question that was refused as a whole is split until the row at fault stands alone. */
  #mostRows = Number.POSITIVE_INFINITY;

  constructor(core: LaneCore) {
    this.#core = core;
  }

  async tasks(work: Work): Promise<Task[]> {
    const { database, now } = this.#core.options;
    const at = now();
    const doubtful = valueKindSchema.options.flatMap((kind) =>
      database.values.due(this.#core.id, kind, 'unknown', at, ROUND_ROWS),
    );
    const rows = [...doubtful, ...database.values.toCheck(this.#core.id, at, ROUND_ROWS)];
    const tasks: Task[] = [];
    let open = rows;
    for (const [name, action] of Object.entries(work.definition.actions ?? {})) {
      const { readBack } = action;
      if (readBack === undefined) continue;
      const own = open.filter((row) => action.carries.includes(row.kind));
      open = open.filter((row) => !action.carries.includes(row.kind));
      const batchSize = Math.max(1, Math.min(readBack.batchSize, this.#mostRows));
      const targets = await this.#targets(own);
      for (const call of readBackCalls({ ...readBack, batchSize }, targets, work.context)) {
        const asked = new Set(call.map((target) => target.listingId));
        const about = own.filter((row) => asked.has(row.listingId));
        tasks.push(() => this.#readBack(work, name, call, about));
      }
    }
    await inSteps(database, open, STEP_LISTINGS, (part) =>
      database.write((tx) => this.#cannotAsk(tx, part, at)),
    );
    return tasks.slice(0, ROUND_CALLS);
  }

  async #targets(rows: readonly StoredValue[]): Promise<SendTarget[]> {
    const { database } = this.#core.options;
    const targets: SendTarget[] = [];
    await inSteps(database, [...new Set(rows.map((row) => row.listingId))], STEP_LISTINGS, (part) => {
      targets.push(...part.flatMap((id) => database.values.sendTarget(id) ?? []));
    });
    return targets;
  }

  /** A channel that cannot be asked: what is in doubt is sent again. */
  #cannotAsk(tx: WriteTransaction, rows: readonly StoredValue[], nextAt: number): void {
    for (const { listingId, kind } of rows) {
      const row = tx.values.find(listingId, kind);
      if (row === null) continue;
      const resend = row.state === 'unknown' ? { state: 'queued' as const, sendId: null, nextAt } : {};
      tx.values.save({ ...row, ...resend, checkAt: null });
      refreshListing(tx, listingId);
    }
  }

  async #readBack(
    work: Work,
    action: string,
    targets: readonly SendTarget[],
    rows: readonly StoredValue[],
  ): Promise<void> {
    const { database, now, readOrders } = this.#core.options;
    const askedAt = now();
    let seen: readonly SeenRow[];
    try {
      const options = { rows: targets.map(plainRow), signal: work.signal, onWait: () => undefined };
      seen = (await work.client.readBack({ action, ...options })) ?? [];
    } catch (thrown) {
      if (!work.signal.aborted) this.#notAnswered(targets.length, rows, thrown);
      return;
    }
    this.#mostRows = this.#mostRows * 2;
    this.#core.succeeded();
    // What was sold there meanwhile explains a lower number: orders first.
    if (rows.some((row) => row.kind === 'stock')) await readOrders(this.#core.id, askedAt, work.signal);
    if (work.signal.aborted) return;
    const byKey = new Map(seen.map((one) => [one.key, one]));
    await inSteps(database, targets, STEP_LISTINGS, (part) =>
      database.write((tx) => {
        for (const target of part) {
          const one = byKey.get(target.key);
          for (const { kind } of rows.filter((row) => row.listingId === target.listingId))
            settleShown(tx, target, kind, { value: shownValue(kind, one), askedAt, now: now() });
        }
      }),
    );
  }

  /** The rows stay as due as before; one the channel will not be asked about is sent again, or left. */
  #notAnswered(size: number, rows: readonly StoredValue[], thrown: unknown): void {
    const { database, log, needsPerson, now } = this.#core.options;
    const error = toAppError(thrown);
    if (error.retryable || needsPerson(error.toWire())) {
      this.#core.failed(thrown);
      return;
    }
    log.warn('shown value not read', { connectionId: this.#core.id, rows: size, error: thrown });
    this.#mostRows = Math.max(1, Math.ceil(size / 2));
    if (size > 1) return;
    database.write((tx) => this.#cannotAsk(tx, rows, now() + LARGEST_BACK_OFF_MS));
  }
}

function shownValue(kind: ValueKind, seen: SeenRow | undefined): Seen['value'] {
  if (seen === undefined) return 'missing';
  if (kind === 'price') return seen.price ?? 'untold';
  const quantity = seen.stock ?? null;
  return quantity === null ? 'untold' : { quantity: Math.max(0, quantity) };
}
