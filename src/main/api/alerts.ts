import { z } from 'zod';
import { connectionIdSchema, problemIdSchema, quarantineIdSchema } from '../../shared/domain/ids';
import { streamNameSchema } from '../../shared/domain/stream';
import {
  alertAnswer,
  alertView,
  oddRecordAnswer,
  oddRecordDetailAnswer,
  oddRecordView,
} from './answers/alerts';
import { pageOf } from './answers/common';
import { connection, paging } from './asked';
import { type Route, route } from './route';
import { isoTime } from './times';

const group = 'Alerts';
const byId = z.object({ id: problemIdSchema });
const byRecord = z.object({ id: quarantineIdSchema });

export const alertRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/alerts',
    id: 'listAlerts',
    role: 'viewer',
    group,
    summary: 'Problems as the error centre shows them, newest first.',
    query: z.object({
      connection,
      state: z.enum(['open', 'snoozed', 'closed']).default('open'),
      ...paging(200, 100),
    }),
    answer: pageOf(alertAnswer),
    errors: ['input.cursorInvalid'],
    async handle({ query: { connection: connectionId, state, ...rest }, words }, { handlers }) {
      const page = await handlers['problems.list']({ connectionId, states: [state], ...rest });
      return { items: page.problems.map((one) => alertView(one, words)), nextCursor: page.nextCursor };
    },
  }),
  route({
    method: 'GET',
    path: '/api/alerts/{id}',
    id: 'getAlert',
    role: 'viewer',
    group,
    summary: 'One problem.',
    params: byId,
    answer: alertAnswer,
    errors: ['input.notFound'],
    handle: async ({ params, words }, { handlers }) =>
      alertView(await handlers['problems.get'](params), words),
  }),
  route({
    method: 'POST',
    path: '/api/alerts/{id}/snooze',
    id: 'snoozeAlert',
    role: 'operator',
    group,
    summary: 'Sets a problem aside until a time.',
    params: byId,
    body: z.strictObject({ until: isoTime }),
    answer: alertAnswer,
    errors: ['input.notFound'],
    handle: async ({ params, body, words }, { handlers }) =>
      alertView(await handlers['problems.snooze']({ ...params, ...body }), words),
  }),
  route({
    method: 'POST',
    path: '/api/alerts/{id}/close',
    id: 'closeAlert',
    role: 'operator',
    group,
    summary: 'Closes a problem with a reason; it comes again when its cause does.',
    params: byId,
    body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
    answer: alertAnswer,
    errors: ['input.notFound'],
    handle: async ({ params, body, words }, { handlers }) =>
      alertView(await handlers['problems.close']({ ...params, ...body }), words),
  }),
  route({
    method: 'POST',
    path: '/api/alerts/{id}/reopen',
    id: 'reopenAlert',
    role: 'operator',
    group,
    summary: 'Opens a closed or snoozed problem again.',
    params: byId,
    answer: alertAnswer,
    errors: ['input.notFound'],
    handle: async ({ params, words }, { handlers }) =>
      alertView(await handlers['problems.reopen'](params), words),
  }),
  ...oddRecordRoutes(),
];

function oddRecordRoutes(): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/quarantine',
      id: 'listOddRecords',
      role: 'viewer',
      group,
      summary: 'Records of channels that could not be understood, from `offset` on.',
      query: z.object({
        connection,
        stream: streamNameSchema.optional(),
        offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
      answer: z.object({ items: z.array(oddRecordAnswer), total: z.int() }),
      async handle({ query: { connection: connectionId, ...rest } }, { handlers }) {
        const { records, total } = await handlers['quarantine.list']({ connectionId, ...rest });
        return { items: records.map(oddRecordView), total };
      },
    }),
    route({
      method: 'GET',
      path: '/api/quarantine/{id}',
      id: 'getOddRecord',
      role: 'viewer',
      group,
      summary: 'One such record as it came, personal values masked.',
      params: byRecord,
      answer: oddRecordDetailAnswer,
      errors: ['input.notFound'],
      async handle({ params }, { handlers }) {
        const { json, ...record } = await handlers['quarantine.get'](params);
        return { ...oddRecordView(record), json };
      },
    }),
    route({
      method: 'POST',
      path: '/api/quarantine/replay',
      id: 'replayOddRecords',
      role: 'operator',
      group,
      summary: 'Tries all such records of a stream again with today’s understanding of them.',
      body: z.strictObject({ connection: connectionIdSchema, stream: streamNameSchema }),
      answer: z.object({ understood: z.int(), left: z.int() }),
      errors: ['input.notFound'],
      handle: ({ body }, { handlers }) =>
        handlers['quarantine.replay']({ connectionId: body.connection, stream: body.stream }),
    }),
    route({
      method: 'DELETE',
      path: '/api/quarantine/{id}',
      id: 'dismissOddRecord',
      role: 'operator',
      group,
      summary: 'Forgets one such record.',
      params: byRecord,
      errors: ['input.notFound'],
      async handle({ params }, { handlers }) {
        await handlers['quarantine.dismiss'](params);
      },
    }),
  ];
}
