import PQueue from 'p-queue';
import type { ConnectorDefinition, MapContext } from '../../../shared/connector/definition';
import type { WriteAction } from '../../../shared/connector/write';
import type { ConnectionId } from '../../../shared/domain/ids';
import { toAppError, type WireError } from '../../../shared/errors/app-error';
import type { Database, StoredConnection, StoredSend, StoredValue } from '../../database';
import type { ChannelClient } from '../../engine/types';
import type { Log } from '../../log/log';
import { asStock } from '../next-value';
import { settleShown } from '../shown';
import { refreshListing } from '../wanted';
import { type Batch, type BatchItem, batchesOf, plainRow, readBackCalls, writeRow } from './batches';
import { RowChanges } from './row-changes';
import { sameBodyWait } from './same-body';
import {
  settleDoubtful,
  settleLocalRefusal,
  settleNotTaken,
  settleRefusedCall,
  settleResults,
} from './settle';

/** Calls to one channel at the same time; its budgets hold them back as well. */
const CALLS_AT_ONCE = 3;
/** Rows looked at in one round. */
const ROUND_ROWS = 500;
const ROUND_CALLS = 12;
/** Fewer than this and the oldest waiting pieces of one kind would never leave together. */
const LARGEST_BACK_OFF_MS = 5 * 60_000;
const FIRST_BACK_OFF_MS = 2_000;

export interface LaneOptions {
  readonly database: Database;
  readonly log: Log;
  readonly now: () => number;
  open(connection: StoredConnection): Promise<{
    readonly definition: ConnectorDefinition;
    readonly client: ChannelClient;
  }>;
  /** Reads the channel's newest orders when that was not done after `since` (UTC epoch ms); false = they could not be read. */
  readOrders(connectionId: ConnectionId, since: number, signal: AbortSignal): Promise<boolean>;
  /** Nothing goes on until a person acted (a rejected key). */
  needsPerson(error: WireError): boolean;
  readonly news: LaneNews;
}

export interface LaneNews {
  /** Values of this connection moved on. */
  valuesChanged(connectionId: ConnectionId): void;
  /** Calls to the channel fail as such; `nextAt` = when it is tried again, null = not before a person acted. */
  sendingFailed(connectionId: ConnectionId, error: WireError, nextAt: number | null): void;
  sendingWorks(connectionId: ConnectionId): void;
}

/** Orders older than this are read again before stock is told: a piece sold there meanwhile must not be offered again. */
const ORDERS_FRESH_MS = 30_000;

interface Work {
  readonly connection: StoredConnection;
  readonly definition: ConnectorDefinition;
  readonly client: ChannelClient;
  readonly context: MapContext;
  readonly signal: AbortSignal;
}

/** What one connection is told: batches, their results, and questions about what it shows. One listing is in one call at a time. */
export class Lane {
  readonly #id: ConnectionId;
  readonly #options: LaneOptions;
  readonly #calls = new PQueue({ concurrency: CALLS_AT_ONCE });
  readonly #changes: RowChanges;
  /** A call that was refused as a whole is split until the row at fault stands alone. */
  #mostRows = Number.POSITIVE_INFINITY;
  #failures = 0;
  /** No call before then (UTC epoch ms). */
  #restUntil = 0;
  #stopped = false;

  constructor(id: ConnectionId, options: LaneOptions) {
    this.#id = id;
    this.#options = options;
    this.#changes = new RowChanges(options.now);
  }

