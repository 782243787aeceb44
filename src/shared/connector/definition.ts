import type { ZodType } from 'zod';
import type { OrderRecord } from '../domain/order';
import type { ProductStreamRecord } from '../domain/product';
import type { Evidence, StreamName } from '../domain/stream';
import type { ErrorCode } from '../errors/codes';
import type { OrderChanges } from './order-change';
import type { Path } from './path';
import type { Template } from './template';
import type { Webhooks } from './webhook';
import type { WriteAction } from './write';

/** Text in both languages of the screen, written by the connector's author. */
export interface LocalText {
  readonly tr: string;
  readonly en: string;
}

/**
 * A channel as data: how to sign in, where to read, how it pages and limits, what its answers mean. The engine does all
 * input and output; the only code here is pure (schemas, mappings, a few hooks). docs/CONNECTOR_GUIDE.md walks through it.
 */
export interface ConnectorDefinition {
  /** Catalogue id and folder name. */
  readonly id: string;
  /** Raised when the meaning of a cursor or of a record key changes: forces a full run. */
  readonly version: number;
  readonly title: string;
  /** Version of the vendor's interface this was written for. */
  readonly apiVersion: string;
  readonly docs: string;
  readonly evidence: Evidence;
  readonly fields: readonly Field[];
  /** Tried in order: the first whose `needs` are all filled is used. */
  readonly auth: readonly Auth[];
  readonly http: HttpRules;
  /** Steps of "Test connection", cheapest first; the first failure ends it. */
  readonly check: readonly CheckStep[];
  readonly streams: Readonly<Partial<Record<StreamName, Stream>>>;
  readonly capabilities: Capabilities;
  readonly hooks?: Hooks;
  /** Writes by name (`stock`, `price`, `inventory`); each kind of value is carried by the first action that names it. */
  readonly actions?: Readonly<Record<string, WriteAction>>;
  readonly orderChanges?: OrderChanges;
  /** How the channel tells of changes by itself; polling alone has to be complete all the same. */
  readonly webhooks?: Webhooks;
}

export interface Field {
  readonly name: string;
  readonly label: LocalText;
  /** Where a merchant finds it, in words. */
  readonly help: LocalText;
  /** Goes to the vault and never back to a screen. */
  readonly secret?: true;
  readonly kind?: 'text' | 'address' | 'choice';
  /** Regular expression the whole trimmed value must match. */
  readonly pattern?: string;
  readonly patternHelp?: LocalText;
  readonly example?: string;
  readonly choices?: readonly { readonly value: string; readonly label: LocalText }[];
  readonly optional?: true;
  /** Template over other fields, used when left empty. */
  readonly fallback?: Template;
}

export type Auth = { readonly needs: readonly string[] } & (
  | { readonly kind: 'none' }
  | { readonly kind: 'header'; readonly name: string; readonly value: Template }
  | { readonly kind: 'query'; readonly values: Readonly<Record<string, Template>> }
  | { readonly kind: 'basic'; readonly user: Template; readonly password: Template }
  | {
      /** OAuth client credentials: the engine asks for a token, keeps it in the vault and renews it early. */
      readonly kind: 'clientCredentials';
      readonly token: RequestTemplate;
      readonly accessToken: Path;
      /** Seconds. */
      readonly expiresIn: Path;
      readonly earlySeconds: number;
      /** How the token is sent. */
      readonly send: { readonly header: string; readonly value: Template };
    }
);

/** One call. Placeholders: field names, `{parent.x}` in child parts, what check steps learned as `{learned.x}`. */
export interface RequestTemplate {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Key into http.origins. */
  readonly origin: string;
  /** Placeholders in a path are percent-encoded; secrets may not stand here. */
  readonly path: Template;
  readonly query?: Readonly<Record<string, Template>>;
  readonly headers?: Readonly<Record<string, Template>>;
  /** JSON body; strings inside may hold placeholders. */
  readonly body?: JsonTemplate;
  /** Address of the vendor's documentation of this call. */
  readonly doc: string;
}
export type JsonTemplate =
  | string
  | number
  | boolean
  | null
  | readonly JsonTemplate[]
  | { readonly [name: string]: JsonTemplate };

