import { z } from 'zod';
import type { Command, Context, Operand } from '../command';
import { type ExitCode, exitCodes } from '../exit-codes';
import { Failure } from '../failure';
import { timeCell, wordCell } from '../output/cell';
import { printJson, printList, printTable } from '../output/listing';
import type { Column } from '../output/table';
import { columns } from '../words/columns';
import { sentences } from '../words/sentences';
import { checkWords, connectionWords } from '../words/statuses';
import { type ConnectionRow, connectionRowSchema, findConnection } from './references';

export const connectionOperand: Operand = { name: 'connection' };

export const connectionColumns: readonly Column<ConnectionRow>[] = [
  { title: columns.id, whole: true, cell: ({ id }) => id },
  { title: columns.name, cell: ({ name }) => name },
  { title: columns.integration, cell: ({ integration }) => integration },
  { title: columns.state, cell: ({ state }) => wordCell(connectionWords, state) },
  { title: columns.products, cell: ({ products }) => products },
  { title: columns.orders, cell: ({ orders }) => orders },
  { title: columns.problems, cell: ({ openProblems }) => openProblems },
  { title: columns.lastSync, cell: ({ lastSyncAt }) => timeCell(lastSyncAt) },
  { title: columns.nextSync, cell: ({ nextSyncAt }) => timeCell(nextSyncAt) },
];

export const listConnections: Command = {
  path: ['connections', 'list'],
  operands: [],
  options: {},
  help: { tr: 'Bağlantılar ve durumları', en: 'Connections and their state' },
  run: (context) =>
    printList(context, {
      path: '/api/connections',
      query: {},
      most: null,
      row: connectionRowSchema,
      columns: connectionColumns,
    }),
};

const reportSchema = z.looseObject({
  ok: z.boolean(),
  steps: z.array(
    z.looseObject({
      step: z.string(),
      state: z.string(),
      milliseconds: z.number().nullable(),
      field: z.string().nullable(),
      error: z.looseObject({ code: z.string(), message: z.string().optional() }).nullable(),
    }),
  ),
});
type CheckStep = z.infer<typeof reportSchema>['steps'][number];

const stepColumns: readonly Column<CheckStep>[] = [
  { title: columns.step, cell: ({ step }) => step },
  { title: columns.state, cell: ({ state }) => wordCell(checkWords, state) },
  { title: columns.milliseconds, cell: ({ milliseconds }) => milliseconds },
  { title: columns.field, cell: ({ field }) => field },
  { title: columns.reason, cell: ({ error }) => error?.message ?? error?.code ?? null },
];

export const testConnection: Command = {
  path: ['connections', 'test'],
  operands: [connectionOperand],
  options: {},
  help: { tr: 'Kayıtlı anahtarları adım adım sınar', en: 'Tries the saved keys step by step' },
  async run(context, call) {
    const { id } = await findConnection(context, call.operand('connection'));
    const report = await context.api.send(reportSchema, 'POST', `/api/connections/${id}/test`);
    if (context.json) await printJson(context, report);
    else await printTable(context, stepColumns, report.steps);
    return report.ok ? exitCodes.ok : exitCodes.failed;
  },
};

export const removeConnection: Command = {
  path: ['connections', 'remove'],
  operands: [connectionOperand],
  options: { yes: { help: { tr: 'Sormadan kaldır', en: 'Remove it without asking' } } },
  help: {
    tr: 'Bağlantıyı, anahtarlarını ve ondan okunanları kaldırır',
    en: 'Removes a connection, its keys and what was read from it',
  },
  async run(context, call) {
    const { id, name } = await findConnection(context, call.operand('connection'));
    if (!call.flag('yes')) await confirm(context, name);
    await context.api.send(z.null(), 'DELETE', `/api/connections/${id}`);
    if (!context.json) context.output.note(context.say(sentences.removed, { name }));
    return exitCodes.ok;
  },
};

async function confirm({ ask, say }: Context, name: string): Promise<void> {
  if (ask === null) throw new Failure(exitCodes.usage, sentences.wantsYes);
  const typed = await ask({ label: say(sentences.typeName, { name }) });
  if (typed !== name) throw new Failure(exitCodes.usage, sentences.notConfirmed);
}

function switched(action: 'activate' | 'deactivate', help: Command['help']): Command {
  return {
    path: ['connections', action],
    operands: [connectionOperand],
    options: {},
    help,
    async run(context, call): Promise<ExitCode> {
      const { id } = await findConnection(context, call.operand('connection'));
      const row = await context.api.send(connectionRowSchema, 'POST', `/api/connections/${id}/${action}`);
      if (context.json) await printJson(context, row);
      else await printTable(context, connectionColumns, [row]);
      return exitCodes.ok;
    },
  };
}

export const activateConnection = switched('activate', {
  tr: 'Duraklatılmış bağlantıyı sürdürür',
  en: 'Resumes a paused connection',
});
export const deactivateConnection = switched('deactivate', {
  tr: 'Bağlantıyı ve zamanlamasını duraklatır',
  en: 'Pauses a connection and its schedules',
});
