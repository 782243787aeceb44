import type { RequestTemplate, ResponseRule, StreamRecord } from '../../shared/connector/definition';
import type { ChangedOrder, OrderPiece } from '../../shared/connector/order-change';
import type { RowResult, SeenRow, WriteRow } from '../../shared/connector/write';
import type { OrderRecord } from '../../shared/domain/order';
import type { StreamName, SyncMode } from '../../shared/domain/stream';
import type { WireError } from '../../shared/errors/app-error';

/** Position inside a run: plain JSON, only the engine knows its inside. Stored after each page in the page's transaction. */
export type Checkpoint = Readonly<Record<string, unknown>>;
/** Where the next delta run starts: plain JSON, stored with the definition's version at the end of a run. */
export type StreamCursor = Readonly<Record<string, unknown>>;

/** A record that could not be understood; the page goes on without it. */
export interface OddRecord {
  /** The vendor's record as it came, for the quarantine. */
  readonly raw: unknown;
  /** Source key where it could be found, for a stable quarantine row. */
  readonly key: string | null;
  /** Paths and what was expected there: "variants.0.price: expected number". Never a value of the record. */
  readonly reasons: readonly string[];
}

export interface Page {
  readonly part: string;
  /** Vendor records in the answer (what a person counts). */
  readonly received: number;
  readonly records: readonly StreamRecord[];
  readonly odd: readonly OddRecord[];
  /** Source keys of the records that were understood, by which earlier quarantined ones are found again. */
  readonly understoodKeys?: readonly string[];
  /** Hand back to `read` to go on after this page. */
  readonly checkpoint: Checkpoint;
  /** Records expected in all over the whole run, when the channel tells; null = unknown. */
  readonly totalRecords: number | null;
  /** Pages expected in all, when it follows from the total. */
  readonly totalPages: number | null;
  readonly calls: number;
}

export interface ReadEnd {
  readonly cursor: StreamCursor;
  /** Parts the shop does not have. */
  readonly skipped: readonly string[];
  /** Of these, the ones the channel answered 404 to without a rule for it: the rest was read, and a person should know. */
  readonly missing: readonly string[];
  /** Every part was read to its end in full mode, so that what was not seen is gone. */
  readonly sweepable: boolean;
  /** Records set aside in this run; with any, `sweepable` is false: they were there, though not understood. */
  readonly odd: number;
}

export interface Wait {
  readonly reason: 'limit' | 'retry' | 'job';
  /** UTC epoch ms. */
  readonly until: number;
  readonly budget?: string;
  readonly error?: WireError;
}

export interface ReadOptions {
  readonly stream: StreamName;
  readonly mode: SyncMode;
  /** From the last finished run of this stream, or null for the first. */
  readonly cursor: StreamCursor | null;
  /** From the interrupted run, or null to begin. */
  readonly checkpoint: Checkpoint | null;
  readonly signal: AbortSignal;
  /** A wait began (`null` = it is over); for truthful progress. */
  onWait(wait: Wait | null): void;
}

export type CheckStepName =
  | 'internet'
  | 'address'
  | 'clock'
  | 'key'
  | 'account'
  | 'readProducts'
  | 'readOrders'
  | 'write';
export interface CheckStepResult {
  readonly step: CheckStepName;
  readonly state: 'passed' | 'failed' | 'notTried';
  readonly milliseconds: number | null;
  readonly error: WireError | null;
}

