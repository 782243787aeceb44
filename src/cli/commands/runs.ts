import { z } from 'zod';
import type { Command } from '../command';
import { exitCodes } from '../exit-codes';
import { timeCell, wordCell } from '../output/cell';
import { printJson, printList, printTable } from '../output/listing';
import type { Column } from '../output/table';
import { columns } from '../words/columns';
import { runWords, streamWords } from '../words/statuses';
import { connectionIdOf } from './references';
import { connectionOption, limitOption } from './shared-options';

const streamSchema = z.looseObject({
  stream: z.string(),
  state: z.string(),
  received: z.number(),
  totalRecords: z.number().nullable(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  odd: z.number(),
  error: z.looseObject({ code: z.string(), message: z.string().optional() }).nullable(),
});
export const runSchema = z.looseObject({
  id: z.string(),
  connectionName: z.string(),
  mode: z.string(),
  trigger: z.string(),
  state: z.string(),
  finished: z.boolean(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  error: z.looseObject({ code: z.string(), message: z.string().optional() }).nullable(),
  streams: z.array(streamSchema),
});
export type RunRow = z.infer<typeof runSchema>;

const sumOf = (run: RunRow, name: 'received' | 'added' | 'changed' | 'odd') =>
  run.streams.reduce((sum, stream) => sum + stream[name], 0);
const reasonOf = (error: RunRow['error']) => error?.message ?? error?.code ?? null;

const runColumns: readonly Column<RunRow>[] = [
  { title: columns.id, whole: true, cell: ({ id }) => id },
  { title: columns.connection, cell: ({ connectionName }) => connectionName },
  { title: columns.mode, cell: ({ mode }) => mode },
  { title: columns.state, cell: ({ state }) => wordCell(runWords, state) },
  { title: columns.received, cell: (run) => sumOf(run, 'received') },
  { title: columns.added, cell: (run) => sumOf(run, 'added') },
  { title: columns.changed, cell: (run) => sumOf(run, 'changed') },
  { title: columns.odd, cell: (run) => sumOf(run, 'odd') },
  { title: columns.started, cell: ({ startedAt }) => timeCell(startedAt) },
  { title: columns.ended, cell: ({ endedAt }) => timeCell(endedAt) },
  { title: columns.reason, cell: ({ error }) => reasonOf(error) },
];

export const streamColumns: readonly Column<RunRow['streams'][number]>[] = [
  { title: columns.stream, cell: ({ stream }) => wordCell(streamWords, stream) },
  { title: columns.state, cell: ({ state }) => wordCell(runWords, state) },
  { title: columns.received, cell: ({ received }) => received },
  { title: columns.added, cell: ({ added }) => added },
  { title: columns.changed, cell: ({ changed }) => changed },
  { title: columns.unchanged, cell: ({ unchanged }) => unchanged },
  { title: columns.odd, cell: ({ odd }) => odd },
  { title: columns.reason, cell: ({ error }) => reasonOf(error) },
];

export const listRuns: Command = {
  path: ['runs'],
  operands: [],
  options: {
    connection: connectionOption,
    state: {
      value: 'STATE',
      choices: Object.keys(runWords),
      help: { tr: 'Durum, virgülle birden çok', en: 'State, several by commas' },
    },
    limit: limitOption,
  },
  help: { tr: 'Okumalar, en yenisi başta', en: 'Readings, newest first' },
  run: async (context, call) =>
    printList(context, {
      path: '/api/runs',
      query: {
        connection: await connectionIdOf(context, call.text('connection')),
        state: call.text('state'),
      },
      most: 200,
      limit: call.whole('limit'),
      row: runSchema,
      columns: runColumns,
    }),
};

export const showRun: Command = {
  path: ['run', 'show'],
  operands: [{ name: 'run' }],
  options: {},
  help: { tr: 'Bir okumanın ayrıntısı', en: 'One reading in detail' },
  async run(context, call) {
    const run = await context.api.get(runSchema, `/api/runs/${encodeURIComponent(call.operand('run'))}`);
    if (context.json) await printJson(context, run);
    else await printTable(context, streamColumns, run.streams);
    return exitCodes.ok;
  },
};

function changed(action: 'pause' | 'resume' | 'cancel', help: Command['help']): Command {
  return {
    path: ['run', action],
    operands: [{ name: 'run' }],
    options: {},
    help,
    async run(context, call) {
      const path = `/api/runs/${encodeURIComponent(call.operand('run'))}/${action}`;
      const run = await context.api.send(runSchema, 'POST', path);
      if (context.json) await printJson(context, run);
      else await printTable(context, runColumns, [run]);
      return exitCodes.ok;
    },
  };
}

export const pauseRun = changed('pause', {
  tr: 'Okumayı son kaydedilen sayfada duraklatır',
  en: 'Pauses a reading at its last stored page',
});
export const resumeRun = changed('resume', {
  tr: 'Duraklatılan veya yarım kalan okumayı sürdürür',
  en: 'Goes on with a paused or failed reading',
});
export const cancelRun = changed('cancel', {
  tr: 'Okumayı bırakır; okunanlar kalır',
  en: 'Stops a reading for good; what was read stays',
});
