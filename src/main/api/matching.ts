import type { Hono } from 'hono';
import { z } from 'zod';
import {
  batchListSchema,
  matchDecisionsSchema,
  matchScopeSchema,
  matchWindowSchema,
} from '../../shared/contract/matching';
import { batchIdSchema, connectionIdSchema } from '../../shared/domain/ids';
import type { KervanService } from '../service/service';
import { parseInput, readJson, readQuery } from './body';

const limit = z.coerce.number().optional();
const windowQuery = z.object({
  class: z.string().optional(),
  connection: z.string().optional(),
  cursor: z.string().optional(),
  limit,
});
const scopeBody = z.strictObject({ connection: connectionIdSchema.optional() });

export function matchingRoutes(app: Hono, handlers: KervanService['handlers']): void {
  app.get('/api/matches', async (context) => {
    const { connection, ...rest } = parseInput(windowQuery, readQuery(context));
    const input = parseInput(matchWindowSchema, { ...rest, connectionId: connection });
    const page = await handlers['matching.window'](input);
    return context.json({ items: page.rows, nextCursor: page.nextCursor });
  });
  app.get('/api/matches/summary', async (context) => {
    const { connection } = parseInput(scopeBody, readQuery(context));
    return context.json(await handlers['matching.summary']({ connectionId: connection }));
  });
  for (const [path, name] of [
    ['accept', 'matching.acceptSure'],
    ['create', 'matching.createNew'],
  ] as const) {
    app.post(`/api/matches/${path}`, async (context) => {
      const { connection } = parseInput(scopeBody, await readJson(context));
      const input = parseInput(matchScopeSchema, { connectionId: connection, actor: 'api' });
      return context.json(await handlers[name](input));
    });
  }
  app.post('/api/matches/decide', async (context) => {
    const input = parseInput(matchDecisionsSchema, { ...(await readJson(context)), actor: 'api' });
    return context.json(await handlers['matching.decide'](input));
  });
  app.get('/api/batches', async (context) => {
    const query = parseInput(z.object({ cursor: z.string().optional(), limit }), readQuery(context));
    const page = await handlers['batches.list'](parseInput(batchListSchema, query));
    return context.json({ items: page.batches, nextCursor: page.nextCursor });
  });
  app.post('/api/batches/:id/undo', async (context) => {
    const id = parseInput(batchIdSchema, context.req.param('id'));
    return context.json(await handlers['batches.undo']({ id, actor: 'api' }));
  });
}
