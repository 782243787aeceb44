import { z } from 'zod';
import { wholeNumber } from '../arguments';
import type { Call, Command, Context, Option } from '../command';
import { exitCodes } from '../exit-codes';
import { Failure } from '../failure';
import { moneyCell } from '../output/cell';
import { printJson, printList, printTable } from '../output/listing';
import { columns } from '../words/columns';
import { sentences } from '../words/sentences';
import { findVariant } from './references';
import { limitOption, sinceOption } from './shared-options';
import { readTime } from './time-option';

const levelSchema = z.looseObject({
  onHand: z.number(),
  reserved: z.number(),
  safety: z.number(),
  available: z.number(),
});
const variantSchema = levelSchema.extend({
  id: z.string(),
  title: z.string(),
  variantTitle: z.string().nullable(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  basePriceMinor: z.number().nullable(),
  currency: z.string(),
  listings: z.number(),
});
const sheetSchema = variantSchema.extend({
  levels: z.array(z.looseObject({ name: z.string(), onHand: z.number() })),
});
const resultSchema = z.looseObject({ change: z.number(), repeated: z.boolean(), level: levelSchema });

const variantOperand = { name: 'variant' };
const bookingOptions: Readonly<Record<string, Option>> = {
  warehouse: { value: 'ID', help: { tr: 'Depo; yoksa ana depo', en: 'Warehouse; the main one without it' } },
  note: { value: 'TEXT', help: { tr: 'Hareketin notu', en: 'Note of the movement' } },
  key: {
    value: 'TEXT',
    help: {
      tr: 'Aynı anahtarla bir kez işlenir: yinelenen çağrı güvenlidir',
      en: 'Booked once under the same key: a repeated call is safe',
    },
  },
};

export const listStock: Command = {
  path: ['stock', 'list'],
  operands: [],
  options: { since: sinceOption, limit: limitOption },
  help: { tr: 'Bütün ürünlerin tek stoku', en: 'The one stock of all products' },
  run: (context, call) =>
    printList(context, {
      path: '/api/variants',
      query: { updatedAfter: readTime('--since', call.text('since'), context.now()) },
      most: 1000,
      limit: call.whole('limit'),
      row: variantSchema,
      columns: [
        { title: columns.id, whole: true, cell: ({ id }) => id },
        { title: columns.sku, whole: true, cell: ({ sku }) => sku },
        { title: columns.barcode, whole: true, cell: ({ barcode }) => barcode },
        { title: columns.title, cell: ({ title }) => title },
        { title: columns.variant, cell: ({ variantTitle }) => variantTitle },
        { title: columns.onHand, cell: ({ onHand }) => onHand },
        { title: columns.reserved, cell: ({ reserved }) => reserved },
        { title: columns.safety, cell: ({ safety }) => safety },
        { title: columns.available, cell: ({ available }) => available },
        { title: columns.price, cell: (row) => moneyCell(row.basePriceMinor, row.currency) },
        { title: columns.listings, cell: ({ listings }) => listings },
      ],
    }),
};

export const getStock: Command = {
  path: ['stock', 'get'],
  operands: [variantOperand],
  options: {},
  help: {
    tr: 'Bir ürünün stoku (numara, sku:KOD veya barcode:KOD)',
    en: 'The stock of a product (number, sku:CODE or barcode:CODE)',
  },
  async run(context, call) {
    const id = await findVariant(context, call.operand('variant'));
    const sheet = await context.api.get(sheetSchema, `/api/stock/${id}`);
    if (context.json) {
      await printJson(context, sheet);
      return exitCodes.ok;
    }
    await printTable(
      context,
      [
        { title: columns.id, whole: true, cell: (row: typeof sheet) => row.id },
        { title: columns.sku, whole: true, cell: (row: typeof sheet) => row.sku },
        { title: columns.title, cell: (row: typeof sheet) => row.title },
        { title: columns.onHand, cell: (row: typeof sheet) => row.onHand },
        { title: columns.reserved, cell: (row: typeof sheet) => row.reserved },
        { title: columns.safety, cell: (row: typeof sheet) => row.safety },
        { title: columns.available, cell: (row: typeof sheet) => row.available },
      ],
      [sheet],
    );
    if (sheet.levels.length > 1) {
      await context.output.write('\n');
      await printTable(
        context,
        [
          { title: columns.warehouse, cell: (row: (typeof sheet.levels)[number]) => row.name },
          { title: columns.onHand, cell: (row: (typeof sheet.levels)[number]) => row.onHand },
        ],
        sheet.levels,
      );
    }
    return exitCodes.ok;
  },
};

export const countStock: Command = {
  path: ['stock', 'count'],
  operands: [variantOperand, { name: 'pieces' }],
  options: {
    ...bookingOptions,
    expected: {
      value: 'N',
      help: {
        tr: 'Sayarken görülen sayı: aradaki satış düşülmüş kalır',
        en: 'The number seen when counting: what was sold since stays booked',
      },
    },
  },
  help: { tr: 'Sayılan adedi yazar', en: 'Books a count' },
  run: (context, call) =>
    book(context, call, 'count', { counted: piecesOf(call, 'pieces'), expected: call.whole('expected') }),
};

export const adjustStock: Command = {
  path: ['stock', 'adjust'],
  operands: [variantOperand, { name: 'change' }],
  options: bookingOptions,
  help: { tr: 'Adedi artırır veya azaltır (-3)', en: 'Adds or takes away pieces (-3)' },
  run: (context, call) => book(context, call, 'adjust', { change: piecesOf(call, 'change') }),
};

function piecesOf(call: Call, operand: string): number {
  const value = wholeNumber(operand, call.operand(operand));
  if (value === undefined) throw new Failure(exitCodes.usage, sentences.badNumber, { option: operand });
  return value;
}

async function book(context: Context, call: Call, kind: 'count' | 'adjust', body: object) {
  const id = await findVariant(context, call.operand('variant'));
  const result = await context.api.send(resultSchema, 'POST', `/api/stock/${id}/${kind}`, {
    ...body,
    warehouseId: call.text('warehouse'),
    note: call.text('note'),
    eventKey: call.text('key'),
  });
  if (context.json) await printJson(context, result);
  else if (result.repeated) context.output.note(context.say(sentences.bookedBefore));
  else
    await context.output.write(
      `${context.say(sentences.booked, { change: result.change, ...result.level })}\n`,
    );
  return exitCodes.ok;
}
