import { z } from 'zod';
import { type ConnectionId, connectionIdSchema, type RunId, runIdSchema } from '../domain/ids';
import { type RunState, runStateSchema, type StreamName, type SyncMode } from '../domain/stream';
import type { WireError } from '../errors/app-error';
import { operation } from './operation';

export interface StreamProgress {
  readonly stream: StreamName;
  readonly state: RunState;
  readonly part: string | null;
  readonly pages: number;
  readonly totalPages: number | null;
  readonly received: number;
  readonly totalRecords: number | null;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
  readonly odd: number;
  readonly calls: number;
  readonly waitedMs: number;
  /** Records a second over the last stretch; null until known. */
  readonly rate: number | null;
  /** ms left at this rate; null when the total is unknown. */
  readonly remainingMs: number | null;
  readonly wait: { readonly reason: 'limit' | 'retry' | 'job'; readonly until: number } | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly error: WireError | null;
}

/**
 * Whether a failed run can go on from its last stored page, or why only a new one helps: no page was stored, the connector
 * was changed since, or the stream has been read again (or is being read).
 */
export type FromPage = 'possible' | 'noPage' | 'definitionChanged' | 'readSince';

/** A sync as a person starts and watches it: one or more streams of one connection. */
export interface Run {
  readonly id: RunId;
  readonly connectionId: ConnectionId;
  readonly connectionName: string;
  readonly integration: string;
  readonly mode: SyncMode;
  readonly trigger: 'person' | 'schedule' | 'api' | 'start';
  readonly state: RunState;
  readonly streams: readonly StreamProgress[];
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly error: WireError | null;
  /** null for a run that did not fail. */
  readonly fromPage: FromPage | null;
}

export interface RunPage {
  readonly runs: readonly Run[];
  readonly nextCursor: string | null;
}

export const runListSchema = z.object({
  connectionId: connectionIdSchema.optional(),
  states: z.array(runStateSchema).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(200).default(50),
});

const byId = z.object({ id: runIdSchema });

export const runOperations = {
  'runs.list': operation<RunPage>()(runListSchema),
  'runs.get': operation<Run>()(byId),
  /** Stops at the next page border and stays resumable. */
  'runs.pause': operation<Run>()(byId),
  /** Goes on with a paused run, or with a failed one whose `fromPage` is possible. */
  'runs.resume': operation<Run>()(byId),
  /** Stops at the next page border for good; what was read is kept. */
  'runs.cancel': operation<Run>()(byId),
};
