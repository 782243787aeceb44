import type { ConnectorDefinition, MapContext } from '../../../shared/connector/definition';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { WireError } from '../../../shared/errors/app-error';
import type { Database, StoredConnection } from '../../database';
import type { ChannelClient } from '../../engine/types';
import type { Log } from '../../log/log';

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

/** One connection while it is worked on. */
export interface Work {
  readonly connection: StoredConnection;
  readonly definition: ConnectorDefinition;
  readonly client: ChannelClient;
  readonly context: MapContext;
  readonly signal: AbortSignal;
  /** False = no further call: the lane rests, the connection or everything was paused, or the process ends. */
  mayCall(): boolean;
}

/** What the parts of a lane share. */
export interface LaneCore {
  readonly id: ConnectionId;
  readonly options: LaneOptions;
  succeeded(): void;
  /** The channel as such fails: the lane rests. Answers when it is tried again; null = not before a person acted. */
  failed(thrown: unknown): number | null;
}

export type Task = () => Promise<void>;

/** Rows looked at in one round, and calls made in it. */
export const ROUND_ROWS = 500;
export const ROUND_CALLS = 12;
/** More rows no call carries. */
export const MOST_ROWS = 5_000;
/** Listings looked at without a pause. */
export const STEP_LISTINGS = 20;
export const LARGEST_BACK_OFF_MS = 5 * 60_000;
