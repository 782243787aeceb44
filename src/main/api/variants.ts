import { z } from 'zod';
import {
  editManySchema,
  variantChangeSchema,
  variantCreateSchema,
  variantFieldsSchema,
} from '../../shared/contract/stock';
import { type VariantId, variantIdSchema } from '../../shared/domain/ids';
import { pageOf } from './answers/common';
import {
  editResultAnswer,
  pricesAnswer,
  pricesView,
  savedVariantAnswer,
  sheetAnswer,
  sheetView,
  variantAnswer,
  variantView,
} from './answers/stock';
import { changesQuery, rowsAsked } from './asked';
import { type Kervan, type Route, route, type Told } from './route';

const group = 'Variants';
const ONE = '/api/variants/{id}';
const byId = z.object({ id: variantIdSchema });
const FIELDS = variantFieldsSchema.keyof().options;

/** The fields that are edited; stock moves by itself. */
const versioned = (variant: Omit<Told<typeof variantAnswer>, 'levels'>) =>
  FIELDS.map((field) => variant[field]);

const pricesVersioned = (prices: Told<typeof pricesAnswer>) => [
  prices.currency,
  prices.basePriceMinor,
  prices.baseListPriceMinor,
  prices.costMinor,
];

async function sheetOf(id: VariantId, { handlers }: Kervan) {
  return sheetView(await handlers['stock.get']({ variantId: id }));
}

async function pricesOf(id: VariantId, { handlers }: Kervan) {
  return pricesView((await handlers['stock.get']({ variantId: id })).variant);
}

export const variantRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/variants',
    id: 'listVariants',
    role: 'viewer',
    group,
    summary: 'What the merchant sells, in the order of its change; removed ones too.',
    query: changesQuery.omit({ connection: true }),
    answer: pageOf(variantAnswer),
    errors: ['input.cursorInvalid'],
    async handle({ query }, { rows }) {
      const page = await rows.variants(rowsAsked(query));
      return { items: page.rows.map(variantView), nextCursor: page.nextCursor };
    },
  }),
  route({
    method: 'POST',
    path: '/api/variants',
    id: 'createVariant',
    role: 'operator',
    group,
    summary: 'Makes a variant, with its first stock in `counts`.',
    body: variantCreateSchema.omit({ actor: true }),
    answer: savedVariantAnswer,
    status: 201,
    location: ({ id }) => `/api/variants/${id}`,
    versioned,
    errors: ['product.duplicateSku', 'product.duplicateBarcode', 'input.notFound'],
    async handle({ body }, { handlers }) {
      const { variant, batchId } = await handlers['variants.create']({ ...body, actor: 'api' });
      return { ...variantView(variant), batchId };
    },
  }),
  route({
    method: 'POST',
    path: '/api/variants/edit',
    id: 'editVariants',
    role: 'operator',
    group,
    summary: 'Edits many as one batch; a row that cannot be done leaves the others alone.',
    description:
      'A count with `expected` is a difference: a call that may be sent twice leaves `expected` out, or carries an Idempotency-Key.',
    body: editManySchema.omit({ actor: true }),
    answer: editResultAnswer,
    errors: ['input.notFound'],
    handle: ({ body }, { handlers }) => handlers['variants.editMany']({ ...body, actor: 'api' }),
  }),
  route({
    method: 'GET',
    path: ONE,
    id: 'getVariant',
    role: 'viewer',
    group,
    summary: 'One variant; `levels` names every warehouse.',
    params: byId,
    answer: sheetAnswer,
    versioned,
    errors: ['input.notFound'],
    handle: ({ params }, kervan) => sheetOf(params.id, kervan),
  }),
  route({
    method: 'PATCH',
    path: ONE,
    id: 'updateVariant',
    role: 'operator',
    group,
    summary: 'Changes fields of a variant.',
    params: byId,
    body: variantChangeSchema,
    answer: savedVariantAnswer,
    versioned,
    ifMatch: ({ params }, kervan) => sheetOf(params.id, kervan),
    errors: ['input.notFound', 'product.duplicateSku', 'product.duplicateBarcode'],
    async handle({ params, body: change, present }, { handlers }) {
      const { variant, batchId } = await handlers['variants.update']({
        ...params,
        change,
        actor: 'api',
        expectedUpdatedAt: present && Date.parse(present.updatedAt),
      });
      return { ...variantView(variant), batchId };
    },
  }),
  route({
    method: 'DELETE',
    path: ONE,
    id: 'removeVariant',
    role: 'operator',
    group,
    summary: 'Removes a variant; its movements stay.',
    params: byId,
    errors: ['input.notFound', 'product.stillMatched'],
    async handle({ params }, { handlers }) {
      await handlers['variants.remove'](params);
    },
  }),
  ...priceRoutes(),
];

function priceRoutes(): readonly Route[] {
  const path = '/api/prices/{id}';
  return [
    route({
      method: 'GET',
      path,
      id: 'getPrices',
      role: 'viewer',
      group,
      summary: 'Prices and cost of a variant.',
      params: byId,
      answer: pricesAnswer,
      versioned: pricesVersioned,
      errors: ['input.notFound'],
      handle: ({ params }, kervan) => pricesOf(params.id, kervan),
    }),
    route({
      method: 'PATCH',
      path,
      id: 'setPrices',
      role: 'operator',
      group,
      summary: 'Sets prices and cost of a variant; its channels are told as their rules say.',
      params: byId,
      body: variantChangeSchema.pick({
        basePriceMinor: true,
        baseListPriceMinor: true,
        costMinor: true,
        currency: true,
      }),
      answer: pricesAnswer,
      versioned: pricesVersioned,
      ifMatch: ({ params }, kervan) => pricesOf(params.id, kervan),
      errors: ['input.notFound'],
      async handle({ params, body: change, present }, { handlers }) {
        const { variant } = await handlers['variants.update']({
          ...params,
          change,
          actor: 'api',
          expectedUpdatedAt: present && Date.parse(present.updatedAt),
        });
        return pricesView(variant);
      },
    }),
  ];
}
