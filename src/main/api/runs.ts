import { z } from 'zod';
import { runIdSchema } from '../../shared/domain/ids';
import { runStateSchema } from '../../shared/domain/stream';
import type { ErrorCode } from '../../shared/errors/codes';
import { pageOf } from './answers/common';
import { runAnswer, runView } from './answers/runs';
import { connection, paging } from './asked';
import { type Route, route } from './route';

const group = 'Runs';
const byId = z.object({ id: runIdSchema });

const ACTIONS: readonly {
  readonly action: 'pause' | 'resume' | 'cancel';
  readonly summary: string;
  readonly errors: readonly ErrorCode[];
}[] = [
  {
    action: 'pause',
    summary: 'Stops at the last stored page; it can be resumed.',
    errors: ['input.notFound', 'run.notActive'],
  },
  {
    action: 'resume',
    summary: 'Goes on with a paused run, or with a failed one whose `fromPage` is `possible`.',
    errors: ['input.notFound', 'run.notActive', 'run.onlyFromStart', 'connection.paused'],
  },
  {
    action: 'cancel',
    summary: 'Stops for good and keeps what was read.',
    errors: ['input.notFound', 'run.notActive'],
  },
];

export const runRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/runs',
    id: 'listRuns',
    role: 'viewer',
    group,
    summary: 'Runs, newest first.',
    query: z.object({ connection, state: z.array(runStateSchema).optional(), ...paging(200, 50) }),
    answer: pageOf(runAnswer),
    errors: ['input.cursorInvalid'],
    async handle({ query: { connection: connectionId, state: states, ...rest } }, { handlers }) {
      const page = await handlers['runs.list']({ connectionId, states, ...rest });
      return { items: page.runs.map(runView), nextCursor: page.nextCursor };
    },
  }),
  route({
    method: 'GET',
    path: '/api/runs/{id}',
    id: 'getRun',
    role: 'viewer',
    group,
    summary: 'One run.',
    params: byId,
    answer: runAnswer,
    errors: ['input.notFound'],
    handle: async ({ params }, { handlers }) => runView(await handlers['runs.get'](params)),
  }),
  ...ACTIONS.map(({ action, summary, errors }) =>
    route({
      method: 'POST',
      path: `/api/runs/{id}/${action}`,
      id: `${action}Run`,
      role: 'operator',
      group,
      summary,
      params: byId,
      answer: runAnswer,
      errors,
      handle: async ({ params }, { handlers }) => runView(await handlers[`runs.${action}`](params)),
    }),
  ),
];
