import { z } from 'zod';
import {
  type ConnectionDetail,
  type ConnectionSummary,
  connectionSettingsSchema,
} from '../../../shared/contract/connections';
import { connectionIdSchema, runIdSchema } from '../../../shared/domain/ids';
import { evidenceSchema, streamNameSchema, syncModeSchema } from '../../../shared/domain/stream';
import type { Told } from '../route';
import { iso } from '../times';
import { failure, texts, time } from './common';

const summaryFields = {
  id: connectionIdSchema,
  integration: z.string(),
  name: z.string(),
  active: z.boolean(),
  state: z.enum(['ok', 'paused', 'limit', 'keyRejected', 'down', 'offline', 'new', 'problem']),
  error: failure.nullable().describe('What stands behind a bad state.'),
  evidence: evidenceSchema,
  practice: z.boolean().describe('Its address is on the list of allowed practice hosts.'),
  products: z.int(),
  orders: z.int(),
  openProblems: z.int(),
  lastSyncAt: time.nullable(),
  nextSyncAt: time.nullable(),
  createdAt: time,
};
export const connectionSummaryAnswer = z.object(summaryFields).meta({ id: 'ConnectionSummary' });

const settings = connectionSettingsSchema.unwrap();

const streamAnswer = z
  .object({
    stream: streamNameSchema,
    schedule: z.object({ everyMinutes: z.int(), dailyAt: z.string().optional() }),
    method: z.enum(['sinceCursor', 'fullRead']),
    activeRunId: runIdSchema.nullable(),
    lastRun: z
      .object({
        runId: runIdSchema,
        mode: syncModeSchema,
        state: z.string(),
        endedAt: time.nullable(),
        received: z.int(),
        added: z.int(),
        changed: z.int(),
        odd: z.int(),
        error: failure.nullable(),
      })
      .nullable(),
    lastFullAt: time.nullable(),
    nextAt: time.nullable().describe('null = by hand only, or paused.'),
    cursorAt: time.nullable(),
    records: z.int(),
  })
  .meta({ id: 'ConnectionStream' });

export const connectionAnswer = z
  .object({
    ...summaryFields,
    credentials: z.object({
      values: texts.describe('What is no secret, as saved.'),
      savedSecrets: z.array(z.string()).describe('Names only; the values never leave the vault.'),
      secretsSavedAt: time.nullable(),
    }),
    settings,
    learned: texts.describe('What the channel told of the account.'),
    streams: z.array(streamAnswer),
    lastLimit: z
      .object({ at: time, budget: z.string().nullable(), waitMs: z.number().nullable() })
      .nullable()
      .describe('The channel’s last “too many requests”.'),
    pausedUntil: time.nullable(),
    updatedAt: time,
  })
  .meta({ id: 'Connection' });

export const checkReportAnswer = z
  .object({
    ok: z.boolean(),
    passed: z.boolean(),
    steps: z.array(
      z.object({
        step: z.string(),
        state: z.enum(['passed', 'failed', 'notTried']),
        milliseconds: z.number().nullable(),
        error: failure.nullable(),
        field: z.string().nullable().describe('The form field to look at, when one is to blame.'),
      }),
    ),
    learned: texts,
  })
  .meta({ id: 'CheckReport' });

export function connectionSummaryView(row: ConnectionSummary): Told<typeof connectionSummaryAnswer> {
  return {
    id: row.id,
    integration: row.integration,
    name: row.name,
    active: row.active,
    state: row.state,
    error: row.error,
    evidence: row.evidence,
    practice: row.practice,
    products: row.products,
    orders: row.orders,
    openProblems: row.openProblems,
    lastSyncAt: iso(row.lastSyncAt),
    nextSyncAt: iso(row.nextSyncAt),
    createdAt: iso(row.createdAt),
  };
}

export function connectionView(row: ConnectionDetail): Told<typeof connectionAnswer> {
  return {
    ...connectionSummaryView(row),
    credentials: {
      values: row.values,
      savedSecrets: row.savedSecrets,
      secretsSavedAt: iso(row.secretsSavedAt),
    },
    settings: row.settings,
    learned: row.learned,
    streams: row.streams.map(({ lastRun, ...stream }) => ({
      ...stream,
      lastRun: lastRun && { ...lastRun, endedAt: iso(lastRun.endedAt) },
      lastFullAt: iso(stream.lastFullAt),
      nextAt: iso(stream.nextAt),
      cursorAt: iso(stream.cursorAt),
    })),
    lastLimit: row.lastLimit && { ...row.lastLimit, at: iso(row.lastLimit.at) },
    pausedUntil: iso(row.pausedUntil),
    updatedAt: iso(row.updatedAt),
  };
}
