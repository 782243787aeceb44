import { pagesOf } from '../api/pages';
import type { Call, Command, Context } from '../command';
import { exitCodes } from '../exit-codes';
import { amountCell, timeCell, wordCell } from '../output/cell';
import { printList, rowsOf } from '../output/listing';
import { csvHeading, csvLines, orderSchema } from '../output/order-csv';
import { columns } from '../words/columns';
import { orderWords } from '../words/statuses';
import { connectionIdOf } from './references';
import { connectionOption, limitOption, sinceOption } from './shared-options';
import { readTime } from './time-option';

const options = { connection: connectionOption, since: sinceOption, limit: limitOption };
const path = '/api/orders';

async function requestOf(context: Context, call: Call) {
  const updatedAfter = readTime('--since', call.text('since'), context.now());
  const connection = await connectionIdOf(context, call.text('connection'));
  return { path, query: { updatedAfter, connection }, most: 1000, limit: call.whole('limit') };
}

export const listOrders: Command = {
  path: ['orders', 'list'],
  operands: [],
  options,
  help: { tr: 'Siparişler, değişme sırasıyla', en: 'Orders by the time of their change' },
  run: async (context, call) =>
    printList(context, {
      ...(await requestOf(context, call)),
      row: orderSchema,
      columns: [
        { title: columns.id, whole: true, cell: ({ id }) => id },
        { title: columns.connection, cell: ({ connectionId }) => connectionId },
        { title: columns.number, whole: true, cell: ({ number, remoteId }) => number ?? remoteId },
        { title: columns.state, cell: (order) => wordCell(orderWords, order.status) },
        { title: columns.placed, cell: ({ placedAt }) => timeCell(placedAt) },
        { title: columns.customer, cell: ({ customer }) => customer.name },
        { title: columns.lines, cell: ({ lines }) => lines.length },
        { title: columns.total, cell: ({ total, currency }) => amountCell(total, currency) },
      ],
    }),
};

export const exportOrders: Command = {
  path: ['orders', 'export'],
  operands: [],
  options: {
    ...options,
    format: {
      value: 'csv|json',
      choices: ['csv', 'json'],
      help: {
        tr: 'CSV (satır başına bir sipariş kalemi) veya JSON',
        en: 'CSV (one row per order line) or JSON',
      },
    },
  },
  help: {
    tr: 'Siparişleri tümüyle standart çıktıya yazar (müşteri verisi içerir)',
    en: 'Writes whole orders to standard output (they hold customers’ data)',
  },
  async run(context, call) {
    const pages = pagesOf(context.api, await requestOf(context, call));
    const { output } = context;
    if (call.text('format') === 'json' || (context.json && call.text('format') === undefined)) {
      await output.write('[');
      let first = true;
      for await (const { items } of pages) {
        const text = items.map((item) => `\n${JSON.stringify(item)}`).join(',');
        if (text !== '') await output.write(first ? text : `,${text}`);
        first &&= text === '';
      }
      await output.write('\n]\n');
      return exitCodes.ok;
    }
    await output.write(csvHeading());
    for await (const { items } of pages) await output.write(csvLines(rowsOf(path, orderSchema, items)));
    return exitCodes.ok;
  },
};
