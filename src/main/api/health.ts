import { z } from 'zod';
import { type Route, route } from './route';

export const healthRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/healthz',
    id: 'getHealth',
    role: 'anyone',
    group: 'Health',
    summary: 'Whether Kervan runs, and which version.',
    answer: z.object({ status: z.literal('ok'), version: z.string() }),
    handle: async (_, { version }) => ({ status: 'ok' as const, version }),
  }),
];
