import { z } from 'zod';
import { pagesOf } from '../api/pages';
import type { Command, Context } from '../command';
import { exitCodes } from '../exit-codes';
import type { Cell } from '../output/cell';
import { printJson, printTable } from '../output/listing';
import type { Bilingual } from '../words/bilingual';
import { columns } from '../words/columns';
import { connectionColumns } from './connections';
import { allConnections } from './references';

const healthSchema = z.looseObject({ version: z.string() });
const summarySchema = z.looseObject({ held: z.number(), differing: z.number() });
const matchesSchema = z.looseObject({ sure: z.number(), doubtful: z.number(), new: z.number() });

const words = {
  version: { tr: 'Sürüm', en: 'Version' },
  running: { tr: 'Süren okuma', en: 'Readings under way' },
  alerts: { tr: 'Açık sorun', en: 'Open problems' },
  undecided: { tr: 'Eşleşme bekleyen', en: 'Waiting for a match' },
  held: { tr: 'Bekletilen fiyat', en: 'Held prices' },
  differing: { tr: 'Kanalda farklı', en: 'Different on the channel' },
} satisfies Readonly<Record<string, Bilingual>>;

export const status: Command = {
  path: ['status'],
  operands: [],
  options: {},
  help: { tr: 'Her şeyin durumu bir bakışta', en: 'How everything stands at a glance' },
  async run(context) {
    const { api } = context;
    const [{ version }, connections, values, matches, running, alerts] = await Promise.all([
      api.get(healthSchema, '/healthz'),
      allConnections(context),
      api.get(summarySchema, '/api/values/summary'),
      api.get(matchesSchema, '/api/matches/summary'),
      countOf(context, '/api/runs', { state: 'queued,running' }),
      countOf(context, '/api/alerts', {}),
    ]);
    const undecided = matches.sure + matches.doubtful + matches.new;
    const facts = { version, running, alerts, undecided, held: values.held, differing: values.differing };
    if (context.json) {
      await printJson(context, { ...facts, connections });
      return exitCodes.ok;
    }
    const rows: (readonly [Bilingual, Cell])[] = [
      [words.version, version],
      [words.running, running],
      [words.alerts, alerts],
      [words.undecided, undecided],
      [words.held, values.held],
      [words.differing, values.differing],
    ];
    await printTable(
      context,
      [
        { title: columns.fact, cell: ([name]: (typeof rows)[number]) => name[context.language] },
        { title: columns.value, cell: ([, cell]: (typeof rows)[number]) => cell },
      ],
      rows,
    );
    await context.output.write('\n');
    await printTable(context, connectionColumns, connections);
    return exitCodes.ok;
  },
};

async function countOf({ api }: Context, path: string, query: Record<string, string>): Promise<number> {
  let count = 0;
  for await (const { items } of pagesOf(api, { path, query, most: 200 })) count += items.length;
  return count;
}
