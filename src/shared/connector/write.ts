import type { ErrorCode } from '../errors/codes';
import type { MapContext, RequestTemplate, ResponseRule } from './definition';
import type { Path } from './path';

/**
 * How a channel takes stock and prices. Values are absolute, so a row may be sent again; only the newest value of a row is ever
 * sent. Pure functions build the call and read the answer; the engine does the input and output.
 */
export interface WriteAction {
  /** What one row of this action can carry. Trendyol takes both in one row; others need one action for each. */
  readonly carries: readonly ('stock' | 'price')[];
  /** Placeholders beside the usual: {group.x} from `groups`, {key} the idempotency key. The body comes from `body`. */
  readonly request: RequestTemplate;
  /** Rows whose group says `request: name` go there instead of to `request` (a product and a variation have their own calls). */
  readonly alternatives?: Readonly<Record<string, RequestTemplate>>;
  readonly budget?: string;
  /** Most rows in one call (the channel's real limit). */
  readonly batchSize: number;
  /** Only rows of one group may travel together (a product's variants); the values fill {group.x}. Missing = all together. */
  group?(row: WriteRow, context: MapContext): Readonly<Record<string, string>>;
  /** null = this row can be sent; else why not (a missing id, a quantity the channel does not take). Asked before batching, for each kind apart: a refused stock never holds the price. */
  refuses?(row: WriteRow, context: MapContext): LocalRefusal | null;
  /** The JSON body. */
  body(rows: readonly WriteRow[], context: WriteContext): unknown;
  readonly answer: WriteAnswer;
  /** Before http.responses. */
  readonly responses?: readonly ResponseRule[];
  /** The same body again within this many seconds is refused although nothing is wrong. */
  readonly sameBody?: { readonly seconds: number; readonly source: string };
  /** Changes of one row's price allowed per sliding window. */
  readonly perRow?: { readonly changes: number; readonly perSeconds: number; readonly source: string };
  /** Ask the channel what it shows for these rows. */
  readonly readBack?: ReadBack;
}

/** One listing's values to be sent. */
export interface WriteRow {
  /** variant key of the listing in the products stream. */
  readonly key: string;
  readonly productKey: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  /** The channel's ids by name, as the products stream read them. */
  readonly remoteIds: Readonly<Record<string, string>>;
  readonly stock?: {
    readonly quantity: number;
    /** What Kervan believes the channel shows, for compare-and-set; null = set it whatever stands there. */
    readonly expected: number | null;
  };
  /** Minor units. */
  readonly price?: { readonly minor: number; readonly listMinor: number | null; readonly currency: string };
}

export interface WriteContext extends MapContext {
  readonly group: Readonly<Record<string, string>>;
  /** New for every set of values, the same when the same call is repeated. */
  readonly key: string;
}

/** Why values do not reach a shelf: any failure that has a sentence. */
export type RefusalCode = ErrorCode;

export interface LocalRefusal {
  readonly code: RefusalCode;
  readonly facts?: Readonly<Record<string, string | number>>;
}

export type RowResult = { readonly key: string } & (
  | { readonly outcome: 'confirmed' }
  | {
      readonly outcome: 'refused';
      readonly code: RefusalCode;
      /** The channel's own words. */
      readonly reason: string | null;
      /** For the sentence of the code; amounts in minor units beside `currency`. */
      readonly facts?: Readonly<Record<string, string | number>>;
      /** Later may succeed without a change (the channel is busy with the row). */
      readonly retryAfterSeconds?: number;
    }
  /** Compare-and-set failed: the channel shows something else. */
  | { readonly outcome: 'stale'; readonly actual: number | null }
  /** Another row stopped the call: nothing was done with this one, and it may go again at once. */
  | { readonly outcome: 'notTaken' }
);

export type WriteAnswer =
  | {
      /** Every row's result stands in the answer; a row without one is unknown and read back. */
      readonly kind: 'now';
      read(json: unknown, rows: readonly WriteRow[]): readonly RowResult[];
    }
  | {
      /** The channel answers a number under which results are asked for later. */
      readonly kind: 'later';
      readonly id: Path;
      /** Placeholder {batch.id}. */
      readonly poll: RequestTemplate;
      readonly pollBudget?: string;
      /** First look after, then every. */
      readonly firstSeconds: number;
      readonly everySeconds: number;
      /** After this long a result no longer comes: rows are unknown and read back. */
      readonly giveUpSeconds: number;
      /** null = not ready. */
      read(json: unknown, rows: readonly WriteRow[]): readonly RowResult[] | null;
      /** Before http.responses; `skip` = the number is not (or no longer) known there. */
      readonly responses?: readonly ResponseRule[];
    };

export interface ReadBack {
  /** Placeholders {rows.keys}, {rows.skus}, {rows.barcodes}, {rows.ids.x} (remoteIds by name; lists with commas), {group.x}; or a body from `body`. */
  readonly request: RequestTemplate;
  readonly alternatives?: Readonly<Record<string, RequestTemplate>>;
  readonly budget?: string;
  readonly batchSize: number;
  group?(row: WriteRow, context: MapContext): Readonly<Record<string, string>>;
  body?(rows: readonly WriteRow[], context: WriteContext): unknown;
  /** A row that is not in the result is not there. */
  read(json: unknown, rows: readonly WriteRow[], context: MapContext): readonly SeenRow[];
  readonly responses?: readonly ResponseRule[];
}

/** What the channel shows for a listing right now. */
export interface SeenRow {
  readonly key: string;
  readonly stock?: number | null;
  readonly price?: {
    readonly minor: number;
    readonly listMinor: number | null;
    readonly currency: string;
  } | null;
}