/** One connection as the engine serves it. Made by `createChannelClient`; holds no database, no vault. */
export interface ChannelClient {
  /** Steps one by one, in order; the first failure turns the rest to notTried. What was learned is in `learned()` afterwards. */
  check(signal: AbortSignal): AsyncGenerator<CheckStepResult>;
  /** Runs the learning steps of the definition when something is missing; returns all learned facts. */
  learn(signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** Pages in order; returns the new cursor. Throws AppError (already retried as far as the rules allow). */
  read(options: ReadOptions): AsyncGenerator<Page, ReadEnd>;
  /**
   * One call of a write action once its budgets allow it. Repeated inside only when the channel surely did not take it. null = there
   * was nothing to be told any more when its turn came.
   */
  send(options: SendOptions): Promise<SendReply | null>;
  /** Result of an accepted send. */
  poll(options: AskOptions & { readonly batchId: string }): Promise<PollReply>;
  /** What the channel shows for the rows now; null when the action has no read-back. */
  readBack(options: AskOptions): Promise<readonly SeenRow[] | null>;
  /** One call of the definition beside reading and sending; it may be repeated. null = a rule says that this is not there. */
  ask<T>(
    options: OtherCall & {
      /** Throws when the answer is something else; then it counts as a bad answer. */
      read(json: unknown): T;
    },
  ): Promise<{ readonly value: T } | null>;
  /** The same where nothing of the answer is wanted; what is not there is as good as done. */
  tell(options: OtherCall): Promise<void>;
  /** One piece of an order moved on; never repeated where the channel may have taken it. */
  changeOrder(options: OrderChangeCall): Promise<ChangeReply>;
  /** What stands at the channel of the orders asked for; what is not there is left out. */
  lookAtOrders(options: {
    /** As the definition's `look.by` wants them; with `whole` one order's number. */
    readonly ids: readonly string[];
    readonly whole?: true;
    readonly signal: AbortSignal;
  }): Promise<readonly OrderRecord[]>;
}

export interface OrderChangeCall {
  /** Name of an action of the definition's orderChanges. */
  readonly action: string;
  readonly order: ChangedOrder;
  readonly piece: OrderPiece;
  readonly fields: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export type ChangeReply =
  | { readonly kind: 'taken' }
  /** Surely not taken, with the channel's words where it gave any. */
  | { readonly kind: 'refused'; readonly error: WireError }
  /** It may have been taken: cut off, silence, 5xx, an answer that cannot be read. */
  | { readonly kind: 'uncertain'; readonly error: WireError };

export interface OtherCall {
  /** Names the kind of call, for logs. */
  readonly name: string;
  readonly request: RequestTemplate;
  /** Placeholders beside the usual ones. */
  readonly values?: Readonly<Record<string, string>>;
  /** Query parameters beside those of the request. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly responses?: readonly ResponseRule[] | undefined;
  readonly signal: AbortSignal;
}

export interface SendOptions {
  /** Name of an action of the definition. */
  readonly action: string;
  /**
   * Asked when the call's turn has come, so that no number grows old in a wait; once more after the channel said that its limit is
   * reached and took nothing. null = nothing is left to tell.
   */
  take(): Promise<SendCall | null>;
  readonly signal: AbortSignal;
  onWait(wait: Wait | null): void;
}

export interface SendCall {
  /** At most the action's batchSize, all of one group. */
  readonly rows: readonly WriteRow[];
  /** Idempotency key, where the channel takes one: the same for a repeated call. */
  readonly key: string;
}

export interface AskOptions {
  /** Name of an action of the definition. */
  readonly action: string;
  /** At most as many as one question of the action takes, all of one group. */
  readonly rows: readonly WriteRow[];
  readonly signal: AbortSignal;
  onWait(wait: Wait | null): void;
}

/** A throw (AppError) means that the channel surely did not take it; anything doubtful is `uncertain`. */
export type SendReply =
  | { readonly kind: 'results'; readonly results: readonly RowResult[] }
  | { readonly kind: 'accepted'; readonly batchId: string }
  /** It may have arrived (cut off, timeout, 5xx, an answer that cannot be read). */
  | { readonly kind: 'uncertain'; readonly error: WireError };

export type PollReply =
  | { readonly kind: 'pending' }
  | { readonly kind: 'results'; readonly results: readonly RowResult[] }
  /** The channel no longer knows the number. */
  | { readonly kind: 'lost' };
