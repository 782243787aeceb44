import { z } from 'zod';
import type { Command } from '../command';
import { wordCell } from '../output/cell';
import { printList } from '../output/listing';
import { columns } from '../words/columns';
import { evidenceWords } from '../words/statuses';

const row = z.looseObject({
  id: z.string(),
  name: z.string(),
  evidence: z.string(),
  connectable: z.boolean(),
  connectionCount: z.number(),
});

export const integrations: Command = {
  path: ['integrations'],
  operands: [],
  options: {
    search: {
      value: 'TEXT',
      help: { tr: 'Ad, tür veya ülkede ara', en: 'Search names, categories, countries' },
    },
    evidence: {
      value: 'NAME',
      choices: Object.keys(evidenceWords),
      help: { tr: 'Doğrulama', en: 'Evidence' },
    },
  },
  help: {
    tr: 'Katalog: bağlanabilen ve planlanan kanallar',
    en: 'The catalogue: what can be connected or is planned',
  },
  run: (context, call) =>
    printList(context, {
      path: '/api/integrations',
      query: { q: call.text('search'), evidence: call.text('evidence') },
      most: null,
      row,
      columns: [
        { title: columns.id, whole: true, cell: ({ id }) => id },
        { title: columns.name, cell: ({ name }) => name },
        { title: columns.evidence, cell: ({ evidence }) => wordCell(evidenceWords, evidence) },
        { title: columns.connectable, cell: ({ connectable }) => connectable },
        { title: columns.connections, cell: ({ connectionCount }) => connectionCount },
      ],
    }),
};
