import { z } from 'zod';
import type { Run } from '../../../shared/contract/runs';
import { connectionIdSchema, runIdSchema } from '../../../shared/domain/ids';
import { runStateSchema, streamNameSchema, syncModeSchema } from '../../../shared/domain/stream';
import type { Told } from '../route';
import { iso } from '../times';
import { failure, time } from './common';

const runStream = z
  .object({
    stream: streamNameSchema,
    state: runStateSchema,
    part: z.string().nullable(),
    pages: z.int(),
    totalPages: z.int().nullable(),
    received: z.int().describe('Records of the channel.'),
    totalRecords: z.int().nullable(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    gone: z.int(),
    odd: z.int().describe('Records set aside.'),
    calls: z.int(),
    waitedMs: z.number(),
    rate: z.number().nullable().describe('Records a second.'),
    remainingMs: z.number().nullable(),
    wait: z.object({ reason: z.enum(['limit', 'retry', 'job']), until: time }).nullable(),
    startedAt: time.nullable(),
    endedAt: time.nullable(),
    error: failure.nullable(),
  })
  .meta({ id: 'RunStream' });

export const runAnswer = z
  .object({
    id: runIdSchema,
    connectionId: connectionIdSchema,
    connectionName: z.string(),
    integration: z.string(),
    mode: syncModeSchema,
    trigger: z.enum(['person', 'schedule', 'api', 'start']),
    state: runStateSchema,
    streams: z.array(runStream),
    createdAt: time,
    startedAt: time.nullable(),
    endedAt: time.nullable(),
    error: failure.nullable(),
    fromPage: z
      .enum(['possible', 'noPage', 'definitionChanged', 'readSince'])
      .nullable()
      .describe(
        'Whether a failed run can go on from its last stored page, or why not; null = it did not fail.',
      ),
    finished: z.boolean(),
  })
  .meta({ id: 'Run' });

const FINAL: ReadonlySet<Run['state']> = new Set<Run['state']>(['done', 'partial', 'failed', 'cancelled']);

export function runView(run: Run): Told<typeof runAnswer> {
  return {
    ...run,
    finished: FINAL.has(run.state),
    createdAt: iso(run.createdAt),
    startedAt: iso(run.startedAt),
    endedAt: iso(run.endedAt),
    streams: run.streams.map((stream) => ({
      ...stream,
      startedAt: iso(stream.startedAt),
      endedAt: iso(stream.endedAt),
      wait: stream.wait && { ...stream.wait, until: iso(stream.wait.until) },
    })),
  };
}
