import type { Hono } from 'hono';
import { z } from 'zod';
import {
  editManySchema,
  movementListSchema,
  stockAdjustSchema,
  stockCountSchema,
  stockTransferSchema,
  variantCreateSchema,
  variantUpdateSchema,
} from '../../shared/contract/stock';
import { variantIdSchema, warehouseIdSchema } from '../../shared/domain/ids';
import type { KervanService } from '../service/service';
import { parseInput, readJson, readQuery } from './body';
import { readPageRequest } from './row-pages';
import { movementView, sheetView, variantView } from './views';

type Served = Pick<KervanService, 'handlers' | 'rows'>;

export function stockRoutes(app: Hono, { handlers, rows }: Served): void {
  variantRoutes(app, handlers, rows);
  bookingRoutes(app, handlers);
  warehouseRoutes(app, handlers);
}

const idOf = (param: string) => parseInput(variantIdSchema, param);

function variantRoutes(app: Hono, handlers: Served['handlers'], rows: Served['rows']): void {
  app.get('/api/variants', async (context) => {
    const page = await rows.variants(readPageRequest(readQuery(context)));
    return context.json({ items: page.rows.map(variantView), nextCursor: page.nextCursor });
  });
  app.post('/api/variants', async (context) => {
    const input = parseInput(variantCreateSchema, { ...(await readJson(context)), actor: 'api' });
    const { variant, batchId } = await handlers['variants.create'](input);
    return context.json({ ...variantView(variant), batchId }, 201, {
      location: `/api/variants/${variant.id}`,
    });
  });
  app.post('/api/variants/edit', async (context) => {
    const input = parseInput(editManySchema, { ...(await readJson(context)), actor: 'api' });
    return context.json(await handlers['variants.editMany'](input));
  });
  app.get('/api/variants/:id', async (context) =>
    context.json(sheetView(await handlers['stock.get']({ variantId: idOf(context.req.param('id')) }))),
  );
  app.patch('/api/variants/:id', async (context) => {
    const change = await readJson(context);
    const id = context.req.param('id');
    const input = parseInput(variantUpdateSchema, { id, change, actor: 'api' });
    const { variant, batchId } = await handlers['variants.update'](input);
    return context.json({ ...variantView(variant), batchId });
  });
  app.delete('/api/variants/:id', async (context) => {
    await handlers['variants.remove']({ id: idOf(context.req.param('id')) });
    return context.body(null, 204);
  });
}

function bookingRoutes(app: Hono, handlers: Served['handlers']): void {
  app.get('/api/stock/:id', async (context) =>
    context.json(sheetView(await handlers['stock.get']({ variantId: idOf(context.req.param('id')) }))),
  );
  app.get('/api/stock/:id/movements', async (context) => {
    const { kinds, limit, ...rest } = readQuery(context);
    const input = parseInput(movementListSchema, {
      ...rest,
      variantId: context.req.param('id'),
      kinds: kinds?.split(','),
      limit: limit === undefined ? undefined : Number(limit),
    });
    const page = await handlers['stock.movements'](input);
    return context.json({ items: page.rows.map(movementView), nextCursor: page.nextCursor });
  });
  app.post('/api/stock/:id/count', async (context) => {
    const body = { ...(await readJson(context)), variantId: context.req.param('id'), actor: 'api' };
    return context.json(await handlers['stock.count'](parseInput(stockCountSchema, body)));
  });
  app.post('/api/stock/:id/adjust', async (context) => {
    const body = { ...(await readJson(context)), variantId: context.req.param('id'), actor: 'api' };
    return context.json(await handlers['stock.adjust'](parseInput(stockAdjustSchema, body)));
  });
  app.post('/api/stock/:id/transfer', async (context) => {
    const body = { ...(await readJson(context)), variantId: context.req.param('id'), actor: 'api' };
    return context.json(await handlers['stock.transfer'](parseInput(stockTransferSchema, body)));
  });
}

function warehouseRoutes(app: Hono, handlers: Served['handlers']): void {
  const named = z.strictObject({ name: z.string().trim().min(1).max(60) });
  app.get('/api/warehouses', async (context) =>
    context.json({ items: await handlers['warehouses.list']({}) }),
  );
  app.post('/api/warehouses', async (context) => {
    const made = await handlers['warehouses.add'](parseInput(named, await readJson(context)));
    return context.json(made, 201);
  });
  app.patch('/api/warehouses/:id', async (context) => {
    const { name } = parseInput(named, await readJson(context));
    const id = parseInput(warehouseIdSchema, context.req.param('id'));
    return context.json(await handlers['warehouses.rename']({ id, name }));
  });
}
