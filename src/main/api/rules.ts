import type { Hono } from 'hono';
import { z } from 'zod';
import {
  MOST_RATE_E4,
  type Rate,
  ratePairSchema,
  rateSetSchema,
  rulesPreviewCountsSchema,
  rulesPreviewSchema,
  rulesSetSchema,
  stopListChangeSchema,
  stopListPageSchema,
} from '../../shared/contract/rules';
import { connectionIdSchema } from '../../shared/domain/ids';
import type { KervanService } from '../service/service';
import { parseInput, readJson, readQuery } from './body';
import { iso } from './times';

type Handlers = KervanService['handlers'];

const setBody = z.strictObject({ rules: z.unknown(), expectedVersion: z.unknown().optional() });
const previewBody = z.strictObject({
  rules: z.unknown(),
  filter: z.unknown().optional(),
  kind: z.unknown().optional(),
  cursor: z.unknown().optional(),
  limit: z.unknown().optional(),
});
const countsBody = z.strictObject({ rules: z.unknown() });
const rateBody = z.strictObject({
  rate: z
    .number()
    .gt(0)
    .max(MOST_RATE_E4 / 10_000),
});
const stopBody = z.strictObject({ variants: z.unknown() });
const stopQuery = z.object({ cursor: z.string().optional(), limit: z.coerce.number().optional() });

/** Rules as they are stored: amounts in minor units. */
export function rulesRoutes(app: Hono, handlers: Handlers): void {
  const path = '/api/connections/:id/rules';
  app.get(path, async (context) => {
    const connectionId = parseInput(connectionIdSchema, context.req.param('id'));
    return context.json(await handlers['rules.get']({ connectionId }));
  });
  app.put(path, async (context) => {
    const body = parseInput(setBody, await readJson(context));
    const input = parseInput(rulesSetSchema, { ...body, connectionId: context.req.param('id') });
    return context.json(await handlers['rules.set'](input));
  });
  app.post(`${path}/preview`, async (context) => {
    const body = parseInput(previewBody, await readJson(context));
    const input = parseInput(rulesPreviewSchema, { ...body, connectionId: context.req.param('id') });
    const page = await handlers['rules.preview'](input);
    return context.json({ items: page.rows, nextCursor: page.nextCursor });
  });
  app.post(`${path}/preview/counts`, async (context) => {
    const body = parseInput(countsBody, await readJson(context));
    const input = parseInput(rulesPreviewCountsSchema, { ...body, connectionId: context.req.param('id') });
    return context.json(await handlers['rules.previewCounts'](input));
  });
  stopListRoutes(app, handlers);
  rateRoutes(app, handlers);
}

function stopListRoutes(app: Hono, handlers: Handlers): void {
  const path = '/api/connections/:id/stop-list';
  app.get(path, async (context) => {
    const query = parseInput(stopQuery, readQuery(context));
    const input = parseInput(stopListPageSchema, { ...query, connectionId: context.req.param('id') });
    const { rows, nextCursor, total } = await handlers['stopList.list'](input);
    return context.json({ items: rows, nextCursor, total });
  });
  app.post(path, async (context) => {
    const { variants } = parseInput(stopBody, await readJson(context));
    const connectionId = context.req.param('id');
    const input = parseInput(stopListChangeSchema, { connectionId, variantIds: variants });
    return context.json(await handlers['stopList.add'](input));
  });
  app.delete(`${path}/:variant`, async (context) => {
    const { id: connectionId, variant } = context.req.param();
    const input = parseInput(stopListChangeSchema, { connectionId, variantIds: [variant] });
    return context.json(await handlers['stopList.remove'](input));
  });
}

function rateRoutes(app: Hono, handlers: Handlers): void {
  app.get('/api/rates', async (context) => {
    const { rates } = await handlers['rates.list']({});
    return context.json({ items: rates.map(rateView) });
  });
  app.put('/api/rates/:currency/:base', async (context) => {
    const { rate } = parseInput(rateBody, await readJson(context));
    const pair = context.req.param();
    const input = parseInput(rateSetSchema, { ...pair, rateE4: Math.round(rate * 10_000), actor: 'api' });
    return context.json(rateView(await handlers['rates.set'](input)));
  });
  app.delete('/api/rates/:currency/:base', async (context) => {
    await handlers['rates.remove'](parseInput(ratePairSchema, context.req.param()));
    return context.body(null, 204);
  });
}

function rateView({ currency, base, rateE4, setBy, setAt }: Rate) {
  return { currency, base, rate: rateE4 / 10_000, setBy, setAt: iso(setAt) };
}
