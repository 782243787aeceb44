import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { ListingValues, ValueRow } from '../../shared/contract/values';
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
import type { WireError } from '../../shared/errors/app-error';
import type { KervanService } from '../service/service';
import { parseInput, readJson, readQuery } from './body';

type Served = Pick<KervanService, 'handlers' | 'sentence'>;
type Say = (error: WireError | null) => { code: string; message: string } | null;

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

export function valuesRoutes(app: Hono, { handlers, sentence }: Served): void {
  const sayIn = (context: Context): Say => {
    const language = context.req.header('accept-language')?.toLowerCase().startsWith('tr') ? 'tr' : 'en';
    return (error) => (error === null ? null : { ...error, message: sentence(error, language) });
  };
  app.get('/api/values', async (context) => {
    const { connection, state, ...rest } = parseInput(valuesQuery, readQuery(context));
    const asked = { ...rest, connectionId: connection, states: state?.split(',') };
    const page = await handlers['values.page'](parseInput(valuesPageSchema, asked));
    return context.json({ items: page.rows.map(viewer(sayIn(context))), nextCursor: page.nextCursor });
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
    const say = sayIn(context);
    return context.json({ items: listings.map((one) => listingView(one, say)) });
  });
  app.get('/api/holds', async (context) => {
    const { connection, ...rest } = parseInput(holdsQuery, readQuery(context));
    const asked = parseInput(holdFilterSchema.extend(pageOf), { ...rest, connectionId: connection });
    const page = await handlers['holds.page'](asked);
    const view = viewer(sayIn(context));
    const items = page.rows.map((row) => ({
      ...view(row),
      approvable: isApprovable(row.error, row.wanted !== null),
      mustBeTyped: row.error !== null && mustBeTyped(row.error),
    }));
    return context.json({ items, nextCursor: page.nextCursor });
  });
  app.post('/api/holds/approve', async (context) => {
    const input = parseInput(holdsApproveSchema, { ...(await readJson(context)), actor: 'api' });
    return context.json(outcomes(await handlers['holds.approve'](input), sayIn(context)));
  });
  app.get('/api/differences', async (context) => {
    const { connection, ...rest } = parseInput(differencesQuery, readQuery(context));
    const asked = parseInput(differenceFilterSchema.extend(pageOf), { ...rest, connectionId: connection });
    const page = await handlers['differences.page'](asked);
    return context.json({ items: page.rows.map(viewer(sayIn(context))), nextCursor: page.nextCursor });
  });
  app.post('/api/differences/repair', async (context) => {
    const { connection, ...body } = await readJson(context);
    const filter = body.rows === undefined ? { filter: withConnection(connection, body.filter) } : {};
    const input = parseInput(differencesRepairSchema, { ...body, ...filter, actor: 'api' });
    return context.json(outcomes(await handlers['differences.repair'](input), sayIn(context)));
  });
  app.post('/api/differences/take', async (context) => {
    const input = parseInput(differencesTakeSchema, { ...(await readJson(context)), actor: 'api' });
    return context.json(outcomes(await handlers['differences.takeChannel'](input), sayIn(context)));
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

function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

/** A value with its times as texts and its reason as a sentence. */
function viewer(say: Say) {
  return (row: ValueRow) => ({ ...row, ...truth(row, say) });
}

function listingView(listing: ListingValues, say: Say) {
  return {
    ...listing,
    stock: { ...listing.stock, ...truth(listing.stock, say) },
    price: { ...listing.price, ...truth(listing.price, say) },
  };
}

function truth(
  row: Pick<
    ValueRow,
    'error' | 'wantedAt' | 'sentAt' | 'confirmedAt' | 'differsSince' | 'nextAt' | 'checkAt'
  >,
  say: Say,
) {
  return {
    error: say(row.error),
    wantedAt: iso(row.wantedAt),
    sentAt: iso(row.sentAt),
    confirmedAt: iso(row.confirmedAt),
    differsSince: iso(row.differsSince),
    nextAt: iso(row.nextAt),
    checkAt: iso(row.checkAt),
  };
}

function outcomes(
  {
    done,
    failed,
  }: { readonly done: number; readonly failed: readonly { readonly error: WireError | null }[] },
  say: Say,
) {
  return { done, failed: failed.map((row) => ({ ...row, error: say(row.error) })) };
}
