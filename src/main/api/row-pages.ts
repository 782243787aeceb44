import type { Hono } from 'hono';
import { z } from 'zod';
import { connectionIdSchema } from '../../shared/domain/ids';
import type { RowPageRequest, RowPages } from '../service/service';
import { parseInput, readQuery } from './body';
import { isoTime } from './times';
import { orderView, productView } from './views';

const time = z.union([
  z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number),
  isoTime,
]);

const pageQuery = z.object({
  connection: connectionIdSchema.optional(),
  updatedAfter: time.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export function pageRoutes(app: Hono, rows: RowPages): void {
  app.get('/api/products', async (context) => {
    const page = await rows.products(readPageRequest(readQuery(context)));
    return context.json({ items: page.rows.map(productView), nextCursor: page.nextCursor });
  });
  app.get('/api/orders', async (context) => {
    const page = await rows.orders(readPageRequest(readQuery(context)));
    return context.json({ items: page.rows.map(orderView), nextCursor: page.nextCursor });
  });
}

export function readPageRequest(query: Record<string, string>): RowPageRequest {
  const { connection, ...rest } = parseInput(pageQuery, query);
  return { connectionId: connection, ...rest };
}