/** Where a paging or delta value goes: a query parameter, or a place in the JSON body (`variables.after`). */
export type Slot =
  | {
      readonly query: string;
      /** Sent a second time under this name, where the vendor's own pages disagree about the spelling. */
      readonly also?: string;
    }
  | { readonly body: Path };

export interface HttpRules {
  /** Base addresses by name; every request, redirect and next-link must stay on one of them. */
  readonly origins: Readonly<Record<string, Template>>;
  readonly headers?: Readonly<Record<string, Template>>;
  readonly budgets: readonly Budget[];
  readonly cost?: CostBudget;
  /** Longest wait for a limit before the run is set down as waiting, seconds. */
  readonly maxWaitSeconds: number;
  readonly timeoutSeconds?: number;
  /** Largest answer accepted, bytes. */
  readonly maxAnswerBytes?: number;
  /** First match decides; what matches none falls to the engine's table (docs/CONNECTOR_GUIDE.md). */
  readonly responses?: readonly ResponseRule[];
  readonly limitHeaders?: {
    readonly remaining?: string;
    readonly reset?: string;
    readonly unit?: 'deltaSeconds' | 'epochSeconds' | 'epochMs';
  };
}

/** Calls allowed per sliding window. */
export interface Budget {
  readonly name: string;
  /** What it limits, in a merchant's words. */
  readonly title: LocalText;
  readonly calls: number;
  readonly perSeconds: number;
  /** Longest breathing space between two calls, seconds, where the channel asks for one. */
  readonly spacingSeconds?: number;
  /** Only calls whose `budget` names it; a budget without takers counts every call of the connection. */
  readonly only?: true;
  /** Where the number comes from. */
  readonly source: string;
}

/** Cost points (GraphQL): a bucket that refills; corrected from every answer. */
export interface CostBudget {
  readonly capacity: number;
  readonly restorePerSecond: number;
  readonly requested: Path;
  readonly actual: Path;
  readonly available: Path;
  readonly maximum: Path;
  readonly restore: Path;
  readonly source: string;
}

export type Outcome =
  /** Go on. */
  | 'ok'
  /** Again after a back-off. */
  | 'retry'
  /** Limit: wait as told, then again. */
  | 'limited'
  /** Blocked for calling too often: stop this connection for a long while. */
  | 'blocked'
  /** Renew the token once, then again. */
  | 'refresh'
  /** The key no longer works: stop and ask the merchant. */
  | 'reconnect'
  /** Not there on this shop: leave this part out, without a failure. */
  | 'skip'
  /** Stop this run. */
  | 'fail';

export interface ResponseRule {
  readonly status?: readonly number[];
  /** Content type starts with. */
  readonly contentType?: string;
  /** Place in the JSON body … */
  readonly at?: Path;
  /** … that equals this, or (when missing) exists. */
  readonly equals?: string | number | boolean;
  /** … or whose text contains this. */
  readonly contains?: string;
  readonly outcome: Outcome;
  readonly code?: ErrorCode;
  /** Facts for the sentence of the code: { scope: 'write_products' }. */
  readonly facts?: Readonly<Record<string, string>>;
}

export interface CheckStep {
  /** `write` proves the right to write without writing; failing it, the connection still reads. */
  readonly step: 'key' | 'account' | 'readProducts' | 'readOrders' | 'write';
  readonly request: RequestTemplate;
  /** Before http.responses, for this step only. */
  readonly responses?: readonly ResponseRule[];
  /** Facts of the account kept with the connection and given to mappings: { currency: 'code' }. */
  readonly learn?: Readonly<Record<string, Path>>;
  /** Scopes that must be among the list at `at`; a missing one fails with auth.noPermission {scope}. */
  readonly scopes?: { readonly at: Path; readonly needed: readonly string[] };
  /** The learned or field value must equal what stands at the path, else auth.wrongAccount. */
  readonly mustEqual?: { readonly at: Path; readonly value: Template };
}

