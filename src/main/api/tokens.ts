import type { Hono } from 'hono';
import { z } from 'zod';
import { type ApiToken, tokenCreateSchema, tokenIdSchema } from '../../shared/contract/tokens';
import type { KervanService } from '../service/service';
import { parseInput, readJson } from './body';
import { iso, isoTime } from './times';

const createBody = z.strictObject({
  name: z.unknown(),
  role: z.unknown(),
  expiresAt: isoTime.nullable().optional(),
});

/** Tokens of this API; only an admin's may ask. */
export function tokenRoutes(app: Hono, handlers: KervanService['handlers']): void {
  app.get('/api/tokens', async (context) => {
    const { tokens } = await handlers['tokens.list']({});
    return context.json({ items: tokens.map(tokenView) });
  });
  app.post('/api/tokens', async (context) => {
    const input = parseInput(tokenCreateSchema, parseInput(createBody, await readJson(context)));
    const { token, secret } = await handlers['tokens.create'](input);
    return context.json({ ...tokenView(token), token: secret }, 201);
  });
  app.delete('/api/tokens/:id', async (context) => {
    await handlers['tokens.revoke']({ id: parseInput(tokenIdSchema, context.req.param('id')) });
    return context.body(null, 204);
  });
}

function tokenView({ createdAt, lastUsedAt, expiresAt, ...token }: ApiToken) {
  return {
    ...token,
    createdAt: iso(createdAt),
    lastUsedAt: iso(lastUsedAt),
    expiresAt: iso(expiresAt),
  };
}
