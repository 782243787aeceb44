import { z } from 'zod';
import { createConnectionSchema, updateConnectionSchema } from '../../shared/contract/connections';
import { runIdSchema } from '../../shared/domain/ids';
import { streamNameSchema, syncModeSchema } from '../../shared/domain/stream';
import { listOf } from './answers/common';
import {
  checkReportAnswer,
  connectionAnswer,
  connectionSummaryAnswer,
  connectionSummaryView,
  connectionView,
} from './answers/connections';
import { byConnection } from './asked';
import { type Route, route, type Told } from './route';

const group = 'Connections';
const PATH = '/api/connections/{id}';
const syncBody = z.object({
  streams: z.array(streamNameSchema).min(1).optional().describe('All of them when missing.'),
  mode: syncModeSchema.default('delta'),
});

/** What two writers may both want to change. */
const versioned = ({ name, credentials, settings }: Told<typeof connectionAnswer>) => ({
  name,
  credentials,
  settings,
});

export const connectionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/connections',
    id: 'listConnections',
    role: 'viewer',
    group,
    summary: 'All connections, without fields and streams.',
    answer: listOf(connectionSummaryAnswer),
    handle: async (_, { handlers }) => ({
      items: (await handlers['connections.list']({})).map(connectionSummaryView),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/connections',
    id: 'createConnection',
    role: 'admin',
    group,
    summary: 'Connects an integration.',
    description:
      'Nothing is tried first: an active connection is read at once, unless its schedules are by hand only.',
    body: createConnectionSchema,
    answer: connectionAnswer,
    status: 201,
    location: ({ id }) => `/api/connections/${id}`,
    versioned,
    errors: [
      'integration.unknown',
      'integration.planned',
      'integration.closed',
      'input.fieldMissing',
      'input.fieldPattern',
      'input.unknownField',
      'input.insecureAddress',
      'input.hostNotAllowed',
      'connection.streamUnsupported',
    ],
    handle: async ({ body }, { handlers }) => connectionView(await handlers['connections.create'](body)),
  }),
  route({
    method: 'GET',
    path: PATH,
    id: 'getConnection',
    role: 'viewer',
    group,
    summary: 'One connection with its fields, settings and streams. Secret values are never told.',
    params: byConnection,
    answer: connectionAnswer,
    versioned,
    errors: ['input.notFound'],
    handle: async ({ params }, { handlers }) => connectionView(await handlers['connections.get'](params)),
  }),
  route({
    method: 'PATCH',
    path: PATH,
    id: 'updateConnection',
    role: 'admin',
    group,
    summary: 'Changes name, credentials or settings.',
    description:
      'Of the credentials only the fields given change, and an empty text for a secret keeps the saved one; settings replace the saved ones as a whole.',
    params: byConnection,
    body: updateConnectionSchema.omit({ id: true, expectedUpdatedAt: true }),
    answer: connectionAnswer,
    versioned,
    ifMatch: async ({ params }, { handlers }) => connectionView(await handlers['connections.get'](params)),
    errors: [
      'input.notFound',
      'input.fieldMissing',
      'input.fieldPattern',
      'input.unknownField',
      'input.insecureAddress',
      'input.hostNotAllowed',
      'connection.streamUnsupported',
    ],
    async handle({ params, body, present }, { handlers }) {
      const expectedUpdatedAt = present && Date.parse(present.updatedAt);
      return connectionView(await handlers['connections.update']({ ...params, ...body, expectedUpdatedAt }));
    },
  }),
  route({
    method: 'DELETE',
    path: PATH,
    id: 'deleteConnection',
    role: 'admin',
    group,
    summary: 'Stops its runs, removes its secrets and forgets what was read from it.',
    params: byConnection,
    errors: ['input.notFound'],
    async handle({ params }, { handlers }) {
      const { id, name } = await handlers['connections.get'](params);
      await handlers['connections.delete']({ id, confirmName: name });
    },
  }),
  ...actionRoutes(),
];

function actionRoutes(): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: `${PATH}/test`,
      id: 'testConnection',
      role: 'admin',
      group,
      summary: 'Tries the saved keys step by step; `ok` says whether all steps passed.',
      params: byConnection,
      answer: checkReportAnswer,
      errors: ['input.notFound'],
      async handle({ params }, { handlers }) {
        const report = await handlers['connections.test']({ ...params, settings: {} });
        return { ok: report.passed, ...report };
      },
    }),
    route({
      method: 'POST',
      path: `${PATH}/activate`,
      id: 'activateConnection',
      role: 'admin',
      group,
      summary: 'Resumes a paused connection with its schedules.',
      params: byConnection,
      answer: connectionAnswer,
      errors: ['input.notFound'],
      handle: async ({ params }, { handlers }) =>
        connectionView(await handlers['connections.activate'](params)),
    }),
    route({
      method: 'POST',
      path: `${PATH}/deactivate`,
      id: 'deactivateConnection',
      role: 'admin',
      group,
      summary: 'Pauses a connection with its schedules; a run under way goes on afterwards.',
      params: byConnection,
      answer: connectionAnswer,
      errors: ['input.notFound'],
      handle: async ({ params }, { handlers }) =>
        connectionView(await handlers['connections.deactivate'](params)),
    }),
    route({
      method: 'POST',
      path: `${PATH}/sync`,
      id: 'syncConnection',
      role: 'operator',
      group,
      summary: 'Reads the connection now.',
      description:
        'A stream that was never read is read whole, whatever the mode. When all streams are being read already, the answer is the run that reads them.',
      params: byConnection,
      body: syncBody,
      answer: z.object({ runId: runIdSchema }),
      status: 202,
      location: ({ runId }) => `/api/runs/${runId}`,
      errors: ['input.notFound', 'connection.paused', 'connection.streamUnsupported'],
      handle: ({ params, body }, { handlers }) =>
        handlers['connections.sync']({ ...params, ...body, trigger: 'api' }),
    }),
  ];
}
