import type { Context, Hono } from 'hono';
import { z } from 'zod';
import {
  batchListSchema,
  matchDecidedSchema,
  matchDecisionsSchema,
  matchIgnoreSchema,
  matchScopeSchema,
  matchWindowSchema,
} from '../../shared/contract/matching';
import { batchIdSchema, connectionIdSchema } from '../../shared/domain/ids';
import type { KervanService } from '../service/service';
import { parseInput, readJson, readQuery } from './body';
import { iso } from './times';

const limit = z.coerce.number().optional();
const windowQuery = z.object({
  class: z.string().optional(),
  connection: z.string().optional(),
  cursor: z.string().optional(),
  limit,
});
const scopeBody = z.strictObject({ connection: connectionIdSchema.optional() });
/** Only names are looked at here; the operation's own schema reads the values. */
const bulkBody = z.strictObject({
  connection: z.unknown().optional(),
  listingIds: z.unknown().optional(),
  except: z.unknown().optional(),
});
async function readBulk(context: Context, more: z.core.$ZodLooseShape = {}) {
  const { connection, ...rest } = parseInput(bulkBody.extend(more), await readJson(context));
  return { ...rest, connectionId: connection, actor: 'api' };
}
const decidedQuery = z.object({
  state: z.string(),
  connection: z.string().optional(),
  cursor: z.string().optional(),
  limit,
});

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
      const input = parseInput(matchScopeSchema, await readBulk(context));
      return context.json(await handlers[name](input));
    });
  }
  app.post('/api/matches/ignore', async (context) => {
    const input = parseInput(matchIgnoreSchema, await readBulk(context, { class: z.unknown() }));
    return context.json(await handlers['matching.ignoreAll'](input));
  });
  app.get('/api/matches/decided', async (context) => {
    const { connection, ...rest } = parseInput(decidedQuery, readQuery(context));
    const input = parseInput(matchDecidedSchema, { ...rest, connectionId: connection });
    const page = await handlers['matching.decided'](input);
    const items = page.rows.map((row) => ({ ...row, decidedAt: iso(row.decidedAt) }));
    return context.json({ items, nextCursor: page.nextCursor });
  });
  app.get('/api/matches/variants', async (context) => {
    const { text } = parseInput(z.object({ text: z.string().trim().min(1).max(200) }), readQuery(context));
    const { variants } = await handlers['matching.searchVariants']({ text });
    return context.json({ items: variants });
  });
  app.post('/api/matches/decide', async (context) => {
    const input = parseInput(matchDecisionsSchema, { ...(await readJson(context)), actor: 'api' });
    return context.json(await handlers['matching.decide'](input));
  });
  app.get('/api/batches', async (context) => {
    const query = parseInput(z.object({ cursor: z.string().optional(), limit }), readQuery(context));
    const page = await handlers['batches.list'](parseInput(batchListSchema, query));
    const items = page.batches.map((batch) => ({
      ...batch,
      createdAt: iso(batch.createdAt),
      undoneAt: iso(batch.undoneAt),
    }));
    return context.json({ items, nextCursor: page.nextCursor });
  });
  app.post('/api/batches/:id/undo', async (context) => {
    const id = parseInput(batchIdSchema, context.req.param('id'));
    return context.json(await handlers['batches.undo']({ id, actor: 'api' }));
  });
}
