import { z } from 'zod';
import type { Problem, QuarantinedRecord } from '../../../shared/contract/problems';
import {
  connectionIdSchema,
  problemIdSchema,
  quarantineIdSchema,
  runIdSchema,
} from '../../../shared/domain/ids';
import { streamNameSchema } from '../../../shared/domain/stream';
import type { Told } from '../route';
import { iso } from '../times';
import type { Words } from '../words';
import { time, toldFailure } from './common';

export const alertAnswer = z
  .object({
    id: problemIdSchema,
    connectionId: connectionIdSchema.nullable(),
    connectionName: z.string().nullable(),
    integrationName: z.string().nullable(),
    stream: streamNameSchema.nullable(),
    runId: runIdSchema.nullable(),
    count: z.int(),
    state: z.enum(['open', 'snoozed', 'closed']),
    ...toldFailure.shape,
    firstSeenAt: time,
    lastSeenAt: time,
    nextTryAt: time.nullable().describe('Of the next automatic try.'),
    snoozedUntil: time.nullable(),
    closedAt: time.nullable(),
    closedBy: z.enum(['cause', 'person']).nullable().describe('`cause` = it went away by itself.'),
    closeReason: z.string().nullable(),
  })
  .meta({ id: 'Alert' });

const oddFields = {
  id: quarantineIdSchema,
  connectionId: connectionIdSchema,
  stream: streamNameSchema,
  part: z.string(),
  key: z.string().nullable(),
  reasons: z.array(z.string()).describe('Paths of what was expected; never a value of the record.'),
  firstSeenAt: time,
  lastSeenAt: time,
  count: z.int(),
};
export const oddRecordAnswer = z.object(oddFields).meta({ id: 'OddRecord' });
export const oddRecordDetailAnswer = z
  .object({ ...oddFields, json: z.string().describe('As it came, formatted, personal values masked.') })
  .meta({ id: 'OddRecordDetail' });

export function alertView({ error, ...problem }: Problem, words: Words): Told<typeof alertAnswer> {
  return {
    ...problem,
    ...words(error),
    firstSeenAt: iso(problem.firstSeenAt),
    lastSeenAt: iso(problem.lastSeenAt),
    snoozedUntil: iso(problem.snoozedUntil),
    closedAt: iso(problem.closedAt),
    nextTryAt: iso(problem.nextTryAt),
  };
}

export function oddRecordView(record: QuarantinedRecord): Told<typeof oddRecordAnswer> {
  return { ...record, firstSeenAt: iso(record.firstSeenAt), lastSeenAt: iso(record.lastSeenAt) };
}
