import { z } from 'zod';
import type { Command } from '../command';
import { timeCell, wordCell } from '../output/cell';
import { printList } from '../output/listing';
import { columns } from '../words/columns';
import { alertWords } from '../words/statuses';
import { connectionIdOf } from './references';
import { connectionOption, limitOption } from './shared-options';

const row = z.looseObject({
  id: z.string(),
  connectionName: z.string().nullable(),
  state: z.string(),
  count: z.number(),
  code: z.string(),
  message: z.string(),
  lastSeenAt: z.string().nullable(),
});

export const alerts: Command = {
  path: ['alerts'],
  operands: [],
  options: {
    connection: connectionOption,
    state: { value: 'STATE', choices: Object.keys(alertWords), help: { tr: 'Durum', en: 'State' } },
    limit: limitOption,
  },
  help: { tr: 'Açık sorunlar, en yenisi başta', en: 'Open problems, newest first' },
  run: async (context, call) =>
    printList(context, {
      path: '/api/alerts',
      query: {
        connection: await connectionIdOf(context, call.text('connection')),
        state: call.text('state'),
      },
      most: 200,
      limit: call.whole('limit'),
      row,
      columns: [
        { title: columns.id, whole: true, cell: ({ id }) => id },
        { title: columns.connection, cell: ({ connectionName }) => connectionName },
        { title: columns.state, cell: ({ state }) => wordCell(alertWords, state) },
        { title: columns.times, cell: ({ count }) => count },
        { title: columns.lastSeen, cell: ({ lastSeenAt }) => timeCell(lastSeenAt) },
        { title: columns.message, cell: ({ message }) => message },
      ],
    }),
};
