import { z } from 'zod';
import {
  type ConnectionId,
  connectionIdSchema,
  type ProblemId,
  problemIdSchema,
  type QuarantineId,
  quarantineIdSchema,
  type RunId,
} from '../domain/ids';
import { type StreamName, streamNameSchema } from '../domain/stream';
import type { WireError } from '../errors/app-error';
import { operation } from './operation';

/** One cause in the error centre, however often it happened. */
export interface Problem {
  readonly id: ProblemId;
  readonly error: WireError;
  readonly connectionId: ConnectionId | null;
  readonly connectionName: string | null;
  readonly integrationName: string | null;
  readonly stream: StreamName | null;
  readonly runId: RunId | null;
  readonly count: number;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly state: 'open' | 'snoozed' | 'closed';
  readonly snoozedUntil: number | null;
  readonly closedAt: number | null;
  /** 'cause' = went away by itself, 'person' = set aside with a reason. */
  readonly closedBy: 'cause' | 'person' | null;
  readonly closeReason: string | null;
  /** UTC epoch ms of the next automatic try, when there is one. */
  readonly nextTryAt: number | null;
}

export interface QuarantinedRecord {
  readonly id: QuarantineId;
  readonly connectionId: ConnectionId;
  readonly stream: StreamName;
  readonly part: string;
  readonly key: string | null;
  readonly reasons: readonly string[];
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly count: number;
}

const byId = z.object({ id: problemIdSchema });

export const problemOperations = {
  'problems.list': operation<{ readonly problems: readonly Problem[]; readonly nextCursor: string | null }>()(
    z.object({
      states: z.array(z.enum(['open', 'snoozed', 'closed'])).optional(),
      connectionId: connectionIdSchema.optional(),
      cursor: z.string().max(200).optional(),
      limit: z.int().min(1).max(200).default(100),
    }),
  ),
  'problems.get': operation<Problem>()(byId),
  'problems.snooze': operation<Problem>()(z.object({ id: problemIdSchema, until: z.int() })),
  'problems.close': operation<Problem>()(
    z.object({ id: problemIdSchema, reason: z.string().trim().min(1).max(500) }),
  ),
  'problems.reopen': operation<Problem>()(byId),
  'quarantine.list': operation<{ readonly records: readonly QuarantinedRecord[]; readonly total: number }>()(
    z.object({
      connectionId: connectionIdSchema.optional(),
      stream: streamNameSchema.optional(),
      limit: z.int().min(1).max(200).default(100),
      offset: z.int().min(0).default(0),
    }),
  ),
  /** What came, as formatted JSON clipped to 64 KiB, values of personal fields masked. */
  'quarantine.get': operation<QuarantinedRecord & { readonly json: string }>()(
    z.object({ id: quarantineIdSchema }),
  ),
  /** Tries all quarantined records of the stream again with today's schema and mapping. */
  'quarantine.replay': operation<{ readonly understood: number; readonly left: number }>()(
    z.object({ connectionId: connectionIdSchema, stream: streamNameSchema }),
  ),
  'quarantine.dismiss': operation<{ readonly dismissed: true }>()(z.object({ id: quarantineIdSchema })),
};
