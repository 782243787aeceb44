import { z } from 'zod';
import type { Command } from '../command';
import { moneyCell, wordCell } from '../output/cell';
import { printList } from '../output/listing';
import { columns } from '../words/columns';
import { listingWords } from '../words/statuses';
import { connectionIdOf } from './references';
import { connectionOption, limitOption, sinceOption } from './shared-options';
import { readTime } from './time-option';

const row = z.looseObject({
  id: z.string(),
  connectionId: z.string(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  title: z.string().nullable(),
  variantTitle: z.string().nullable(),
  priceMinor: z.number().nullable(),
  currency: z.string().nullable(),
  stock: z.number().nullable(),
  status: z.string().nullable(),
  gone: z.boolean(),
});

export const products: Command = {
  path: ['products'],
  operands: [],
  options: { connection: connectionOption, since: sinceOption, limit: limitOption },
  help: { tr: 'Kanallarda okunan ürünler', en: 'Products as read from the channels' },
  run: async (context, call) =>
    printList(context, {
      path: '/api/products',
      query: {
        updatedAfter: readTime('--since', call.text('since'), context.now()),
        connection: await connectionIdOf(context, call.text('connection')),
      },
      most: 1000,
      limit: call.whole('limit'),
      row,
      columns: [
        { title: columns.id, whole: true, cell: ({ id }) => id },
        { title: columns.connection, cell: ({ connectionId }) => connectionId },
        { title: columns.sku, whole: true, cell: ({ sku }) => sku },
        { title: columns.barcode, whole: true, cell: ({ barcode }) => barcode },
        { title: columns.title, cell: ({ title }) => title },
        { title: columns.variant, cell: ({ variantTitle }) => variantTitle },
        { title: columns.price, cell: ({ priceMinor, currency }) => moneyCell(priceMinor, currency) },
        { title: columns.stock, cell: ({ stock }) => stock },
        { title: columns.state, cell: (one) => wordCell(listingWords, one.gone ? 'gone' : one.status) },
      ],
    }),
};
