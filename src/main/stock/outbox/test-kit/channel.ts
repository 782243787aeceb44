import type { ConnectorDefinition } from '../../../../shared/connector/definition';
import type { RowResult, SeenRow, WriteAction, WriteRow } from '../../../../shared/connector/write';
import { AppError } from '../../../../shared/errors/app-error';
import type { ChannelClient, PollReply, SendCall, SendOptions, SendReply } from '../../../engine/types';

const doc = 'https://docs.example.com/';
const request = { method: 'POST', origin: 'api', path: '/values', doc } as const;

/** An action that takes stock and price in one row and answers at once, unless told otherwise. */
export function actionOf(more: Partial<WriteAction> = {}): WriteAction {
  return {
    carries: ['stock', 'price'],
    request,
    batchSize: 100,
    body: (rows) => rows.map(({ key, stock, price }) => [key, stock?.quantity, price?.minor]),
    answer: { kind: 'now', read: () => [] },
    readBack: { request, batchSize: 50, read: () => [] },
    ...more,
  };
}

/** Accepts a call first and tells its results when asked for them. */
export const LATER: Extract<WriteAction['answer'], { kind: 'later' }> = {
  kind: 'later',
  id: 'id',
  poll: request,
  firstSeconds: 2,
  everySeconds: 10,
  giveUpSeconds: 600,
  read: () => null,
};

export function definitionOf(actions: Readonly<Record<string, WriteAction>>): ConnectorDefinition {
  const text = { tr: 'x', en: 'x' };
  return {
    id: 'pretend',
    version: 1,
    title: 'Pretend',
    apiVersion: '1',
    docs: doc,
    evidence: 'docs',
    fields: [{ name: 'account', label: text, help: text }],
    auth: [],
    http: { origins: { api: 'https://api.example.com' }, budgets: [], maxWaitSeconds: 120 },
    check: [{ step: 'key', request }],
    streams: {},
    capabilities: { read: [], write: ['stock', 'price'], webhooks: false },
    actions,
  };
}

export interface Shelf {
  stock: number;
  price: number;
}

const CALL_MS = 20;

/** A call as it arrived at the channel. */
export type ArrivedCall = SendCall & Pick<SendOptions, 'action' | 'signal'>;
type Send = (call: ArrivedCall) => SendReply | Promise<SendReply>;
type Poll = (options: { readonly batchId: string; readonly rows: readonly WriteRow[] }) => PollReply;
type ReadBack = (rows: readonly WriteRow[]) => readonly SeenRow[];

/** A channel with shelves whose next answers a test writes down; without any it does as it is told. */
export class ScriptedChannel implements ChannelClient {
  readonly shelves = new Map<string, Shelf>();
  /** Every call that arrived, in order. */
  readonly sent: ArrivedCall[] = [];
  readonly polled: string[] = [];
  readonly asked: (readonly WriteRow[])[] = [];
  readonly nextSends: Send[] = [];
  /** What happens while a call waits for its turn. */
  readonly nextWaits: (() => void)[] = [];
  /** The channel says to calls that its limit is reached; what happens until their next turn. */
  readonly limited: (() => void)[] = [];
  readonly nextPolls: Poll[] = [];
  readonly nextReadBacks: ReadBack[] = [];
  /** For every call that has no next one. */
  everySend: Send = ({ rows }) => ({ kind: 'results', results: this.take(rows) });
  everyPoll: Poll = () => ({ kind: 'pending' });
  everyReadBack: ReadBack = (rows) => this.show(rows);

  /** Every call takes its time, and a test in which they never end fails. */
  constructor(readonly takeTime: (ms: number) => void) {}

  async changeOrder(): Promise<never> {
    throw new Error('this channel only sends values');
  }

  async lookAtOrders(): Promise<never> {
    throw new Error('this channel only sends values');
  }

  #calls = 0;
  #call(): void {
    this.#calls += 1;
    if (this.#calls > 5_000) throw new Error('calls without end');
    this.takeTime(CALL_MS);
  }

  async send({ action, signal, take }: SendOptions): Promise<SendReply | null> {
    this.nextWaits.shift()?.();
    let call = await take();
    for (const meanwhile of this.limited.splice(0)) {
      if (call === null) break;
      meanwhile();
      call = await take();
    }
    if (call === null) return null;
    this.#call();
    const arrived = { ...call, action, signal };
    this.sent.push(arrived);
    return (this.nextSends.shift() ?? this.everySend)(arrived);
  }

  async poll(options: Parameters<ChannelClient['poll']>[0]): Promise<PollReply> {
    this.#call();
    this.polled.push(options.batchId);
    return (this.nextPolls.shift() ?? this.everyPoll)(options);
  }

  async readBack({ rows }: Parameters<ChannelClient['readBack']>[0]): Promise<readonly SeenRow[]> {
    this.#call();
    this.asked.push(rows);
    return (this.nextReadBacks.shift() ?? this.everyReadBack)(rows);
  }

  async learn(): Promise<Readonly<Record<string, string>>> {
    return {};
  }

  ask(): never {
    throw new Error('not asked for');
  }

  tell(): never {
    throw new Error('not told');
  }

  check(): never {
    throw new Error('not scripted');
  }

  read(): never {
    throw new Error('not scripted');
  }

  /** Puts the values of a call on the shelves. */
  take(rows: readonly WriteRow[]): RowResult[] {
    return rows.map((row) => {
      const shelf = this.shelves.get(row.key);
      if (shelf === undefined)
        return { key: row.key, outcome: 'refused', code: 'product.notThere', reason: null };
      if (row.stock !== undefined) shelf.stock = row.stock.quantity;
      if (row.price !== undefined) shelf.price = row.price.minor;
      return { key: row.key, outcome: 'confirmed' };
    });
  }

  show(rows: readonly WriteRow[]): SeenRow[] {
    return rows.flatMap(({ key }) => {
      const shelf = this.shelves.get(key);
      if (shelf === undefined) return [];
      const price = { minor: shelf.price, listMinor: shelf.price, currency: 'TRY' };
      return [{ key, stock: shelf.stock, price }];
    });
  }

  /** What was sent of one listing, call by call. */
  stocksOf(key: string): number[] {
    return this.#rowsOf(key).flatMap((row) => row.stock?.quantity ?? []);
  }

  pricesOf(key: string): number[] {
    return this.#rowsOf(key).flatMap((row) => row.price?.minor ?? []);
  }

  #rowsOf(key: string): WriteRow[] {
    return this.sent.flatMap(({ rows }) => rows.filter((row) => row.key === key));
  }
}

/** The call surely did not arrive, and may be made again. */
export const notTaken = () => {
  throw new AppError('net.refused');
};
export const rejectedKey = () => {
  throw new AppError('auth.keyRejected');
};
/** It may have arrived. */
export const uncertain = (): SendReply => ({
  kind: 'uncertain',
  error: new AppError('net.timeout').toWire(),
});
