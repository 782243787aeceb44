import type { ServiceHandlers } from '../../shared/contract';
import type {
  ExportRequest,
  ExportResult,
  ListingRow,
  OrderDetail,
} from '../../shared/contract/catalogue-data';
import type { ImportToken, ImportView } from '../../shared/contract/imports';
import type { VariantRow } from '../../shared/contract/stock';
import type { ApiRole } from '../../shared/domain/api-role';
import type { ConnectionId } from '../../shared/domain/ids';
import type { WireError } from '../../shared/errors/app-error';
import type { Log } from '../log/log';
import type { Keyring } from '../vault/keyring';
import type { SecretRegistry } from '../vault/secret-registry';
import type { EventHub } from './events';

/** Everything the service needs of the world around it; no Electron here. */
export interface ServiceOptions {
  readonly dataDir: string;
  readonly keyring: Keyring;
  /** Shared with the log, so that a secret is hidden from the moment it is known. */
  readonly secretRegistry: SecretRegistry;
  readonly version: string;
  /** host:port entries that may be reached without https (KERVAN_ALLOW_HOSTS). */
  readonly allowHosts: readonly string[];
  /** Practice marketplaces are in use: shown everywhere. */
  readonly practice: boolean;
  /** Path of a better-sqlite3 binding built for this runtime (KERVAN_SQLITE_BINDING). */
  readonly nativeBinding?: string;
  /** The built reader-worker; without it large questions run in this process (tests). */
  readonly readerWorker?: string | URL;
  /** Where the local API listens, once it does. */
  readonly apiUrl?: () => string | null;
  /** A token of the local API (KERVAN_API_TOKEN) instead of the one made at the first start. */
  readonly apiToken?: string;
  readonly now: () => number;
  readonly log: Log;
}

export interface RowPageRequest {
  readonly connectionId?: ConnectionId;
  /** UTC epoch ms by Kervan's own change time. */
  readonly updatedAfter?: number;
  readonly cursor?: string;
  readonly limit: number;
}

export interface RowPage<Row> {
  readonly rows: readonly Row[];
  /** null = nothing newer. */
  readonly nextCursor: string | null;
}

export interface ProductPageRow extends ListingRow {
  readonly remoteIds: Readonly<Record<string, string>>;
}
/** Rows in the order of their change, page by page; a row changed while paging comes again, none is missed. */
export interface RowPages {
  products(request: RowPageRequest): Promise<RowPage<ProductPageRow>>;
  orders(request: RowPageRequest): Promise<RowPage<OrderDetail>>;
  /** Removed ones too, with deletedAt. */
  variants(request: Omit<RowPageRequest, 'connectionId'>): Promise<RowPage<VariantRow>>;
}

/** Tokens of the local API; only their hashes are kept. */
export interface ApiTokens {
  /** The token of a first start, to be shown once; null when there is one already. */
  readonly first: string | null;
  /** Who calls with this token, or null; throws access.tokenExpired. */
  callerOf(token: string): ApiCaller | null;
}

export interface ApiCaller {
  readonly id: string;
  readonly role: ApiRole;
}

export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly location: string | null;
  readonly body: Uint8Array | null;
  /** false = it holds a secret: only that it was given is stored. */
  readonly kept: boolean;
}

/** Answers under a caller's own key, so that a repeated call is not done twice; kept for a day, over restarts. */
export interface ApiAnswers {
  /**
   * null = do it and tell `finish`; else the answer of before. Throws input.keyReused, input.keyInProgress, input.answerNotKept,
   * and input.outcomeUnknown where the process ended in between and repeating might do it twice.
   */
  begin(
    key: { readonly tokenId: string; readonly key: string },
    requestHash: Uint8Array,
    isRepeatable: boolean,
  ): ApiAnswer | null;
  /** null = nothing was done: the key is free again. */
  finish(key: { readonly tokenId: string; readonly key: string }, answer: ApiAnswer | null): void;
  /** Forgets some of what is older than a day. */
  prune(): void;
}

export interface ImportErrorsRequest {
  readonly token: ImportToken;
  readonly path: string;
  readonly format: 'csv' | 'xlsx';
  readonly language: 'tr' | 'en';
}

/** Files to import: a person chose one in the system's dialog, or a program sent one. The window only ever knows tokens. */
export interface ImportFiles {
  open(path: string): Promise<ImportView>;
  receive(file: {
    readonly name: string;
    readonly content: AsyncIterable<Uint8Array>;
    readonly mostBytes?: number;
  }): Promise<ImportView>;
  /** Writes the rows that were not taken over to a path a person chose. */
  writeErrors(request: ImportErrorsRequest): Promise<ExportResult>;
  readErrors(token: ImportToken, format: 'csv' | 'xlsx', language: 'tr' | 'en'): Promise<Uint8Array>;
}

/** The whole of Kervan without a window: what the desktop, the local API and tests drive. */
export interface KervanService {
  readonly handlers: ServiceHandlers;
  readonly events: EventHub;
  readonly rows: RowPages;
  readonly imports: ImportFiles;
  readonly tokens: ApiTokens;
  readonly answers: ApiAnswers;
  /** Sentence of an error as the screens show it. */
  readonly sentence: (error: WireError, language: 'tr' | 'en') => string;
  /** Writes a file of rows to a path a person chose. */
  exportRows(request: ExportRequest, signal?: AbortSignal): Promise<ExportResult>;
  /** Takes up interrupted runs and starts the schedules. */
  start(): Promise<void>;
  /** The machine woke up or the network came back: looks at once for what is due. */
  wake(): void;
  /** The pause of all schedules that holds now, with its end (UTC epoch ms; null = until resumed), or null. */
  schedulePause(): { readonly until: number | null } | null;
  /** No scheduled run starts until then (UTC epoch ms) or, with null, until `resumeSchedules`; kept over a restart. */
  pauseSchedules(until: number | null): void;
  resumeSchedules(): void;
  /** Stops runs at a page border, closes the database. Takes at most 5 s. */
  stop(): Promise<void>;
}
