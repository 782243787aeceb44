import type { Context, Hono, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import {
  type ImportRow,
  type ImportToken,
  type ImportValue,
  type ImportView,
  importApplySchema,
  importHistorySchema,
  importPreviewSchema,
  importRowsSchema,
  importTokenSchema,
} from '../../shared/contract/imports';
import { minorDigits } from '../../shared/domain/money';
import { AppError } from '../../shared/errors/app-error';
import type { KervanService } from '../service/service';
import { parseInput, readJson, readQuery } from './body';
import { iso } from './times';
import { languageOf } from './words';

type Options = Pick<KervanService, 'handlers' | 'imports'>;

/** A file may be larger than any other body. */
const LARGEST_FILE = 20 * 1024 * 1024;
const UPLOAD = '/api/imports';
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Keeps every body within the limit given, but leaves files for import to their own. */
export function exceptUploads(limit: MiddlewareHandler): MiddlewareHandler {
  return (context, next) =>
    context.req.method === 'POST' && context.req.path === UPLOAD ? next() : limit(context, next);
}

export function importRoutes(app: Hono, { handlers, imports }: Options): void {
  app.post(UPLOAD, async (context) => {
    const { name } = parseInput(z.object({ name: z.string().min(1).max(200) }), readQuery(context));
    if (Number(context.req.header('content-length') ?? 0) > LARGEST_FILE)
      throw new AppError('input.tooLarge', { facts: { field: 'body', max: LARGEST_FILE } });
    const view = await imports.receive({
      name: name.replace(/^.*[/\\]/, ''),
      content: bodyOf(context),
      mostBytes: LARGEST_FILE,
    });
    return context.json(viewOf(view), 201, { location: `${UPLOAD}/${view.token}` });
  });
  app.get(UPLOAD, async (context) => {
    const limit = z.coerce.number().optional();
    const query = parseInput(z.object({ cursor: z.string().optional(), limit }), readQuery(context));
    const page = await handlers['imports.history'](parseInput(importHistorySchema, query));
    const items = page.imports.map((one) => ({
      ...one,
      createdAt: iso(one.createdAt),
      undoneAt: iso(one.undoneAt),
      undoableUntil: iso(one.undoableUntil),
    }));
    return context.json({ items, nextCursor: page.nextCursor });
  });
  app.get(`${UPLOAD}/:token`, async (context) =>
    context.json(viewOf(await handlers['imports.get']({ token: tokenOf(context) }))),
  );
  app.post(`${UPLOAD}/:token/preview`, async (context) => {
    const { decimal, unknown, ...rest } = await readJson(context);
    const input = parseInput(importPreviewSchema, {
      columns: [],
      ...rest,
      choices: { decimal, unknown },
      token: tokenOf(context),
    });
    return context.json(viewOf(await handlers['imports.preview'](input)));
  });
  app.get(`${UPLOAD}/:token/rows`, async (context) => {
    const query = z.object({
      kind: z.string().max(100).optional(),
      offset: z.coerce.number().optional(),
      limit: z.coerce.number().optional(),
    });
    const { kind, ...place } = parseInput(query, readQuery(context));
    const input = parseInput(importRowsSchema, {
      ...place,
      kinds: kind?.split(','),
      token: tokenOf(context),
    });
    const { rows, total } = await handlers['imports.rows'](input);
    return context.json({ items: rows.map(rowView), total });
  });
  app.post(`${UPLOAD}/:token/apply`, async (context) => {
    const input = parseInput(importApplySchema, {
      ...(await readJson(context)),
      token: tokenOf(context),
      actor: 'api',
    });
    return context.json(viewOf(await handlers['imports.apply'](input)), 202);
  });
  app.post(`${UPLOAD}/:token/cancel`, async (context) =>
    context.json(viewOf(await handlers['imports.cancel']({ token: tokenOf(context) }))),
  );
  app.post(`${UPLOAD}/:token/undo`, async (context) => {
    const { result } = await handlers['imports.get']({ token: tokenOf(context) });
    if (result === null || result.batchId === null) throw new AppError('import.notUndoable');
    return context.json(await handlers['batches.undo']({ id: result.batchId, actor: 'api' }));
  });
  app.delete(`${UPLOAD}/:token`, async (context) => {
    await handlers['imports.discard']({ token: tokenOf(context) });
    return context.body(null, 204);
  });
  app.get(`${UPLOAD}/:token/errors`, async (context) => {
    const format = parseInput(
      z.object({ format: z.enum(['csv', 'xlsx']).default('csv') }),
      readQuery(context),
    ).format;
    const bytes = await imports.readErrors(tokenOf(context), format, languageOf(context));
    return context.body(new Uint8Array(bytes), 200, {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="kervan-import-errors.${format}"`,
    });
  });
}

async function* bodyOf(context: Context): AsyncGenerator<Uint8Array> {
  const reader = context.req.raw.body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value instanceof Uint8Array) yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

function tokenOf(context: Context): ImportToken {
  const parsed = importTokenSchema.safeParse(context.req.param('token'));
  if (parsed.success) return parsed.data;
  throw new AppError('input.notFound', { facts: { what: 'import' } });
}

function viewOf(view: ImportView) {
  const { result } = view;
  return { ...view, result: result && { ...result, backupAt: iso(result.backupAt) } };
}

function rowView(row: ImportRow) {
  const changes = row.changes.map((change) => ({
    field: change.field,
    old: shownValue(change.old),
    new: shownValue(change.new),
  }));
  return { ...row, changes };
}

/** Amounts in major units, as everywhere. */
function shownValue(value: ImportValue | null) {
  if (value === null) return null;
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return value.value;
    case 'money':
      return value.minor / 10 ** minorDigits(value.currency);
  }
}