  /** When there is something to do next (UTC epoch ms); null = nothing waits. */
  get nextAt(): number | null {
    const { database } = this.#options;
    if (database.connections.find(this.#id)?.state !== 'active') return null;
    const [poll] = database.sends.polling(this.#id);
    const times = [database.values.nextDue(this.#id), poll?.pollAt ?? null].filter((time) => time !== null);
    if (times.length === 0 || this.#stopped) return null;
    return Math.max(Math.min(...times), this.#restUntil);
  }

  /** Something is wrong on this side: rests before the next try. */
  rest(): void {
    this.#restUntil = this.#options.now() + LARGEST_BACK_OFF_MS;
  }

  /** The channel can be reached with these keys: a call may succeed again. */
  unblock(): void {
    this.#stopped = false;
  }

  /** The keys changed or the person asked: tries at once. */
  wake(): void {
    this.#restUntil = 0;
    this.#stopped = false;
    this.#failures = 0;
  }

  /** Works off what is due; ends when nothing is due any more or calls fail. False when there was nothing to call for. */
  async run(signal: AbortSignal): Promise<boolean> {
    const { database, now } = this.#options;
    const connection = database.connections.find(this.#id);
    if (connection?.state !== 'active' || this.#stopped || this.#restUntil > now()) return false;
    const { definition, client } = await this.#options.open(connection);
    const learned = await this.#learned(client, signal);
    if (learned === null) return false;
    this.#dropUncarried(definition);
    let called = false;
    const context: MapContext = { fields: connection.fields, learned, readAt: now() };
    const work: Work = { connection, definition, client, context, signal };
    while (!signal.aborted && this.#restUntil <= now() && !this.#stopped) {
      const tasks = [...this.#polls(work), ...this.#readBacks(work), ...(await this.#sends(work))];
      if (tasks.length === 0) break;
      called = true;
      await this.#calls.addAll(tasks);
      this.#options.news.valuesChanged(this.#id);
    }
    return called;
  }

  /** A kind of value the connector has no call for (it had one once) is told to nobody. */
  #dropUncarried(definition: ConnectorDefinition): void {
    const { database, now } = this.#options;
    const carried = new Set(Object.values(definition.actions ?? {}).flatMap((action) => action.carries));
    for (const kind of ['stock', 'price'] as const) {
      if (carried.has(kind)) continue;
      const rows = database.values.due(this.#id, kind, 'queued', now(), ROUND_ROWS);
      if (rows.length === 0) continue;
      database.write((tx) => {
        for (const row of rows) tx.values.save({ ...row, state: 'off' });
      });
    }
  }

  async #learned(client: ChannelClient, signal: AbortSignal): Promise<MapContext['learned'] | null> {
    try {
      return await client.learn(signal);
    } catch (thrown) {
      if (!signal.aborted) this.#failed(thrown);
      return null;
    }
  }

  #polls(work: Work): (() => Promise<void>)[] {
    const now = this.#options.now();
    return this.#options.database.sends
      .polling(this.#id)
      .filter((send) => (send.pollAt ?? 0) <= now)
      .slice(0, ROUND_CALLS)
      .map((send) => () => this.#poll(work, send));
  }

  async #poll({ definition, client, connection, signal }: Work, send: StoredSend): Promise<void> {
    const { database, now } = this.#options;
    const action = definition.actions?.[send.action];
    const targets = database.values
      .ofSend(send.id)
      .flatMap((row) => database.values.sendTarget(row.listingId) ?? []);
    const items = [...new Map(targets.map((target) => [target.listingId, target])).values()];
    if (action?.answer.kind !== 'later' || send.remoteId === null || items.length === 0) {
      database.write((tx) => settleDoubtful(tx, send.id, now()));
      return;
    }
    const { everySeconds } = action.answer;
    try {
      const rows = database.values.ofSend(send.id);
      const reply = await client.poll({
        action: send.action,
        rows: items.map((target) =>
          writeRow({
            target,
            values: rows
              .filter((row) => row.listingId === target.listingId)
              .map((row) => ({ ...row, wanted: row.sent })),
          }),
        ),
        batchId: send.remoteId,
        signal,
        onWait: () => undefined,
      });
      const told = { channel: connection.name, now: now() };
      if (reply.kind === 'results') {
        database.write((tx) => settleResults(tx, send.id, reply.results, told));
        this.#succeeded();
      } else if (reply.kind === 'lost' || (send.giveUpAt ?? 0) <= now())
        database.write((tx) => settleDoubtful(tx, send.id, now()));
      else
        database.write((tx) => {
          tx.sends.pollAgain(send.id, now() + everySeconds * 1000);
          for (const { listingId } of items) refreshListing(tx, listingId);
        });
    } catch (thrown) {
      if (signal.aborted) return;
      const giveUp = (send.giveUpAt ?? 0) <= now();
      database.write((tx) =>
        giveUp
          ? settleDoubtful(tx, send.id, now())
          : tx.sends.pollAgain(send.id, now() + Math.max(everySeconds, 5) * 1000),
      );
      this.#failed(thrown);
    }
  }

  #readBacks(work: Work): (() => Promise<void>)[] {
    const { database, now } = this.#options;
    const at = now();
    const doubtful = (['stock', 'price'] as const).flatMap((kind) =>
      database.values.due(this.#id, kind, 'unknown', at, ROUND_ROWS),
    );
    const toCheck = database.values
      .toCheck(this.#id, at, ROUND_ROWS)
      .filter((row) => row.state !== 'unknown' && row.state !== 'sending' && row.state !== 'sent');
    const rows = [...doubtful, ...toCheck];
    if (rows.length === 0) return [];
    const tasks: (() => Promise<void>)[] = [];
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
  #cannotAsk(tx: Parameters<Parameters<Database['write']>[0]>[0], rows: readonly StoredValue[]): void {
    for (const row of rows) {
      const resend = row.state === 'unknown' ? { state: 'queued' as const, sendId: null } : {};
      tx.values.save({ ...row, ...resend, checkAt: null });
      refreshListing(tx, row.listingId);
    }
  }

  async #readBack(
    work: Work,
    action: string,
    targets: Parameters<typeof readBackCalls>[1],
    rows: readonly StoredValue[],
  ): Promise<void> {
    const { database, now } = this.#options;
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
        await this.#options.readOrders(this.#id, askedAt, work.signal);
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
      this.#succeeded();
    } catch (thrown) {
      if (work.signal.aborted) return;
      const nextAt = this.#failed(thrown) ?? now() + LARGEST_BACK_OFF_MS;
      database.write((tx) => {
        for (const { listingId, kind } of rows) {
          const row = tx.values.find(listingId, kind);
          if (row === null) continue;
          tx.values.save(row.state === 'unknown' ? { ...row, nextAt } : { ...row, checkAt: nextAt });
        }
      });
    }
  }

  /** Calls with what is due now. Local refusals are settled on the way. */
  async #sends(work: Work): Promise<(() => Promise<void>)[]> {
    const { database, now } = this.#options;
    const tasks: (() => Promise<void>)[] = [];
    const tellsStock = database.values.due(this.#id, 'stock', 'queued', now(), 1).length > 0;
    const fresh = tellsStock
      ? await this.#options.readOrders(this.#id, now() - ORDERS_FRESH_MS, work.signal)
      : true;
    if (work.signal.aborted) return [];
    for (const [name, action] of Object.entries(work.definition.actions ?? {})) {
      const items = this.#dueItems(action);
      if (items.length === 0) continue;
      const { batches, refused } = batchesOf(name, action, items, work.context, this.#mostRows);
      if (refused.length > 0) {
        const told = { channel: work.connection.name, now: now() };
        database.write((tx) => {
          for (const { value, target, refusal } of refused)
            settleLocalRefusal(tx, value, target, refusal, told);
        });
      }
      for (const batch of batches.slice(0, ROUND_CALLS - tasks.length))
        tasks.push(() => this.#send(work, action, batch, fresh));
      if (tasks.length >= ROUND_CALLS) break;
    }
    return tasks;
  }

  #dueItems(action: WriteAction): BatchItem[] {
    const { database, now } = this.#options;
    const at = now();
    const rows = action.carries.flatMap((kind) =>
      database.values.due(this.#id, kind, 'queued', at, ROUND_ROWS),
    );
    const byListing = new Map<string, StoredValue[]>();
    for (const row of rows) byListing.set(row.listingId, [...(byListing.get(row.listingId) ?? []), row]);
    return [...byListing.values()].flatMap((values): BatchItem[] => {
      const [first] = values;
      const target = first === undefined ? null : database.values.sendTarget(first.listingId);
      return target === null ? [] : [{ target, values }];
    });
  }

  async #send(work: Work, action: WriteAction, batch: Batch, ordersFresh: boolean): Promise<void> {
    const { database, now } = this.#options;
    const begun = this.#begin(work, action, batch, ordersFresh);
    if (begun === null) return;
    const { sendId, items } = begun;
    const rows = items.map(writeRow);
    try {
      const reply = await work.client.send({
        action: batch.action,
        rows,
        key: `${this.#id}-${sendId}`,
        signal: work.signal,
        onWait: () => undefined,
      });
      const told = { channel: work.connection.name, now: now() };
      switch (reply.kind) {
        case 'results':
          database.write((tx) => settleResults(tx, sendId, reply.results, told));
          break;
        case 'accepted':
          this.#accepted(action, sendId, reply.batchId);
          break;
        case 'uncertain':
          database.write((tx) => settleDoubtful(tx, sendId, now()));
          break;
      }
      this.#mostRows = this.#mostRows * 2;
      this.#succeeded();
    } catch (thrown) {
      this.#notTaken(work, sendId, items.length, thrown);
    }
  }

  #accepted(action: WriteAction, sendId: number, remoteId: string): void {
    const { database, now } = this.#options;
    const { answer } = action;
    const [first, giveUp] = answer.kind === 'later' ? [answer.firstSeconds, answer.giveUpSeconds] : [0, 0];
    database.write((tx) => {
      tx.sends.accepted(sendId, remoteId, now() + first * 1000, now() + giveUp * 1000);
      for (const row of tx.values.ofSend(sendId)) tx.values.save({ ...row, state: 'sent' });
    });
  }

  /**
   * Marks the rows as being sent, with their newest values, before anything leaves: a crash after this finds them and asks the
   * channel. Null when nothing is left to send.
   */
  #begin(
    work: Work,
    action: WriteAction,
    batch: Batch,
    ordersFresh: boolean,
  ): { readonly sendId: number; readonly items: readonly BatchItem[] } | null {
    const { database, now } = this.#options;
    return database.write((tx) => {
      const items: BatchItem[] = [];
      for (const { target, values } of batch.items) {
        const current = tx.values.sendTarget(target.listingId);
        if (current === null || current.gone) {
          refreshListing(tx, target.listingId);
          continue;
        }
        const rows = values.flatMap((value) => {
          const row = tx.values.find(value.listingId, value.kind);
          return row !== null && this.#mayGo(tx, row, current.stock, action, ordersFresh) ? [row] : [];
        });
        if (rows.length > 0) items.push({ target: current, values: rows });
      }
      if (items.length === 0) return null;
      const wait = this.#sameBody(tx, work, action, batch.action, items);
      if (wait !== null) {
        for (const { values } of items) for (const row of values) tx.values.save({ ...row, nextAt: wait });
        return null;
      }
      const sendId = tx.sends.begin(this.#id, batch.action, now());
      for (const { values } of items)
        for (const row of values) {
          if (row.kind === 'price') this.#changes.note(row.listingId, action);
          const attempts = row.attempts + 1;
          tx.values.save({ ...row, state: 'sending', sent: row.wanted, sentAt: now(), attempts, sendId });
        }
      return { sendId, items };
    });
  }

  /** Still queued and due; while orders could not be read only fewer pieces are told. */
  #mayGo(
    tx: Parameters<Parameters<Database['write']>[0]>[0],
    row: StoredValue,
    shownStock: number | null,
    action: WriteAction,
    ordersFresh: boolean,
  ): boolean {
    const { now } = this.#options;
    if (row.state !== 'queued' || row.nextAt > now() || row.wanted === null) return false;
    if (row.kind === 'price') {
      const at = this.#changes.allowedAt(row.listingId, action);
      if (at === null) return true;
      tx.values.save({ ...row, nextAt: at });
      return false;
    }
    if (ordersFresh) return true;
    const wanted = asStock(row.wanted)?.quantity ?? 0;
    const shown = asStock(row.confirmed)?.quantity ?? shownStock;
    if (shown !== null && wanted < shown) return true;
    tx.values.save({ ...row, nextAt: now() + ORDERS_FRESH_MS / 2 });
    return false;
  }

  /** When this body may be sent (UTC epoch ms); null = now. Notes it when it may. */
  #sameBody(
    tx: Parameters<Parameters<Database['write']>[0]>[0],
    work: Work,
    action: WriteAction,
    name: string,
    items: BatchItem[],
  ): number | null {
    if (action.sameBody === undefined) return null;
    return sameBodyWait(tx, this.#id, name, action, items, work.context, this.#options.now());
  }

  #notTaken(work: Work, sendId: number, rows: number, thrown: unknown): void {
    const { database, now } = this.#options;
    const error = toAppError(thrown).toWire();
    if (work.signal.aborted || error.code === 'internal.unexpected') {
      database.write((tx) => settleDoubtful(tx, sendId, now()));
      if (!work.signal.aborted)
        this.#options.log.error('sending failed', { connectionId: this.#id, error: thrown });
      return;
    }
    if (error.retryable || this.#options.needsPerson(error)) {
      const nextAt = this.#failed(thrown) ?? now() + LARGEST_BACK_OFF_MS;
      const later = error.code === 'limit.sameBody' ? Math.max(nextAt, now() + 900_000) : nextAt;
      database.write((tx) => settleNotTaken(tx, sendId, later));
      return;
    }
    if (rows > 1) {
      this.#mostRows = Math.ceil(rows / 2);
      database.write((tx) => settleNotTaken(tx, sendId, now()));
      return;
    }
    this.#mostRows = Number.POSITIVE_INFINITY;
    database.write((tx) =>
      settleRefusedCall(tx, sendId, error, { channel: work.connection.name, now: now() }),
    );
  }

  #succeeded(): void {
    if (this.#failures === 0) return;
    this.#failures = 0;
    this.#options.news.sendingWorks(this.#id);
  }

  /** The channel as such fails: rests, longer each time. Answers when it is tried again; null = not before a person acted. */
  #failed(thrown: unknown): number | null {
    const { log, now, news } = this.#options;
    const error = toAppError(thrown);
    const wire = error.toWire();
    if (error.fault === 'kervan') log.error('channel not told', { connectionId: this.#id, error: thrown });
    if (this.#options.needsPerson(wire)) {
      this.#stopped = true;
      news.sendingFailed(this.#id, wire, null);
      return null;
    }
    this.#failures += 1;
    const rest = Math.min(LARGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.min(this.#failures, 10));
    this.#restUntil = now() + rest;
    news.sendingFailed(this.#id, wire, this.#restUntil);
    return this.#restUntil;
  }
}