export interface Stream {
  /** Default minutes between delta runs; 0 = by hand only. */
  readonly everyMinutes: number;
  /** Minutes between full runs that also find deletions; 0 = never by itself. */
  readonly fullEveryMinutes: number;
  /** How records that no longer appear are treated after a complete full run. */
  readonly deletes: 'sweep' | 'keep';
  /** Read in this order. */
  readonly parts: readonly StreamPart[];
}

export type StreamRecord = ProductStreamRecord | OrderRecord;

export interface StreamPart {
  /** Unique within the stream; stored in checkpoints. */
  readonly name: string;
  readonly modes: readonly ('delta' | 'full')[];
  readonly request: RequestTemplate;
  readonly budget?: string;
  /** The array of records in the answer; of several places the first that holds an array. No array anywhere = bad answer. */
  readonly records: Path | readonly Path[];
  /** The answer means "no (more) records" although it holds no array. */
  readonly emptyWhen?: { readonly at: Path; readonly equals: string | number | boolean };
  /** Loose schema of the vendor's record: only what the mapping needs is demanded. A record that fails is quarantined. */
  readonly raw: ZodType;
  /** Pure. Several records from one (variants, packages) or none (not meant for us) are fine. Throws = quarantine. */
  map(raw: never, context: MapContext): readonly StreamRecord[];
  readonly paging: Paging;
  readonly delta: Delta;
  /** First full run by the channel's report or bulk job instead of pages. */
  readonly job?: BulkJob;
  /** More requests per record (variations of a product, lines beyond the first page). */
  readonly child?: ChildPart;
  /** Before http.responses, for this part only. */
  readonly responses?: readonly ResponseRule[];
  /** A `skip` outcome of the named part is the reason to run this one (older shops). */
  readonly onlyIfSkipped?: string;
}

/** Non-secret field values, what the checks learned, and the time of reading (UTC epoch ms). */
export interface MapContext {
  readonly fields: Readonly<Record<string, string>>;
  readonly learned: Readonly<Record<string, string>>;
  readonly readAt: number;
  /** In a delta run: from when on this part is read (UTC epoch ms, before any overlap). Missing in a full run. */
  readonly since?: number;
  /** The parent's binding in a child part. */
  readonly parent?: Readonly<Record<string, string>>;
}

export type Paging =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'page';
      readonly param: Slot;
      readonly first: 0 | 1;
      readonly size: PageSize;
      readonly total?: Total;
      /** The channel refuses page × size beyond this many records; from there the cursor in the answer goes on. */
      readonly cap?: { readonly records: number; readonly then: { readonly from: Path; readonly to: Slot } };
    }
  | { readonly kind: 'offset'; readonly param: Slot; readonly size: PageSize; readonly total?: Total }
  | {
      readonly kind: 'cursor';
      readonly from: Path;
      readonly to: Slot;
      /** False at this path ends the reading even when a cursor is given. */
      readonly more?: Path;
      readonly size?: PageSize;
      readonly total?: Total;
    };
export interface PageSize {
  readonly param: Slot;
  readonly value: number;
}
/** Where the answer tells how many records there are in all. */
export type Total =
  | { readonly at: Path }
  | { readonly header: string }
  | { readonly request: RequestTemplate; readonly at: Path };

export type TimeFormat =
  | 'epochMs'
  | 'epochSeconds'
  /** 2026-11-24T05:00:00Z */
  | 'isoZ'
  /** 2026-11-24T05:00:00, meant as UTC */
  | 'isoPlain'
  /** 2026-11-24 08:00, meant as Europe/Istanbul */
  | 'istanbulMinute';

