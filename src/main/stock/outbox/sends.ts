import { setImmediate } from 'node:timers/promises';
import type { WriteAction } from '../../../shared/connector/write';
import type { ValueKind } from '../../../shared/domain/listing-value';
import { toAppError } from '../../../shared/errors/app-error';
import type { StoredValue, WriteTransaction } from '../../database';
import type { SendCall, SendReply } from '../../engine/types';
import { asStock } from '../next-value';
import { refreshListing } from '../wanted';
import { type Batch, type BatchItem, batchesOf, writeRow } from './batches';
import { type LaneCore, ROUND_CALLS, ROUND_ROWS, STEP_LISTINGS, type Task, type Work } from './lane-core';
import { RowChanges } from './row-changes';
import { type BodyTurn, bodyTurn } from './same-body';
import {
  settleDoubtful,
  settleLocalRefusal,
  settleNotTaken,
  settleRefusedCall,
  settleResults,
} from './settle';
import { inSteps } from './steps';

/** Orders older than this are read again before stock is told: a piece sold there meanwhile must not be offered again. */
const ORDERS_FRESH_MS = 30_000;

/** Longest that a price waits for others of its call. */
const FILLING_MS = 10_000;

function tellsNone({ wanted }: StoredValue): boolean {
  return asStock(wanted)?.quantity === 0;
}

/** A call that is about to leave. */
interface Begun {
  readonly sendId: number;
  readonly items: readonly BatchItem[];
  readonly bodyHash: string | null;
}

/** Tells the channel what is due, in batches of its size. */
export class Sends {
  readonly #core: LaneCore;
  readonly #changes: RowChanges;
  /** A call that was refused as a whole is split until the row at fault stands alone. */
  #mostRows = Number.POSITIVE_INFINITY;
  /** Some call of the last round was refused as a whole: only after a round without one, calls grow again. */
  #refused = false;

  constructor(core: LaneCore) {
    this.#core = core;
    this.#changes = new RowChanges(core.options.now);
  }

  /** Calls with what is due now. Local refusals are settled on the way. */
  async tasks(work: Work): Promise<Task[]> {
    const { database, now } = this.#core.options;
    if (!this.#refused) this.#mostRows *= 2;
    this.#refused = false;
    const stock = database.values.due(this.#core.id, 'stock', 'queued', now(), ROUND_ROWS);
    const reading = stock.length > 0 ? this.#readOrders(work) : Promise.resolve(false);
    // 0 pieces put nothing on sale again, whatever was sold there meanwhile: they wait for no reading.
    if (stock.some(tellsNone) && !(await Promise.race([reading, setImmediate(false)]))) {
      const urgent = await this.#calls(work, 0, tellsNone);
      if (urgent.length > 0) return urgent;
    }
    const fresh = await reading;
    return this.#calls(work, fresh ? now() + ORDERS_FRESH_MS : 0, () => true);
  }

  async #calls(work: Work, freshUntil: number, isMeant: (row: StoredValue) => boolean): Promise<Task[]> {
    const { database, now } = this.#core.options;
    const tasks: Task[] = [];
    if (!work.mayCall()) return [];
    for (const [name, action] of Object.entries(work.definition.actions ?? {})) {
      const items = await this.#dueItems(action, isMeant);
      if (items.length === 0) continue;
      const { batches, refused } = batchesOf(name, action, items, work.context, this.#mostRows);
      const told = { channel: work.connection.name, now: now() };
      await inSteps(database, refused, STEP_LISTINGS, (part) =>
        database.write((tx) => {
          for (const { value, target, refusal } of part) settleLocalRefusal(tx, value, target, refusal, told);
        }),
      );
      for (const batch of batches.slice(0, ROUND_CALLS - tasks.length))
        tasks.push(() => this.#send(work, action, batch, freshUntil));
      if (tasks.length >= ROUND_CALLS) break;
    }
    return tasks;
  }

  async #readOrders({ signal }: Work): Promise<boolean> {
    const { readOrders, now } = this.#core.options;
    return readOrders(this.#core.id, now() - ORDERS_FRESH_MS, signal);
  }

  async #dueItems(action: WriteAction, isMeant: (row: StoredValue) => boolean): Promise<BatchItem[]> {
    const { database, now } = this.#core.options;
    const at = now();
    const items: BatchItem[] = [];
    const rows = action.carries.flatMap((kind) => this.#due(kind, action, at)).filter(isMeant);
    const listings = [...Map.groupBy(rows, (row) => row.listingId)];
    await inSteps(database, listings, STEP_LISTINGS, (part) => {
      for (const [listingId, values] of part) {
        const target = database.values.sendTarget(listingId);
        if (target !== null) items.push({ target, values });
      }
    });
    return items;
  }

  /** While new rules are being computed prices wait a moment until they fill a call: channels allow few. Stock never waits. */
  #due(kind: ValueKind, { batchSize }: WriteAction, at: number): StoredValue[] {
    const { id, options } = this.#core;
    const { values, rules } = options.database;
    const rows = values.due(id, kind, 'queued', at, Math.max(ROUND_ROWS, batchSize));
    if (kind === 'stock' || rows.length % batchSize === 0) return rows;
    const isYoung = rows.every(({ wantedAt }) => wantedAt !== null && at - wantedAt < FILLING_MS);
    if (!isYoung || !rules.pending().some(({ connectionId }) => connectionId === id)) return rows;
    return rows.slice(0, rows.length - (rows.length % batchSize));
  }

  async #send(work: Work, action: WriteAction, batch: Batch, freshUntil: number): Promise<void> {
    const turn: { begun: Begun | null } = { begun: null };
    const take = async (): Promise<SendCall | null> => {
      const refused = turn.begun;
      turn.begun = null;
      if (refused !== null) await this.#undo(batch.action, refused);
      turn.begun = await this.#begin(work, action, batch, freshUntil);
      if (turn.begun === null) return null;
      const { sendId, items } = turn.begun;
      return { rows: items.map(writeRow), key: `${this.#core.id}-${sendId}` };
    };
    let reply: SendReply | null;
    try {
      const { signal } = work;
      reply = await work.client.send({ action: batch.action, take, signal, onWait: () => undefined });
    } catch (thrown) {
      if (turn.begun === null) this.#notBegun(work, thrown);
      else await this.#notTaken(work, batch.action, turn.begun, thrown);
      return;
    }
    if (reply !== null && turn.begun !== null) await this.#answered(work, action, turn.begun.sendId, reply);
  }

  /** The call never had its turn: the connection as such cannot be called now. */
  #notBegun(work: Work, thrown: unknown): void {
    if (work.signal.aborted) return;
    if (toAppError(thrown).code === 'internal.unexpected') throw thrown;
    this.#core.failed(thrown);
  }

