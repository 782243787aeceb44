import { z } from 'zod';
import { listingIdSchema } from '../../shared/domain/ids';
import { pageOf } from './answers/common';
import { productAnswer, productDetailAnswer, productDetailView, productView } from './answers/products';
import { listingValuesAnswer, listingValuesView } from './answers/values';
import { changesQuery, rowsAsked } from './asked';
import { type Route, route } from './route';

const group = 'Products';
const byId = z.object({ id: listingIdSchema });

/** Listings: a variant on a channel each. */
export const productRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/products',
    id: 'listProducts',
    role: 'viewer',
    group,
    summary: 'Listings, one row per variant on a channel, in the order of their change.',
    description:
      'A connection that does not exist gives an empty list. Rows that are `gone` stay, so that a program that follows changes hears of it.',
    query: changesQuery,
    answer: pageOf(productAnswer),
    errors: ['input.cursorInvalid'],
    async handle({ query }, { rows }) {
      const page = await rows.products(rowsAsked(query));
      return { items: page.rows.map(productView), nextCursor: page.nextCursor };
    },
  }),
  route({
    method: 'GET',
    path: '/api/products/{id}',
    id: 'getProduct',
    role: 'viewer',
    group,
    summary: 'One listing with its description, pictures and sister variants.',
    params: byId,
    answer: productDetailAnswer,
    errors: ['input.notFound'],
    handle: async ({ params }, { handlers }) => productDetailView(await handlers['listings.get'](params)),
  }),
  route({
    method: 'GET',
    path: '/api/products/{id}/values',
    id: 'getProductValues',
    role: 'viewer',
    group,
    summary: 'What the channel is told of a listing, with the steps in which the rules came to it.',
    description: '`listing` is null while it is not matched with a variant.',
    params: byId,
    answer: z.object({ listing: listingValuesAnswer.nullable() }),
    async handle({ params, words }, { handlers }) {
      const { listing } = await handlers['values.ofListing']({ listingId: params.id });
      return { listing: listing && listingValuesView(listing, words) };
    },
  }),
];
