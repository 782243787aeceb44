import { z } from 'zod';
import {
  differenceFilterSchema,
  differencesTakeSchema,
  holdFilterSchema,
  holdsApproveSchema,
  valueRefSchema,
  valuesPageSchema,
} from '../../shared/contract/values';
import { variantIdSchema } from '../../shared/domain/ids';
import { listOf, pageOf } from './answers/common';
import {
  connectionValuesView,
  holdAnswer,
  holdView,
  listingValuesAnswer,
  listingValuesView,
  outcomesAnswer,
  outcomesView,
  valueAnswer,
  valueOutcomeAnswer,
  valuesSummaryAnswer,
  valueView,
} from './answers/values';
import { byConnection, connection, paging } from './asked';
import { type Route, route } from './route';

const group = 'Values told to channels';
const differenceFilter = differenceFilterSchema.omit({ connectionId: true });
const page = paging(500, 100);

/** The outbox: what each channel is told, and how far that came. */
export const valueRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/values',
    id: 'listValues',
    role: 'viewer',
    group,
    summary: 'What channels are told, by connection and listing.',
    query: z.strictObject({
      connection,
      kind: valuesPageSchema.shape.kind,
      state: valuesPageSchema.shape.states,
      ...page,
    }),
    answer: pageOf(valueAnswer),
    errors: ['input.cursorInvalid'],
    async handle({ query: { connection: connectionId, state: states, ...rest }, words }, { handlers }) {
      const { rows, nextCursor } = await handlers['values.page']({ connectionId, states, ...rest });
      return { items: rows.map((row) => valueView(row, words)), nextCursor };
    },
  }),
  route({
    method: 'GET',
    path: '/api/values/summary',
    id: 'getValuesSummary',
    role: 'viewer',
    group,
    summary: 'How many values of each connection are in which state, are held and differ.',
    answer: valuesSummaryAnswer,
    async handle(_, { handlers }) {
      const { connections, ...sums } = await handlers['values.summary']({});
      return { items: connections.map(connectionValuesView), ...sums };
    },
  }),
  route({
    method: 'POST',
    path: '/api/values/retry',
    id: 'retryValue',
    role: 'operator',
    group,
    summary: 'Tries a refused or waiting value again at once; asks the channel where nobody knows.',
    body: valueRefSchema,
    answer: valueOutcomeAnswer,
    errors: ['input.notFound'],
    async handle({ body, words }, { handlers }) {
      const outcome = await handlers['values.retry'](body);
      return { ...outcome, error: words(outcome.error) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/variants/{id}/values',
    id: 'getVariantValues',
    role: 'viewer',
    group,
    summary: 'The listings of a variant with what each is told and how the rules came to it.',
    params: z.object({ id: variantIdSchema }),
    answer: listOf(listingValuesAnswer),
    errors: ['input.notFound'],
    async handle({ params, words }, { handlers }) {
      const { listings } = await handlers['values.ofVariant']({ variantId: params.id });
      return { items: listings.map((one) => listingValuesView(one, words)) };
    },
  }),
  ...holdRoutes(),
  ...differenceRoutes(),
];

function holdRoutes(): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/holds',
      id: 'listHolds',
      role: 'viewer',
      group,
      summary: 'Prices that a guard holds for a person.',
      query: z.strictObject({ connection, code: holdFilterSchema.shape.code, ...page }),
      answer: pageOf(holdAnswer),
      errors: ['input.cursorInvalid'],
      async handle({ query: { connection: connectionId, ...rest }, words }, { handlers }) {
        const { rows, nextCursor } = await handlers['holds.page']({ connectionId, ...rest });
        return { items: rows.map((row) => holdView(row, words)), nextCursor };
      },
    }),
    route({
      method: 'POST',
      path: '/api/holds/approve',
      id: 'approveHolds',
      role: 'operator',
      group,
      summary: 'Lets held prices through.',
      description:
        '`value` is the `wanted` that was seen: only that value, only while it is still wanted. Where `mustBeTyped`, `typed` repeats the price in minor units.',
      body: holdsApproveSchema.omit({ actor: true }),
      answer: outcomesAnswer,
      handle: async ({ body, words }, { handlers }) =>
        outcomesView(await handlers['holds.approve']({ ...body, actor: 'api' }), words),
    }),
  ];
}

function differenceRoutes(): readonly Route[] {
  const rows = differencesTakeSchema.shape.rows;
  return [
    route({
      method: 'GET',
      path: '/api/differences',
      id: 'listDifferences',
      role: 'viewer',
      group,
      summary: 'Values that stand otherwise at the channel, were refused, or of which nobody knows.',
      query: z.strictObject({ connection, ...differenceFilter.shape, ...page }),
      answer: pageOf(valueAnswer),
      errors: ['input.cursorInvalid'],
      async handle({ query: { connection: connectionId, ...rest }, words }, { handlers }) {
        const found = await handlers['differences.page']({ connectionId, ...rest });
        return { items: found.rows.map((row) => valueView(row, words)), nextCursor: found.nextCursor };
      },
    }),
    route({
      method: 'POST',
      path: '/api/differences/repair',
      id: 'repairDifferences',
      role: 'operator',
      group,
      summary: 'Sends Kervan’s value again: of these rows, or of every row of a filter.',
      description: '`{"filter": {}}` repairs all. What a guard holds is answered in `failed`.',
      body: z.union([
        z.strictObject({ rows }),
        z.strictObject({ filter: differenceFilter, connection }),
        z.strictObject({ connection: connection.unwrap() }),
      ]),
      answer: outcomesAnswer,
      async handle({ body, words }, { handlers }) {
        const chosen =
          'rows' in body
            ? { rows: body.rows }
            : {
                filter: {
                  ...('filter' in body ? body.filter : {}),
                  connectionId: body.connection,
                },
              };
        return outcomesView(await handlers['differences.repair']({ ...chosen, actor: 'api' }), words);
      },
    }),
    route({
      method: 'POST',
      path: '/api/differences/take',
      id: 'takeDifferences',
      role: 'operator',
      group,
      summary: 'The channel’s value becomes Kervan’s, and every other channel follows.',
      body: z.object({ rows }),
      answer: outcomesAnswer,
      handle: async ({ body, words }, { handlers }) =>
        outcomesView(await handlers['differences.takeChannel']({ ...body, actor: 'api' }), words),
    }),
    route({
      method: 'POST',
      path: '/api/connections/{id}/read-again',
      id: 'readAgain',
      role: 'operator',
      group,
      summary: 'Asks the channel what it shows of everything it is told.',
      params: byConnection,
      answer: z.object({ asked: z.int().describe('Number of values.') }),
      status: 202,
      errors: ['input.notFound'],
      handle: ({ params }, { handlers }) => handlers['differences.readAgain']({ connectionId: params.id }),
    }),
  ];
}
