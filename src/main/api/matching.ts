import { z } from 'zod';
import {
  matchDecidedSchema,
  matchDecisionsSchema,
  matchIgnoreSchema,
  matchScopeSchema,
  matchWindowSchema,
} from '../../shared/contract/matching';
import { batchIdSchema, connectionIdSchema } from '../../shared/domain/ids';
import { listOf, pageOf } from './answers/common';
import {
  batchAnswer,
  batchView,
  decidedMatchAnswer,
  decidedView,
  foundVariantAnswer,
  matchAnswer,
  matchResultAnswer,
  matchSummaryAnswer,
  matchTotalsAnswer,
  undoneAnswer,
} from './answers/matching';
import { connection, paging, pagingBy } from './asked';
import { type Route, route } from './route';

const group = 'Matches';
const page = paging(500, 100);
const scopeBody = z.strictObject({
  connection: connectionIdSchema.optional(),
  listingIds: matchScopeSchema.shape.listingIds.describe('Of these only.'),
  except: matchScopeSchema.shape.except,
});

function scopeOf({ connection: connectionId, ...rest }: z.output<typeof scopeBody>) {
  return { connectionId, ...rest, actor: 'api' as const };
}

/** Which listing is which variant. */
export const matchingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/matches',
    id: 'listMatches',
    role: 'viewer',
    group,
    summary: 'Undecided listings with what Kervan proposes for each.',
    query: z.object({ class: matchWindowSchema.shape.class, connection, ...page }),
    answer: pageOf(matchAnswer),
    errors: ['input.cursorInvalid'],
    async handle({ query: { connection: connectionId, ...rest } }, { handlers }) {
      const { rows, nextCursor } = await handlers['matching.window']({ connectionId, ...rest });
      return { items: rows, nextCursor };
    },
  }),
  route({
    method: 'GET',
    path: '/api/matches/summary',
    id: 'getMatchSummary',
    role: 'viewer',
    group,
    summary: 'How many listings are undecided, by class, and how many are decided.',
    query: z.strictObject({ connection }),
    answer: matchSummaryAnswer,
    handle: ({ query }, { handlers }) => handlers['matching.summary']({ connectionId: query.connection }),
  }),
  route({
    method: 'GET',
    path: '/api/matches/decided',
    id: 'listDecidedMatches',
    role: 'viewer',
    group,
    summary: 'Decided listings, those of a connection together, the newest decision first.',
    query: z.object({ state: matchDecidedSchema.shape.state, connection, ...page }),
    answer: pageOf(decidedMatchAnswer),
    errors: ['input.cursorInvalid'],
    async handle({ query: { connection: connectionId, ...rest } }, { handlers }) {
      const { rows, nextCursor } = await handlers['matching.decided']({ connectionId, ...rest });
      return { items: rows.map(decidedView), nextCursor };
    },
  }),
  route({
    method: 'GET',
    path: '/api/matches/variants',
    id: 'findVariants',
    role: 'viewer',
    group,
    summary: 'Variants by barcode, code, the beginning of the title or words of it; at most 20.',
    query: z.object({ text: z.string().trim().min(1).max(200) }),
    answer: listOf(foundVariantAnswer),
    handle: async ({ query }, { handlers }) => ({
      items: (await handlers['matching.searchVariants'](query)).variants,
    }),
  }),
  ...decisionRoutes(),
  ...batchRoutes(),
];

function decisionRoutes(): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/matches/accept',
      id: 'acceptMatches',
      role: 'operator',
      group,
      summary: 'Accepts the proposals that are sure, each looked at again.',
      body: scopeBody,
      answer: matchTotalsAnswer,
      handle: ({ body }, { handlers }) => handlers['matching.acceptSure'](scopeOf(body)),
    }),
    route({
      method: 'POST',
      path: '/api/matches/create',
      id: 'createVariantsOfListings',
      role: 'operator',
      group,
      summary: 'Makes a variant of each listing of class `new`; listings with one barcode become one.',
      body: scopeBody,
      answer: matchTotalsAnswer,
      handle: ({ body }, { handlers }) => handlers['matching.createNew'](scopeOf(body)),
    }),
    route({
      method: 'POST',
      path: '/api/matches/ignore',
      id: 'ignoreMatches',
      role: 'operator',
      group,
      summary: 'Leaves these listings alone.',
      body: scopeBody.extend({ class: matchIgnoreSchema.shape.class }),
      answer: matchTotalsAnswer,
      handle: ({ body: { class: kind, ...rest } }, { handlers }) =>
        handlers['matching.ignoreAll']({ ...scopeOf(rest), class: kind }),
    }),
    route({
      method: 'POST',
      path: '/api/matches/decide',
      id: 'decideMatches',
      role: 'operator',
      group,
      summary: 'Decides listings one by one; one result per row.',
      description:
        'A match with a variant that another listing of the same shop is already is refused unless the row says `taken`.',
      body: matchDecisionsSchema.omit({ actor: true }),
      answer: matchResultAnswer,
      handle: ({ body }, { handlers }) => handlers['matching.decide']({ ...body, actor: 'api' }),
    }),
  ];
}

function batchRoutes(): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/batches',
      id: 'listBatches',
      role: 'viewer',
      group,
      summary: 'Changes made together, newest first.',
      query: z.object(pagingBy(batchIdSchema, 200, 50)),
      answer: pageOf(batchAnswer),
      async handle({ query }, { handlers }) {
        const { batches, nextCursor } = await handlers['batches.list'](query);
        return { items: batches.map(batchView), nextCursor };
      },
    }),
    route({
      method: 'POST',
      path: '/api/batches/{id}/undo',
      id: 'undoBatch',
      role: 'operator',
      group,
      summary: 'Puts back what was before a batch; rows that changed since stay as they are.',
      description: 'Cut off in between, it is asked for again.',
      params: z.object({ id: batchIdSchema }),
      answer: undoneAnswer,
      errors: ['input.notFound', 'import.notUndoable'],
      handle: ({ params }, { handlers }) => handlers['batches.undo']({ ...params, actor: 'api' }),
    }),
  ];
}
