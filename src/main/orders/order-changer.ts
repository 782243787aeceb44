import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { OrderAction, OrderChanges, OrderPiece } from '../../shared/connector/order-change';
import type { ConnectionId, OrderId } from '../../shared/domain/ids';
import type { OrderRecord } from '../../shared/domain/order';
import type { OrderDocument } from '../../shared/domain/order-document';
import { AppError, toAppError, type WireError } from '../../shared/errors/app-error';
import type { Database, StoredConnection } from '../database';
import type { ChangeReply, ChannelClient } from '../engine/types';
import type { Log } from '../log/log';
import { readFields } from './action-fields';
import { readDocument } from './apply';
import { deriveOrder } from './derive';
import { livingPackages } from './merge';
import { channelWord, piecesOf, standingOf } from './order-pieces';

export interface OrderChangerOptions {
  readonly database: Database;
  open(
    connection: StoredConnection,
  ): Promise<{ readonly definition: ConnectorDefinition; readonly client: ChannelClient }>;
  /** Lays what the channel told over what is known, with everything that follows from it. */
  store(connectionId: ConnectionId, records: readonly OrderRecord[]): void;
  readonly now: () => number;
  readonly log: Log;
}

export interface OrderChangeRequest {
  readonly ids: readonly OrderId[];
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly actor: 'person' | 'api';
}

/** What became of one order. */
export interface OrderChangeOutcome {
  readonly id: OrderId;
  /** taken = the channel took it; unknown = it may have. */
  readonly outcome: 'taken' | 'refused' | 'unknown';
  /** null where it was taken. */
  readonly error: WireError | null;
}

type Outcome = Omit<OrderChangeOutcome, 'id'>;

/** Everything about one channel that a change needs. */
interface Channel {
  readonly connectionId: ConnectionId;
  readonly name: string;
  readonly client: ChannelClient;
  readonly look: OrderChanges['look'];
  readonly action: OrderAction;
  readonly fields: Readonly<Record<string, string>>;
}

/** An order whose change was sent; its outcome is told once the channel was asked what stands there. */
interface Sent {
  readonly id: OrderId;
  readonly eventId: number;
  readonly pieces: readonly OrderPiece[];
  readonly outcome: Outcome;
}

/**
 * Moves orders on at their channels, one call after another of each channel. Nothing is sent twice in doubt: after a lost answer the
 * channel is asked what stands there, and that it says is what is stored, never what was wished for.
 */
export class OrderChanger {
  readonly #options: OrderChangerOptions;
  readonly #underWay = new Map<OrderId, { readonly what: string; readonly outcome: Promise<Outcome> }>();
  readonly #stop = new AbortController();

  constructor(options: OrderChangerOptions) {
    this.#options = options;
  }

