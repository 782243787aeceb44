import { z } from 'zod';
import {
  rulesPreviewSchema,
  rulesSetSchema,
  stopListChangeSchema,
  stopListPageSchema,
} from '../../shared/contract/rules';
import { variantIdSchema } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import { pageOf } from './answers/common';
import {
  previewAnswer,
  previewCountsAnswer,
  rules,
  rulesAnswer,
  stopListChangeAnswer,
  stopListRow,
} from './answers/rules';
import { byConnection, pagingBy } from './asked';
import { type Route, route, type Told } from './route';

const group = 'Rules';
const PATH = '/api/connections/{id}/rules';
const versioned = ({ version }: Told<typeof rulesAnswer>) => version;

/** Rules as they are stored: amounts in minor units. */
export const rulesRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    id: 'getRules',
    role: 'viewer',
    group,
    summary: 'What the channel is told of stock and prices.',
    params: byConnection,
    answer: rulesAnswer,
    versioned,
    errors: ['input.notFound'],
    handle: ({ params }, { handlers }) => handlers['rules.get']({ connectionId: params.id }),
  }),
  route({
    method: 'PUT',
    path: PATH,
    id: 'setRules',
    role: 'admin',
    group,
    summary: 'Sets the rules as a whole; everything matched is computed anew in the background.',
    description:
      'With If-Match, or with `expectedVersion`, rules that were changed since are not overwritten.',
    params: byConnection,
    body: z.strictObject({ rules, expectedVersion: rulesSetSchema.shape.expectedVersion }),
    answer: rulesAnswer,
    versioned,
    ifMatch: ({ params }, { handlers }) => handlers['rules.get']({ connectionId: params.id }),
    errors: ['input.notFound'],
    async handle({ params, body, present }, { handlers }) {
      const expectedVersion = present?.version ?? body.expectedVersion;
      try {
        return await handlers['rules.set']({ connectionId: params.id, rules: body.rules, expectedVersion });
      } catch (error) {
        if (present !== undefined && error instanceof AppError && error.facts.reason === 'changedSince')
          throw new AppError('input.changedMeanwhile', { cause: error });
        throw error;
      }
    },
  }),
  route({
    method: 'POST',
    path: `${PATH}/preview`,
    id: 'previewRules',
    role: 'admin',
    group,
    summary: 'What every matched listing would be told under rules that need not be saved.',
    params: byConnection,
    body: z.strictObject({
      rules,
      filter: rulesPreviewSchema.shape.filter,
      kind: rulesPreviewSchema.shape.kind,
      cursor: rulesPreviewSchema.shape.cursor,
      limit: rulesPreviewSchema.shape.limit,
    }),
    answer: pageOf(previewAnswer),
    errors: ['input.notFound'],
    async handle({ params, body }, { handlers }) {
      const { rows, nextCursor } = await handlers['rules.preview']({ connectionId: params.id, ...body });
      return { items: rows, nextCursor };
    },
  }),
  route({
    method: 'POST',
    path: `${PATH}/preview/counts`,
    id: 'countRulesPreview',
    role: 'admin',
    group,
    summary: 'How many listings would be told the same, another value, or be held.',
    params: byConnection,
    body: z.strictObject({ rules }),
    answer: previewCountsAnswer,
    errors: ['input.notFound'],
    handle: ({ params, body }, { handlers }) =>
      handlers['rules.previewCounts']({ connectionId: params.id, ...body }),
  }),
  ...stopListRoutes(),
];

function stopListRoutes(): readonly Route[] {
  const path = '/api/connections/{id}/stop-list';
  return [
    route({
      method: 'GET',
      path,
      id: 'getStopList',
      role: 'viewer',
      group,
      summary: 'Variants the channel is told to have none of.',
      params: byConnection,
      query: z.object(pagingBy(stopListPageSchema.shape.cursor.unwrap(), 500, 100)),
      answer: pageOf(stopListRow).extend({ total: z.int() }),
      errors: ['input.notFound'],
      async handle({ params, query }, { handlers }) {
        const { rows, ...rest } = await handlers['stopList.list']({ connectionId: params.id, ...query });
        return { items: rows, ...rest };
      },
    }),
    route({
      method: 'POST',
      path,
      id: 'addToStopList',
      role: 'admin',
      group,
      summary: 'Variants that this channel may not sell.',
      params: byConnection,
      body: z.strictObject({ variants: stopListChangeSchema.shape.variantIds }),
      answer: stopListChangeAnswer,
      errors: ['input.notFound'],
      handle: ({ params, body }, { handlers }) =>
        handlers['stopList.add']({ connectionId: params.id, variantIds: body.variants }),
    }),
    route({
      method: 'DELETE',
      path: `${path}/{variant}`,
      id: 'removeFromStopList',
      role: 'admin',
      group,
      summary: 'The variant is sold there again.',
      params: byConnection.extend({ variant: variantIdSchema }),
      answer: stopListChangeAnswer,
      errors: ['input.notFound'],
      handle: ({ params }, { handlers }) =>
        handlers['stopList.remove']({ connectionId: params.id, variantIds: [params.variant] }),
    }),
  ];
}
