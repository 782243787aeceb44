import { z } from 'zod';
import type { Command } from '../command';
import { exitCodes } from '../exit-codes';
import { wordCell } from '../output/cell';
import { printJson, printList, printTable } from '../output/listing';
import type { Bilingual } from '../words/bilingual';
import { columns } from '../words/columns';
import { sentences } from '../words/sentences';
import { matchWords } from '../words/statuses';
import { connectionIdOf } from './references';
import { connectionOption, limitOption } from './shared-options';

const summarySchema = z.looseObject({
  sure: z.number(),
  doubtful: z.number(),
  new: z.number(),
  ignored: z.number(),
  matched: z.number(),
});
const totalsSchema = z.looseObject({ batchId: z.string().nullable(), matched: z.number() });
const row = z.looseObject({
  listingId: z.string(),
  connectionId: z.string(),
  class: z.string(),
  title: z.string().nullable(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  candidates: z.array(z.looseObject({ variantId: z.string(), title: z.string() })),
});
const words = {
  candidate: { tr: 'Kervan’da', en: 'In Kervan' },
  ignored: { tr: 'Yok sayıldı', en: 'Ignored' },
  matched: { tr: 'Eşleşti', en: 'Matched' },
} satisfies Readonly<Record<string, Bilingual>>;

export const matchSummary: Command = {
  path: ['matches', 'summary'],
  operands: [],
  options: { connection: connectionOption },
  help: { tr: 'Kaç ürünün eşleşmesi kesin, şüpheli, yeni', en: 'How many listings are sure, doubtful, new' },
  async run(context, call) {
    const connection = await connectionIdOf(context, call.text('connection'));
    const summary = await context.api.get(summarySchema, '/api/matches/summary', { connection });
    if (context.json) {
      await printJson(context, summary);
      return exitCodes.ok;
    }
    const rows: (readonly [Bilingual, number])[] = [
      [matchWords.sure, summary.sure],
      [matchWords.doubtful, summary.doubtful],
      [matchWords.new, summary.new],
      [words.ignored, summary.ignored],
      [words.matched, summary.matched],
    ];
    await printTable(
      context,
      [
        { title: columns.match, cell: ([name]: (typeof rows)[number]) => name[context.language] },
        { title: columns.count, cell: ([, count]: (typeof rows)[number]) => count },
      ],
      rows,
    );
    return exitCodes.ok;
  },
};

export const listMatches: Command = {
  path: ['matches', 'list'],
  operands: [],
  options: {
    class: { value: 'CLASS', choices: Object.keys(matchWords), help: { tr: 'Öneri', en: 'Proposal' } },
    connection: connectionOption,
    limit: limitOption,
  },
  help: { tr: 'Karar bekleyen ürünler ve öneriler', en: 'Listings that wait for a decision' },
  run: async (context, call) =>
    printList(context, {
      path: '/api/matches',
      query: {
        class: call.text('class'),
        connection: await connectionIdOf(context, call.text('connection')),
      },
      most: 500,
      limit: call.whole('limit'),
      row,
      columns: [
        { title: columns.id, whole: true, cell: ({ listingId }) => listingId },
        { title: columns.connection, cell: ({ connectionId }) => connectionId },
        { title: columns.match, cell: (one) => wordCell(matchWords, one.class) },
        { title: columns.sku, whole: true, cell: ({ sku }) => sku },
        { title: columns.barcode, whole: true, cell: ({ barcode }) => barcode },
        { title: columns.title, cell: ({ title }) => title },
        { title: words.candidate, cell: ({ candidates }) => candidates[0]?.title ?? null },
      ],
    }),
};

export const acceptMatches: Command = {
  path: ['matches', 'accept'],
  operands: [],
  options: { connection: connectionOption },
  help: {
    tr: 'Kesin önerileri kabul eder; geri alınabilir',
    en: 'Accepts the sure proposals; can be taken back',
  },
  async run(context, call) {
    const connection = await connectionIdOf(context, call.text('connection'));
    const totals = await context.api.send(totalsSchema, 'POST', '/api/matches/accept', {
      ...(connection === undefined ? {} : { connection }),
    });
    const { batchId, matched } = totals;
    if (context.json) await printJson(context, totals);
    else if (batchId === null) context.output.note(context.say(sentences.nothingMatched));
    else
      await context.output.write(`${context.say(sentences.matched, { count: matched, batch: batchId })}\n`);
    return exitCodes.ok;
  },
};
