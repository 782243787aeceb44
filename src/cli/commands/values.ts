import { z } from 'zod';
import { differingSchema } from '../../shared/contract/values';
import { valueKindSchema, valueStateSchema } from '../../shared/domain/listing-value';
import type { Command, Option } from '../command';
import { type Cell, moneyCell, timeCell, wordCell } from '../output/cell';
import { printList } from '../output/listing';
import type { Column } from '../output/table';
import { columns } from '../words/columns';
import { causeWords, kindWords, valueWords } from '../words/statuses';
import { connectionIdOf } from './references';
import { connectionOption, limitOption } from './shared-options';

const valueSchema = z
  .looseObject({
    quantity: z.number().optional(),
    minor: z.number().optional(),
    currency: z.string().optional(),
  })
  .nullable();
const row = z.looseObject({
  listingId: z.string(),
  connectionName: z.string(),
  sku: z.string().nullable(),
  title: z.string().nullable(),
  kind: z.string(),
  state: z.string(),
  wanted: valueSchema,
  shown: valueSchema,
  difference: z.string().nullable(),
  differsSince: z.string().nullable(),
  error: z.looseObject({ code: z.string(), message: z.string() }).nullable(),
});
type ValueRow = z.infer<typeof row>;

const valueCell = (value: ValueRow['wanted']): Cell =>
  value === null ? null : (value.quantity ?? moneyCell(value.minor ?? null, value.currency ?? null));

const base: readonly Column<ValueRow>[] = [
  { title: columns.id, whole: true, cell: ({ listingId }) => listingId },
  { title: columns.connection, cell: ({ connectionName }) => connectionName },
  { title: columns.sku, whole: true, cell: ({ sku }) => sku },
  { title: columns.title, cell: ({ title }) => title },
  { title: columns.kind, cell: ({ kind }) => wordCell(kindWords, kind) },
  { title: columns.wanted, cell: ({ wanted }) => valueCell(wanted) },
  { title: columns.shown, cell: ({ shown }) => valueCell(shown) },
  { title: columns.state, cell: ({ state }) => wordCell(valueWords, state) },
];
const kindOption: Option = {
  value: 'KIND',
  choices: valueKindSchema.options,
  help: { tr: 'Stok veya fiyat', en: 'Stock or price' },
};

export const values: Command = {
  path: ['values'],
  operands: [],
  options: {
    connection: connectionOption,
    kind: kindOption,
    state: {
      value: 'STATES',
      choices: valueStateSchema.options,
      help: { tr: 'Durum, virgülle birden çok', en: 'State, several by commas' },
    },
    limit: limitOption,
  },
  help: { tr: 'Kanallara söylenen stok ve fiyatlar', en: 'Stock and prices told to the channels' },
  run: async (context, call) =>
    printList(context, {
      path: '/api/values',
      query: {
        connection: await connectionIdOf(context, call.text('connection')),
        kind: call.text('kind'),
        state: call.text('state'),
      },
      most: 500,
      limit: call.whole('limit'),
      row,
      columns: [...base, { title: columns.reason, cell: ({ error }) => error?.message ?? null }],
    }),
};

export const differences: Command = {
  path: ['differences'],
  operands: [],
  options: {
    connection: connectionOption,
    kind: kindOption,
    cause: { value: 'CAUSE', choices: differingSchema.options, help: { tr: 'Neden', en: 'Cause' } },
    limit: limitOption,
  },
  help: {
    tr: 'Kanalda Kervan’ın istediğinden başka görünen değerler',
    en: 'Values that stand otherwise at the channel',
  },
  run: async (context, call) =>
    printList(context, {
      path: '/api/differences',
      query: {
        connection: await connectionIdOf(context, call.text('connection')),
        kind: call.text('kind'),
        cause: call.text('cause'),
      },
      most: 500,
      limit: call.whole('limit'),
      row,
      columns: [
        ...base,
        { title: columns.cause, cell: ({ difference }) => wordCell(causeWords, difference) },
        { title: columns.since, cell: ({ differsSince }) => timeCell(differsSince) },
      ],
    }),
};
