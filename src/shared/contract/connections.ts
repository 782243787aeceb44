import { z } from 'zod';
import type { Field } from '../connector/definition';
import { type ConnectionId, connectionIdSchema, type RunId } from '../domain/ids';
import {
  type Evidence,
  type StreamName,
  type SyncMode,
  streamNameSchema,
  syncModeSchema,
} from '../domain/stream';
import type { WireError } from '../errors/app-error';
import { operation } from './operation';

/** Worst true state of a connection (SCREENS 3.4, `conn.*`). */
export type ConnectionState =
  | 'ok'
  | 'paused'
  | 'limit'
  | 'keyRejected'
  | 'down'
  | 'offline'
  | 'new'
  | 'problem';

export interface StreamStatus {
  readonly stream: StreamName;
  readonly schedule: Schedule;
  readonly method: 'sinceCursor' | 'fullRead';
  readonly activeRunId: RunId | null;
  readonly lastRun: {
    readonly runId: RunId;
    readonly mode: SyncMode;
    readonly state: string;
    readonly endedAt: number | null;
    readonly received: number;
    readonly added: number;
    readonly changed: number;
    readonly odd: number;
    readonly error: WireError | null;
  } | null;
  readonly lastFullAt: number | null;
  /** UTC epoch ms; null = by hand only or paused. */
  readonly nextAt: number | null;
  /** The time the next delta run reads from, when the cursor is a time. */
  readonly cursorAt: number | null;
  /** Rows kept now. */
  readonly records: number;
}

/** The channel's last “too many requests”. */
export interface LastLimit {
  /** UTC epoch ms. */
  readonly at: number;
  /** Name of the budget (`limits` of the integration); null = no single one. */
  readonly budget: string | null;
  /** How long it told to wait, ms; null when it did not say. */
  readonly waitMs: number | null;
}

export interface ConnectionSummary {
  readonly id: ConnectionId;
  readonly integration: string;
  readonly integrationName: string;
  readonly evidence: Evidence;
  readonly name: string;
  readonly active: boolean;
  readonly state: ConnectionState;
  /** What stands behind a bad state. */
  readonly error: WireError | null;
  /** The address is on the list of allowed practice hosts. */
  readonly practice: boolean;
  readonly lastSyncAt: number | null;
  readonly nextSyncAt: number | null;
  readonly openProblems: number;
  readonly products: number;
  readonly orders: number;
  readonly createdAt: number;
}

export interface ConnectionDetail extends ConnectionSummary {
  readonly fields: readonly Field[];
  /** Non-secret values as saved. */
  readonly values: Readonly<Record<string, string>>;
  /** Secret fields that have a saved value; the values never leave the vault. */
  readonly savedSecrets: readonly string[];
  readonly secretsSavedAt: number | null;
  readonly settings: ConnectionSettings;
  /** What the channel told of the account: currency, shop name … */
  readonly learned: Readonly<Record<string, string>>;
  readonly streams: readonly StreamStatus[];
  readonly lastLimit: LastLimit | null;
  readonly pausedAt: number | null;
  readonly pausedUntil: number | null;
  readonly updatedAt: number;
}

export const scheduleSchema = z.object({
  /** Minutes between delta runs; 0 = by hand only. */
  everyMinutes: z.union([z.literal(0), z.int().min(1).max(10_080)]),
  /** HH:mm in Europe/Istanbul; when given, once a day at that time instead. */
  dailyAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
});
export type Schedule = z.infer<typeof scheduleSchema>;

export const connectionSettingsSchema = z
  .strictObject({
    /** One origin that stands for all hosts of the connector; only for hosts named in KERVAN_ALLOW_HOSTS. */
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .optional(),
    schedules: z.partialRecord(streamNameSchema, scheduleSchema).optional(),
  })
  .default({});
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>;

/** Field name → value, as the connector's field list names them; secret and plain alike. */
export const credentialsSchema = z.record(z.string().min(1).max(64), z.string().max(4000));

export const connectionNameSchema = z.string().trim().min(1).max(80);

export interface CheckStep {
  readonly step: string;
  readonly state: 'passed' | 'failed' | 'notTried';
  readonly milliseconds: number | null;
  readonly error: WireError | null;
  /** The form field to look at, when one is to blame. */
  readonly field: string | null;
}
export interface CheckReport {
  readonly passed: boolean;
  readonly steps: readonly CheckStep[];
  readonly learned: Readonly<Record<string, string>>;
}

const byId = z.object({ id: connectionIdSchema });

export const createConnectionSchema = z.object({
  integration: z.string().min(1).max(64),
  name: connectionNameSchema,
  credentials: credentialsSchema,
  settings: connectionSettingsSchema,
  /** False saves it paused. */
  active: z.boolean().default(true),
});

export const updateConnectionSchema = z.object({
  id: connectionIdSchema,
  name: connectionNameSchema.optional(),
  /** Only the fields given change; an empty text for a secret keeps the saved one. */
  credentials: credentialsSchema.optional(),
  /** Missing leaves them as they are: the default of a new connection must not wipe a saved address. */
  settings: connectionSettingsSchema.unwrap().optional(),
  /** `updatedAt` as it was read before; a connection changed since is left alone. */
  expectedUpdatedAt: z.int().optional(),
});

export const connectionOperations = {
  'connections.list': operation<readonly ConnectionSummary[]>()(z.object({})),
  'connections.get': operation<ConnectionDetail>()(byId),
  'connections.create': operation<ConnectionDetail>()(createConnectionSchema),
  'connections.update': operation<ConnectionDetail>()(updateConnectionSchema),
  /** Removes it with its secrets and everything read from it. The name must be typed. */
  'connections.delete': operation<{ readonly deleted: true }>()(
    z.object({ id: connectionIdSchema, confirmName: z.string().max(200) }),
  ),
  /** Tries what the form holds, or for a saved connection (id) its saved secrets where a field is left empty. Steps arrive as `check.step` events with the token. */
  'connections.test': operation<CheckReport>()(
    z.object({
      token: z.string().max(64).optional(),
      id: connectionIdSchema.optional(),
      integration: z.string().min(1).max(64).optional(),
      credentials: credentialsSchema.optional(),
      settings: connectionSettingsSchema,
    }),
  ),
  'connections.cancelTest': operation<{ readonly cancelled: boolean }>()(
    z.object({ token: z.string().max(64) }),
  ),
  'connections.activate': operation<ConnectionDetail>()(byId),
  'connections.deactivate': operation<ConnectionDetail>()(
    z.object({
      id: connectionIdSchema,
      /** UTC epoch ms; missing = until resumed by hand. */ until: z.int().optional(),
    }),
  ),
  'connections.sync': operation<{ readonly runId: RunId }>()(
    z.object({
      id: connectionIdSchema,
      streams: z.array(streamNameSchema).min(1).optional(),
      mode: syncModeSchema.default('delta'),
      /** Who asks: a person in the window, or a program through the API. */
      trigger: z.enum(['person', 'api']).default('person'),
    }),
  ),
};
