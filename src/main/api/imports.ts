import type { Context } from 'hono';
import { z } from 'zod';
import {
  type ImportToken,
  importChoicesSchema,
  importPreviewSchema,
  importRowKindSchema,
  importTokenSchema,
} from '../../shared/contract/imports';
import { batchIdSchema } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import { pageOf } from './answers/common';
import {
  importAnswer,
  importRowAnswer,
  importRowView,
  importView,
  pastImportAnswer,
  pastImportView,
} from './answers/imports';
import { undoneAnswer } from './answers/matching';
import { pagingBy } from './asked';
import { JSON_TYPE, type Route, rawRoute, route } from './route';

const group = 'Imports';
/** A file may be larger than any other body. */
export const LARGEST_FILE = 20 * 1024 * 1024;
const PATH = '/api/imports';
const ONE = `${PATH}/{token}`;
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
/** Any text: a token that is none is a file that is not there. */
const byToken = z.object({ token: z.string().min(1) });

export const importRoutes: readonly Route[] = [
  rawRoute({
    method: 'POST',
    path: PATH,
    id: 'openImport',
    role: 'operator',
    group,
    summary: 'Opens a CSV or XLSX of stock, prices, costs and codes: the file itself is the body.',
    query: z.object({ name: z.string().min(1).max(200).describe('Name of the file.') }),
    status: 201,
    content: { [JSON_TYPE]: importAnswer },
    isUpload: true,
    errors: [
      'input.tooLarge',
      'import.tooLarge',
      'import.unreadable',
      'import.noRows',
      'import.externalLinks',
    ],
    async respond({ query, context }, { imports }) {
      if (Number(context.req.header('content-length') ?? 0) > LARGEST_FILE)
        throw new AppError('input.tooLarge', { facts: { field: 'body', max: LARGEST_FILE } });
      const view = await imports.receive({
        name: query.name.replace(/^.*[/\\]/, ''),
        content: bodyOf(context),
        mostBytes: LARGEST_FILE,
      });
      return context.json(importView(view), 201, { location: `${PATH}/${view.token}` });
    },
  }),
  route({
    method: 'GET',
    path: PATH,
    id: 'listImports',
    role: 'viewer',
    group,
    summary: 'What was imported before, newest first.',
    query: z.object(pagingBy(batchIdSchema, 200, 50)),
    answer: pageOf(pastImportAnswer),
    async handle({ query }, { handlers }) {
      const { imports, nextCursor } = await handlers['imports.history'](query);
      return { items: imports.map(pastImportView), nextCursor };
    },
  }),
  route({
    method: 'GET',
    path: ONE,
    id: 'getImport',
    role: 'viewer',
    group,
    summary: 'An opened file.',
    params: byToken,
    answer: importAnswer,
    errors: ['input.notFound'],
    handle: async ({ params }, { handlers }) =>
      importView(await handlers['imports.get']({ token: tokenOf(params) })),
  }),
  route({
    method: 'POST',
    path: `${ONE}/preview`,
    id: 'previewImport',
    role: 'operator',
    group,
    summary: 'Compares all rows with what is known; nothing is changed.',
    description: 'Columns not named keep their guess.',
    params: byToken,
    body: z.object({
      columns: importPreviewSchema.shape.columns.default([]),
      ...importChoicesSchema.shape,
    }),
    answer: importAnswer,
    errors: [
      'input.notFound',
      'import.columnMissing',
      'import.columnTwice',
      'import.busy',
      'import.tooManyRows',
    ],
    handle: async ({ params, body: { columns, ...choices } }, { handlers }) =>
      importView(await handlers['imports.preview']({ token: tokenOf(params), columns, choices })),
  }),
  ...openedRoutes(),
];

function openedRoutes(): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: `${ONE}/rows`,
      id: 'listImportRows',
      role: 'viewer',
      group,
      summary: 'Rows of the last comparison, from `offset` on.',
      params: byToken,
      query: z.object({
        kind: z.array(importRowKindSchema).max(5).optional(),
        offset: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
      answer: z.object({ items: z.array(importRowAnswer), total: z.int() }),
      errors: ['input.notFound'],
      async handle({ params, query: { kind: kinds, ...place } }, { handlers }) {
        const { rows, total } = await handlers['imports.rows']({ token: tokenOf(params), kinds, ...place });
        return { items: rows.map(importRowView), total };
      },
    }),
    route({
      method: 'POST',
      path: `${ONE}/apply`,
      id: 'applyImport',
      role: 'operator',
      group,
      summary: 'A backup, then row after row; ask for the import until its `phase` is `done`.',
      params: byToken,
      body: z.object({
        acceptWarned: z.boolean().default(false).describe('Prices that jump are meant so.'),
      }),
      answer: importAnswer,
      status: 202,
      errors: ['input.notFound', 'import.busy', 'import.valueAmbiguous'],
      handle: async ({ params, body }, { handlers }) =>
        importView(await handlers['imports.apply']({ token: tokenOf(params), ...body, actor: 'api' })),
    }),
    route({
      method: 'POST',
      path: `${ONE}/cancel`,
      id: 'cancelImport',
      role: 'operator',
      group,
      summary: 'Ends a comparison, or an apply after the rows it is at.',
      params: byToken,
      answer: importAnswer,
      errors: ['input.notFound'],
      handle: async ({ params }, { handlers }) =>
        importView(await handlers['imports.cancel']({ token: tokenOf(params) })),
    }),
    route({
      method: 'POST',
      path: `${ONE}/undo`,
      id: 'undoImport',
      role: 'operator',
      group,
      summary: 'Takes all of it back, as undoing its batch does.',
      params: byToken,
      answer: undoneAnswer,
      errors: ['input.notFound', 'import.notUndoable'],
      async handle({ params }, { handlers }) {
        const { result } = await handlers['imports.get']({ token: tokenOf(params) });
        if (result === null || result.batchId === null) throw new AppError('import.notUndoable');
        return handlers['batches.undo']({ id: result.batchId, actor: 'api' });
      },
    }),
    route({
      method: 'DELETE',
      path: ONE,
      id: 'discardImport',
      role: 'operator',
      group,
      summary: 'Forgets an opened file.',
      params: byToken,
      errors: ['input.notFound'],
      async handle({ params }, { handlers }) {
        await handlers['imports.discard']({ token: tokenOf(params) });
      },
    }),
    rawRoute({
      method: 'GET',
      path: `${ONE}/errors`,
      id: 'getImportErrors',
      role: 'viewer',
      group,
      summary: 'The rows that were not taken over, as they were, with a last column that says why.',
      params: byToken,
      query: z.object({ format: z.enum(['csv', 'xlsx']).default('csv') }),
      status: 200,
      content: { 'text/csv': null, [TYPES.xlsx]: null },
      errors: ['input.notFound'],
      async respond({ params, query: { format }, language, context }, { imports }) {
        const bytes = await imports.readErrors(tokenOf(params), format, language);
        return context.body(new Uint8Array(bytes), 200, {
          'content-type': TYPES[format],
          'content-disposition': `attachment; filename="kervan-import-errors.${format}"`,
        });
      },
    }),
  ];
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

function tokenOf({ token }: { readonly token: string }): ImportToken {
  const parsed = importTokenSchema.safeParse(token);
  if (parsed.success) return parsed.data;
  throw new AppError('input.notFound', { facts: { what: 'import' } });
}
