import type { ServiceHandlers } from '../../shared/contract';
import type { ExportRequest, ExportResult } from '../../shared/contract/catalogue-data';
import type { Log } from '../log/log';
import type { SecretRegistry } from '../vault/secret-registry';
import type { Keyring } from '../vault/keyring';
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
  readonly now: () => number;
  readonly log: Log;
}

/** The whole of Kervan without a window: what the desktop, the local API and tests drive. */
export interface KervanService {
  readonly handlers: ServiceHandlers;
  readonly events: EventHub;
  /** Writes a file of rows to a path a person chose. */
  exportRows(request: ExportRequest, signal?: AbortSignal): Promise<ExportResult>;
  /** Takes up interrupted runs and starts the schedules. */
  start(): Promise<void>;
  /** The machine woke up or the network came back: looks at once for what is due. */
  wake(): void;
  /** No scheduled run starts until then (UTC epoch ms) or, with null, until `resumeSchedules`. */
  pauseSchedules(until: number | null): void;
  resumeSchedules(): void;
  /** Stops runs at a page border, closes the database. Takes at most 5 s. */
  stop(): Promise<void>;
}