  /** The channel surely has nothing of it. */
  async #undo(name: string, { sendId, bodyHash }: Begun): Promise<void> {
    const { database } = this.#core.options;
    if (bodyHash !== null) database.write((tx) => tx.sends.forgetBody(this.#core.id, name, bodyHash));
    await settleNotTaken(database, sendId);
  }

  async #answered(work: Work, action: WriteAction, sendId: number, reply: SendReply): Promise<void> {
    const { database, now } = this.#core.options;
    const told = { channel: work.connection.name, now: now() };
    switch (reply.kind) {
      case 'results':
        await settleResults(database, sendId, reply.results, told);
        break;
      case 'accepted':
        this.#accepted(action, sendId, reply.batchId);
        break;
      case 'uncertain':
        await settleDoubtful(database, sendId, now());
        break;
    }
    this.#core.succeeded();
  }

  #accepted(action: WriteAction, sendId: number, remoteId: string): void {
    const { database, now } = this.#core.options;
    const { answer } = action;
    const [first, giveUp] = answer.kind === 'later' ? [answer.firstSeconds, answer.giveUpSeconds] : [0, 0];
    database.write((tx) => {
      tx.sends.accepted(sendId, remoteId, now() + first * 1000, now() + giveUp * 1000);
      tx.values.accepted(sendId);
    });
  }

  /**
   * Marks the rows as being sent, with their newest values, before anything leaves: a crash after this finds them and asks the
   * channel. Null when nothing is left to send.
   */
  async #begin(work: Work, action: WriteAction, batch: Batch, freshUntil: number): Promise<Begun | null> {
    const { database, now } = this.#core.options;
    // A pause holds also what waits for its turn.
    if (!work.mayCall()) return null;
    // A call may have waited for its turn: what was sold meanwhile is read first.
    const ordersFresh = now() <= freshUntil;
    const items: BatchItem[] = [];
    const begun: { sendId: number | null } = { sendId: null };
    await inSteps(database, batch.items, STEP_LISTINGS, (part) => {
      database.write((tx) => {
        const going = part.flatMap((item) => this.#going(tx, item, action, ordersFresh) ?? []);
        if (going.length === 0) return;
        const sendId = begun.sendId ?? tx.sends.begin(this.#core.id, batch.action, now());
        begun.sendId = sendId;
        for (const item of going) this.#mark(tx, item, action, sendId);
        items.push(...going);
      });
    });
    const { sendId } = begun;
    if (sendId === null) return null;
    const body = this.#body(work, action, batch.action, items, sendId, ordersFresh);
    if (body.kind === 'go') return { sendId, items, bodyHash: body.hash };
    await settleNotTaken(database, sendId, body.until);
    return null;
  }

  /** The listing with what may be told of it now; null = nothing. */
  #going(
    tx: WriteTransaction,
    { target, values }: BatchItem,
    action: WriteAction,
    ordersFresh: boolean,
  ): BatchItem | null {
    const current = tx.values.sendTarget(target.listingId);
    if (current === null || current.gone) {
      refreshListing(tx, target.listingId);
      return null;
    }
    const rows = values.flatMap(({ listingId, kind }) => {
      const row = tx.values.find(listingId, kind);
      return row !== null && this.#mayGo(tx, row, current.stock, action, ordersFresh) ? [row] : [];
    });
    return rows.length === 0 ? null : { target: current, values: rows };
  }

  #mark(tx: WriteTransaction, { values }: BatchItem, action: WriteAction, sendId: number): void {
    const at = this.#core.options.now();
    for (const row of values) {
      if (row.kind === 'price') this.#changes.note(row.listingId, action);
      const attempts = row.attempts + 1;
      tx.values.save({ ...row, state: 'sending', sent: row.wanted, sentAt: at, attempts, sendId });
    }
  }

  /** Still queued and due; while orders could not be read only fewer pieces are told. */
  #mayGo(
    tx: WriteTransaction,
    row: StoredValue,
    shownStock: number | null,
    action: WriteAction,
    ordersFresh: boolean,
  ): boolean {
    const { now } = this.#core.options;
    if (row.state !== 'queued' || row.nextAt > now()) return false;
    if (row.wanted === null) {
      tx.values.save({ ...row, state: 'idle' });
      return false;
    }
    if (row.kind === 'price') {
      const at = this.#changes.allowedAt(row.listingId, action);
      if (at === null) return true;
      tx.values.save({ ...row, nextAt: at });
      return false;
    }
    if (ordersFresh || tellsNone(row)) return true;
    const wanted = asStock(row.wanted)?.quantity ?? 0;
    const shown = asStock(row.confirmed)?.quantity ?? shownStock;
    if (shown !== null && wanted < shown) return true;
    tx.values.save({ ...row, nextAt: now() + ORDERS_FRESH_MS / 2 });
    return false;
  }

  /** Whether this body may be sent now; `items` may gain a row that makes it another one. */
  #body(
    work: Work,
    action: WriteAction,
    name: string,
    items: BatchItem[],
    sendId: number,
    ordersFresh: boolean,
  ): BodyTurn {
    if (action.sameBody === undefined) return { kind: 'go', hash: null };
    const { database, now } = this.#core.options;
    // A number told again must not bring back what was sold meanwhile.
    const mayAccompany = ({ kind, listingId }: StoredValue): boolean =>
      kind === 'stock' ? ordersFresh : this.#changes.allowedAt(listingId, action) === null;
    const call = { connectionId: this.#core.id, name, action, context: work.context };
    return database.write((tx) => {
      const marked = items.length;
      const turn = bodyTurn(tx, call, items, mayAccompany, now());
      for (const item of items.slice(marked)) this.#mark(tx, item, action, sendId);
      return turn;
    });
  }

  async #notTaken(work: Work, name: string, begun: Begun, thrown: unknown): Promise<void> {
    const { sendId, items } = begun;
    const { database, now } = this.#core.options;
    const error = toAppError(thrown).toWire();
    if (work.signal.aborted || error.code === 'internal.unexpected') {
      await settleDoubtful(database, sendId, now());
      if (!work.signal.aborted)
        this.#core.options.log.error('sending failed', { connectionId: this.#core.id, error: thrown });
      return;
    }
    if (error.code === 'limit.sameBody') {
      // Its body stays noted: the next call carries another one.
      await settleNotTaken(database, sendId);
      return;
    }
    if (error.retryable || this.#core.options.needsPerson(error)) {
      this.#core.failed(thrown);
      await this.#undo(name, begun);
      return;
    }
    this.#refused = true;
    if (items.length > 1) {
      this.#mostRows = Math.min(this.#mostRows, Math.ceil(items.length / 2));
      await settleNotTaken(database, sendId);
      return;
    }
    const told = { channel: work.connection.name, now: now() };
    await settleRefusedCall(database, sendId, error, told);
  }
}