  /** One row for each id, in their order. Throws only where nothing was asked of any channel (fields that do not fit). */
  async change(request: OrderChangeRequest): Promise<readonly OrderChangeOutcome[]> {
    const what = JSON.stringify([request.action, Object.entries(request.fields).sort()]);
    const ids = [...new Set(request.ids)];
    const joined = new Map<OrderId, Promise<Outcome>>();
    const own: OrderId[] = [];
    for (const id of ids) {
      const running = this.#underWay.get(id);
      if (running === undefined) own.push(id);
      else joined.set(id, running.what === what ? running.outcome : Promise.resolve(this.#busy(id)));
    }
    const working = this.#begin(own, what, request);
    const outcomes = await working;
    return Promise.all(
      ids.map(async (id) => ({ id, ...(outcomes.get(id) ?? (await joined.get(id)) ?? this.#gone(id)) })),
    );
  }

  isUnderWay(id: OrderId): boolean {
    return this.#underWay.has(id);
  }

  /** Cuts what is under way; what was sent by then is unknown, and looked at before it is asked for again. */
  async stop(): Promise<void> {
    this.#stop.abort(new AppError('internal.stopping'));
    await Promise.allSettled([...this.#underWay.values()].map(({ outcome }) => outcome));
  }

  async #begin(
    ids: readonly OrderId[],
    what: string,
    request: OrderChangeRequest,
  ): Promise<ReadonlyMap<OrderId, Outcome>> {
    if (ids.length === 0) return new Map();
    const working = this.#changeAll(ids, request);
    for (const id of ids) {
      const outcome = working.then((outcomes) => outcomes.get(id) ?? this.#gone(id));
      outcome.catch(() => undefined);
      this.#underWay.set(id, { what, outcome });
    }
    try {
      return await working;
    } finally {
      for (const id of ids) this.#underWay.delete(id);
    }
  }

  async #changeAll(
    ids: readonly OrderId[],
    request: OrderChangeRequest,
  ): Promise<ReadonlyMap<OrderId, Outcome>> {
    const outcomes = new Map<OrderId, Outcome>();
    const byConnection = new Map<ConnectionId, OrderId[]>();
    for (const { id, connectionId } of this.#options.database.orders.find(ids))
      byConnection.set(connectionId, [...(byConnection.get(connectionId) ?? []), id]);
    // All of them first: fields that do not fit one channel must not come to light when another has been asked.
    const channels: { readonly channel: Channel | AppError; readonly own: readonly OrderId[] }[] = [];
    for (const [connectionId, own] of byConnection)
      channels.push({ channel: await this.#channelOf(connectionId, request), own });
    for (const { channel, own } of channels) {
      const changed =
        channel instanceof AppError
          ? new Map(own.map((id) => [id, refused(channel)]))
          : await this.#changeAt(channel, own, request);
      for (const [id, outcome] of changed) outcomes.set(id, outcome);
    }
    return outcomes;
  }

  /** An AppError where the channel as a whole cannot make this change. */
  async #channelOf(connectionId: ConnectionId, request: OrderChangeRequest): Promise<Channel | AppError> {
    const connection = this.#options.database.connections.get(connectionId);
    if (connection.state !== 'active')
      return new AppError('connection.paused', { facts: { connection: connection.name } });
    const { definition, client } = await this.#options.open(connection);
    const action = definition.orderChanges?.actions[request.action];
    if (definition.orderChanges === undefined || action === undefined)
      return new AppError('order.notOffered', { facts: { channel: definition.title } });
    const { look } = definition.orderChanges;
    const fields = readFields(action, request.fields);
    return { connectionId, name: definition.title, client, look, action, fields };
  }

  async #changeAt(
    channel: Channel,
    ids: readonly OrderId[],
    request: OrderChangeRequest,
  ): Promise<ReadonlyMap<OrderId, Outcome>> {
    const { database } = this.#options;
    const outcomes = new Map<OrderId, Outcome>();
    const doubtful = ids.filter((id) => channel.action.looksFirst === true || this.#isInDoubt(id));
    const unseen = await this.#look(channel, doubtful);
    const sent: Sent[] = [];
    for (const id of ids) {
      const error = unseen.get(id);
      const [stored] = database.orders.find([id]);
      const document = readDocument(stored?.mergeState);
      if (error !== undefined) outcomes.set(id, refused(error));
      else if (stored === undefined || document === undefined) outcomes.set(id, this.#gone(id));
      else {
        const pieces = piecesOf(channel.action, document);
        if (pieces.length === 0) outcomes.set(id, refused(wrongStatus(document)));
        else sent.push(await this.#send(channel, { id, document, pieces }, request));
      }
    }
    const missed = await this.#look(
      channel,
      sent.map(({ id }) => id),
    );
    for (const one of sent) {
      const outcome = this.#settle(channel, one, missed.get(one.id) ?? null);
      outcomes.set(one.id, outcome);
      database.write((tx) => tx.orderEvents.end(one.eventId, { at: this.#options.now(), ...outcome }));
    }
    return outcomes;
  }

  async #send(
    channel: Channel,
    order: { readonly id: OrderId; readonly document: OrderDocument; readonly pieces: readonly OrderPiece[] },
    request: OrderChangeRequest,
  ): Promise<Sent> {
    const { database, now, log } = this.#options;
    const { id, document, pieces } = order;
    const event = {
      ...{ action: request.action, fields: channel.fields, actor: request.actor, begunAt: now() },
      statusBefore: deriveOrder(document).status,
    };
    const eventId = database.write((tx) => tx.orderEvents.begin(id, event));
    let outcome: Outcome = { outcome: 'taken', error: null };
    for (const piece of pieces) {
      const reply = await this.#sendPiece(channel, request.action, document, piece);
      if (reply.kind === 'taken') continue;
      outcome =
        reply.kind === 'uncertain'
          ? { outcome: 'unknown', error: reply.error }
          : refused(
              AppError.fromWire({ ...reply.error, facts: withChannel(channel, document, reply.error) }),
            );
      log.info('order not moved on', { connectionId: channel.connectionId, code: reply.error.code });
      break;
    }
    return { id, eventId, pieces, outcome };
  }

  async #sendPiece(
    { client, fields }: Channel,
    action: string,
    { key, number }: OrderDocument,
    piece: OrderPiece,
  ): Promise<ChangeReply> {
    const { signal } = this.#stop;
    try {
      return await client.changeOrder({ action, order: { key, number }, piece, fields, signal });
    } catch (thrown) {
      // The calls themselves never throw: nothing left yet.
      return { kind: 'refused', error: toAppError(thrown).toWire() };
    }
  }

  /** A lost answer is told by what stands at the channel now. */
  #settle(channel: Channel, { id, pieces, outcome }: Sent, missed: AppError | null): Outcome {
    if (outcome.outcome !== 'unknown') return outcome;
    const [stored] = this.#options.database.orders.find([id]);
    const document = readDocument(stored?.mergeState);
    const order = stored?.number ?? '';
    if (missed !== null || document === undefined)
      return {
        outcome: 'unknown',
        error: new AppError('order.changeUnknown', { facts: { order } }).toWire(),
      };
    const standings = pieces.map((piece) => standingOf(channel.action, piece, document));
    if (standings.every((one) => one === 'reached')) return { outcome: 'taken', error: null };
    const facts = { order, status: channelWord(document) ?? deriveOrder(document).status };
    const code = standings.includes('open') ? 'order.notTaken' : 'order.changedThere';
    // It may still arrive late: before it is asked for again, the channel is looked at.
    return { outcome: 'unknown', error: new AppError(code, { facts }).toWire() };
  }

  /** Asks the channel how these orders stand and stores it. Answers why those that could not be seen were not. */
  async #look(channel: Channel, ids: readonly OrderId[]): Promise<ReadonlyMap<OrderId, AppError>> {
    const { database, store } = this.#options;
    const asked = database.orders.find(ids).map(({ id, number, mergeState }) => {
      const document = readDocument(mergeState);
      return { id, number, key: document?.key ?? '', names: namesOf(channel.look.by, document) };
    });
    const unseen = new Map<OrderId, AppError>();
    for (const group of grouped(asked, channel.look.most)) {
      try {
        const names = [...new Set(group.flatMap((one) => one.names))];
        const records =
          names.length === 0
            ? []
            : await channel.client.lookAtOrders({ ids: names, signal: this.#stop.signal });
        if (records.length > 0) store(channel.connectionId, records);
        const seen = new Set(records.map((record) => record.key));
        for (const { id, number, key } of group)
          if (!(await this.#isWhole(channel, id, number, seen.has(key))))
            unseen.set(
              id,
              new AppError('order.notThere', { facts: { order: number, channel: channel.name } }),
            );
      } catch (thrown) {
        const error = toAppError(thrown);
        for (const { id } of group) unseen.set(id, error);
      }
    }
    return unseen;
  }

  /** A parcel asked for by its id may have been taken apart: then the order itself is asked for. False = it is not there. */
  async #isWhole(channel: Channel, id: OrderId, number: string, wasSeen: boolean): Promise<boolean> {
    if (channel.look.whole === undefined) return wasSeen;
    const [stored] = this.#options.database.orders.find([id]);
    const document = readDocument(stored?.mergeState);
    if (wasSeen && document !== undefined && livingPackages([...document.packages]).length > 0) return true;
    const { signal } = this.#stop;
    const records = await channel.client.lookAtOrders({ ids: [number], whole: true, signal });
    if (records.length > 0) this.#options.store(channel.connectionId, records);
    return records.length > 0;
  }

  /** The last change was cut off, or nobody knows whether it was taken. */
  #isInDoubt(id: OrderId): boolean {
    const [last] = this.#options.database.orderEvents.of(id, 1);
    return last !== undefined && (last.outcome === null || last.outcome === 'unknown');
  }

  #busy(id: OrderId): Outcome {
    const [stored] = this.#options.database.orders.find([id]);
    return refused(new AppError('order.busy', { facts: { order: stored?.number ?? id } }));
  }

  #gone(id: OrderId): Outcome {
    return refused(new AppError('input.notFound', { facts: { what: 'order', id } }));
  }
}

function refused(error: AppError): Outcome {
  return { outcome: 'refused', error: error.toWire() };
}

export function wrongStatus(document: OrderDocument): AppError {
  const status = channelWord(document) ?? deriveOrder(document).status;
  return new AppError('order.wrongStatus', { facts: { order: document.number, status } });
}

function withChannel(channel: Channel, document: OrderDocument, error: WireError): WireError['facts'] {
  return { ...error.facts, channel: channel.name, order: document.number };
}

function namesOf(by: OrderChanges['look']['by'], document: OrderDocument | undefined): readonly string[] {
  if (document === undefined) return [];
  switch (by) {
    case 'key':
      return [document.key];
    case 'number':
      return [document.number];
    case 'package':
      return document.packages.filter((one) => one.key !== '' && !one.dissolved).map((one) => one.key);
  }
}

/** Orders together as long as what names them fits into one question. */
function grouped<One extends { readonly names: readonly string[] }>(
  all: readonly One[],
  most: number,
): readonly (readonly One[])[] {
  const groups: One[][] = [];
  let room = 0;
  for (const one of all) {
    if (groups.length === 0 || one.names.length > room) {
      groups.push([]);
      room = most;
    }
    groups.at(-1)?.push(one);
    room -= one.names.length;
  }
  return groups;
}
