import { z } from 'zod';
import { integrationFilterSchema } from '../../shared/contract/integrations';
import { listOf } from './answers/common';
import { integrationAnswer, integrationDetailAnswer } from './answers/integrations';
import { type Route, route } from './route';

const group = 'Integrations';

export const integrationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/integrations',
    id: 'listIntegrations',
    role: 'viewer',
    group,
    summary: 'The catalogue with its state.',
    description: '`q` is free text, folded as Turks type.',
    query: integrationFilterSchema,
    answer: listOf(integrationAnswer),
    handle: async ({ query }, { handlers }) => ({ items: await handlers['integrations.list'](query) }),
  }),
  route({
    method: 'GET',
    path: '/api/integrations/{id}',
    id: 'getIntegration',
    role: 'viewer',
    group,
    summary:
      'One entry; of one that can be connected also what its form asks for, its streams and its limits.',
    params: z.object({ id: z.string().min(1) }),
    answer: integrationDetailAnswer,
    errors: ['integration.unknown'],
    handle: ({ params }, { handlers }) => handlers['integrations.get'](params),
  }),
];
