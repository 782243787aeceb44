import { z } from 'zod';
import { tokenCreateSchema, tokenIdSchema } from '../../shared/contract/tokens';
import { listOf } from './answers/common';
import { newTokenAnswer, tokenAnswer, tokenView } from './answers/tokens';
import { type Route, route } from './route';
import { isoTime } from './times';

const group = 'Tokens';
const createBody = tokenCreateSchema.extend({ expiresAt: isoTime.nullable().default(null) });

/** Tokens of this API; only an admin's may ask. */
export const tokenRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/tokens',
    id: 'listTokens',
    role: 'admin',
    group,
    summary: 'All tokens but that of the environment; never their values.',
    answer: listOf(tokenAnswer),
    handle: async (_, { handlers }) => ({
      items: (await handlers['tokens.list']({})).tokens.map(tokenView),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/tokens',
    id: 'createToken',
    role: 'admin',
    group,
    summary: 'Makes a token; its value is told this once.',
    description: '`expiresAt` lies in the future; null = until it is revoked.',
    body: createBody,
    answer: newTokenAnswer,
    status: 201,
    isSecret: true,
    async handle({ body }, { handlers }) {
      const { token, secret } = await handlers['tokens.create'](body);
      return { ...tokenView(token), token: secret };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/tokens/{id}',
    id: 'revokeToken',
    role: 'admin',
    group,
    summary: 'Revokes a token at once.',
    params: z.object({ id: tokenIdSchema }),
    errors: ['input.notFound'],
    async handle({ params }, { handlers }) {
      await handlers['tokens.revoke'](params);
    },
  }),
];
