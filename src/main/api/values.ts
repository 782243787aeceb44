import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { ListingValues, RowOutcomes, ValueRow } from '../../shared/contract/values';
import {
  differenceFilterSchema,
  differencesRepairSchema,
  differencesTakeSchema,
  holdFilterSchema,
  holdsApproveSchema,
  valuesPageSchema,
} from '../../shared/contract/values';
import { connectionIdSchema, variantIdSchema } from '../../shared/domain/ids';
import { isApprovable, mustBeTyped } from '../../shared/domain/price-holds';
import type { KervanService } from '../service/service';
import { parseInput, readJson, readQuery } from './body';
import { iso } from './times';
import { type Words, wordsOf } from './words';

type Served = Pick<KervanService, 'handlers' | 'sentence'>;

const paging = { cursor: z.string().optional(), limit: z.coerce.number().optional() };
const valuesQuery = z.strictObject({
  connection: z.string().optional(),
  kind: z.string().optional(),
  state: z.string().optional(),
  ...paging,
});
const holdsQuery = z.strictObject({
  connection: z.string().optional(),
  code: z.string().optional(),
  ...paging,
});
const differencesQuery = z.strictObject({
  connection: z.string().optional(),
  kind: z.string().optional(),
  cause: z.string().optional(),
  ...paging,
});
const pageOf = { cursor: valuesPageSchema.shape.cursor, limit: valuesPageSchema.shape.limit };

export function valuesRoutes(app: Hono, served: Served): void {
  const { handlers } = served;
  const wordsIn = (context: Context) => wordsOf(context, served);
  app.get('/api/values', async (context) => {
    const { connection, state, ...rest } = parseInput(valuesQuery, readQuery(context));
    const asked = { ...rest, connectionId: connection, states: state?.split(',') };
    const page = await handlers['values.page'](parseInput(valuesPageSchema, asked));
    return context.json({ items: page.rows.map(viewer(wordsIn(context))), nextCursor: page.nextCursor });
  });
  app.get('/api/values/summary', async (context) => {
    const { connections, ...sums } = await handlers['values.summary']({});
    const items = connections.map((one) => ({
      ...one,
      readAt: iso(one.readAt),
      nextReadAt: iso(one.nextReadAt),
    }));
    return context.json({ items, ...sums });
  });
  app.get('/api/variants/:id/values', async (context) => {
    const variantId = parseInput(variantIdSchema, context.req.param('id'));
    const { listings } = await handlers['values.ofVariant']({ variantId });
    const words = wordsIn(context);
    return context.json({ items: listings.map((one) => listingView(one, words)) });
  });
  app.get('/api/holds', async (context) => {
    const { connection, ...rest } = parseInput(holdsQuery, readQuery(context));
    const asked = parseInput(holdFilterSchema.extend(pageOf), { ...rest, connectionId: connection });
    const page = await handlers['holds.page'](asked);
    const view = viewer(wordsIn(context));
    const items = page.rows.map((row) => ({
      ...view(row),
      approvable: isApprovable(row.error, row.wanted !== null),
      mustBeTyped: row.error !== null && mustBeTyped(row.error),
    }));
    return context.json({ items, nextCursor: page.nextCursor });
  });
  app.post('/api/holds/approve', async (context) => {
    const input = parseInput(holdsApproveSchema, { ...(await readJson(context)), actor: 'api' });
    return context.json(outcomes(await handlers['holds.approve'](input), wordsIn(context)));
  });
  app.get('/api/differences', async (context) => {
    const { connection, ...rest } = parseInput(differencesQuery, readQuery(context));
    const asked = parseInput(differenceFilterSchema.extend(pageOf), { ...rest, connectionId: connection });
    const page = await handlers['differences.page'](asked);
    return context.json({ items: page.rows.map(viewer(wordsIn(context))), nextCursor: page.nextCursor });
  });
  app.post('/api/differences/repair', async (context) => {
    const { connection, ...body } = await readJson(context);
    const filter = body.rows === undefined ? { filter: withConnection(connection, body.filter) } : {};
    const input = parseInput(differencesRepairSchema, { ...body, ...filter, actor: 'api' });
    return context.json(outcomes(await handlers['differences.repair'](input), wordsIn(context)));
  });
  app.post('/api/differences/take', async (context) => {
    const input = parseInput(differencesTakeSchema, { ...(await readJson(context)), actor: 'api' });
    return context.json(outcomes(await handlers['differences.takeChannel'](input), wordsIn(context)));
  });
  app.post('/api/connections/:id/read-again', async (context) => {
    const connectionId = parseInput(connectionIdSchema, context.req.param('id'));
    return context.json(await handlers['differences.readAgain']({ connectionId }), 202);
  });
}

function withConnection(connection: unknown, filter: unknown): unknown {
  if (connection === undefined) return filter;
  return typeof filter === 'object' && filter !== null
    ? { ...filter, connectionId: connection }
    : { connectionId: connection };
}

/** A value with its times as texts and its reason as a sentence. */
function viewer(words: Words) {
  return (row: ValueRow) => ({ ...row, ...truth(row, words) });
}

function listingView(listing: ListingValues, words: Words) {
  return {
    ...listing,
    stock: { ...listing.stock, ...truth(listing.stock, words) },
    price: { ...listing.price, ...truth(listing.price, words) },
  };
}

function truth(
  row: Pick<
    ValueRow,
    'error' | 'wantedAt' | 'sentAt' | 'confirmedAt' | 'differsSince' | 'nextAt' | 'checkAt'
  >,
  words: Words,
) {
  return {
    error: words(row.error),
    wantedAt: iso(row.wantedAt),
    sentAt: iso(row.sentAt),
    confirmedAt: iso(row.confirmedAt),
    differsSince: iso(row.differsSince),
    nextAt: iso(row.nextAt),
    checkAt: iso(row.checkAt),
  };
}

function outcomes({ done, failed }: RowOutcomes, words: Words) {
  return { done, failed: failed.map((row) => ({ ...row, error: words(row.error) })) };
}