export type Delta =
  /** No modified-since at the channel: every run reads everything. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'since';
      readonly from: Slot;
      /** Template over {time}; default the bare time. */
      readonly value?: Template;
      /** End of the range, where the channel takes one. */
      readonly until?: Slot;
      /** Both ends in one value, template over {from} and {until} (search syntax); replaces `value`. */
      readonly range?: Template;
      readonly format: TimeFormat;
      /** Seconds read again before the cursor, for clocks and late indexing. */
      readonly overlapSeconds: number;
      /** Widest range in one request chain, seconds; longer stretches are read window by window. */
      readonly windowSeconds?: number;
      /** Furthest back the channel answers, seconds. */
      readonly historySeconds?: number;
      /** A full run also needs the range (the channel demands dates): from historySeconds ago. */
      readonly always?: true;
      /** Newest modification first or oldest first, when the channel promises it. */
      readonly order?: 'ascending' | 'descending';
    };

/** Start a job at the channel, poll it, read its file of JSON lines. Any failure falls back to pages. */
export interface BulkJob {
  readonly modes: readonly ('delta' | 'full')[];
  readonly start: RequestTemplate;
  readonly id: Path;
  /** Non-empty list here = refused (business errors answered with 200). */
  readonly refusals?: Path;
  /** Placeholder {job.id}. */
  readonly poll: RequestTemplate;
  readonly state: Path;
  readonly done: readonly string[];
  readonly failed: readonly string[];
  /** Where the file's address stands; null with a done state = no records. */
  readonly file: Path;
  /** Host suffixes the file may come from, beside the channel's own origins. */
  readonly fileHosts: readonly string[];
  readonly total?: Path;
  readonly everySeconds: number;
  readonly maxSeconds: number;
  /**
   * The file lists children as lines of their own right after their parent, naming it at `parent`: they are put into the parent
   * as the list `into` before it is mapped. Without this every line is mapped alone.
   */
  readonly gather?: { readonly parent: string; readonly into: string };
  /** Loose schema and pure mapping of one line. */
  readonly raw: ZodType;
  map(raw: never, context: MapContext): readonly StreamRecord[];
}

export interface ChildPart {
  /** Pure: which further reads this raw parent record needs; each binding fills {parent.x}. */
  bindings(raw: never, context: MapContext): readonly Readonly<Record<string, string>>[];
  readonly request: RequestTemplate;
  readonly records: Path | readonly Path[];
  /** What stands at `records` is one record, not a list of them. */
  readonly single?: true;
  readonly raw: ZodType;
  map(raw: never, context: MapContext): readonly StreamRecord[];
  readonly paging: Paging;
  readonly budget?: string;
  /** Before http.responses; `skip` leaves out this one parent's further reads (it was deleted meanwhile). */
  readonly responses?: readonly ResponseRule[];
}

/** What can be done with it, for screens and rules. */
export interface Capabilities {
  readonly read: readonly StreamName[];
  /** Writes that exist today: what `actions` carry. */
  readonly write: readonly ('stock' | 'price' | 'orderStatus' | 'listing')[];
  readonly webhooks: boolean;
  /** Rules of the channel's writes, known already and shown with its limits. */
  readonly notes?: LocalText;
}

/** The closed list of escape hatches; pure functions. */
export interface Hooks {
  /** Normalises what a person typed (a pasted panel address → shop domain) before patterns are checked. */
  tidyField?(name: string, value: string): string;
}

/** Keeps raw schema and mapping in step where a part is written. */
export function mapping<Raw>(
  raw: ZodType<Raw>,
  map: (raw: Raw, context: MapContext) => readonly StreamRecord[],
): { raw: ZodType<Raw>; map(raw: never, context: MapContext): readonly StreamRecord[] } {
  return { raw, map: map as (raw: never, context: MapContext) => readonly StreamRecord[] };
}
