import { z } from 'zod';
import { oddAnswer } from '../api/client';
import { type PageRequest, pagesOf } from '../api/pages';
import type { Context } from '../command';
import { type ExitCode, exitCodes } from '../exit-codes';
import { sentences } from '../words/sentences';
import { type Column, createTable } from './table';

export interface Listing<Row> extends PageRequest {
  readonly row: z.ZodType<Row>;
  readonly columns: readonly Column<Row>[];
}

/** A list of the API, written page by page. */
export async function printList<Row>(context: Context, listing: Listing<Row>): Promise<ExitCode> {
  if (context.json) return printJsonList(context, listing);
  const { output, language } = context;
  const table = createTable(listing.columns, { ...output, language });
  let any = false;
  for await (const { items } of pagesOf(context.api, listing)) {
    if (items.length === 0) continue;
    any = true;
    await output.write(table(rowsOf(listing.path, listing.row, items)));
  }
  if (!any && output.isTerminal) output.note(context.say(sentences.nothing));
  else if (!any) await output.write(table([]));
  return exitCodes.ok;
}

/** One document, as the API would answer were its pages endless. */
async function printJsonList(context: Context, listing: PageRequest): Promise<ExitCode> {
  const { output } = context;
  await output.write('{"items":[');
  let first = true;
  let nextCursor: string | null = null;
  for await (const page of pagesOf(context.api, listing)) {
    const text = page.items.map((item) => `\n${JSON.stringify(item)}`).join(',');
    if (text !== '') await output.write(first ? text : `,${text}`);
    first &&= text === '';
    nextCursor = page.nextCursor;
  }
  await output.write(`\n],"nextCursor":${JSON.stringify(nextCursor)}}\n`);
  return exitCodes.ok;
}

export function rowsOf<Row>(path: string, schema: z.ZodType<Row>, items: readonly unknown[]): Row[] {
  const parsed = z.array(schema).safeParse(items);
  if (parsed.success) return parsed.data;
  throw oddAnswer(path, parsed.error.issues[0]?.path.join('.') ?? '');
}

export async function printTable<Row>(
  { output, language }: Context,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  await output.write(createTable(columns, { ...output, language })(rows));
}

export async function printJson({ output }: Context, value: unknown): Promise<void> {
  await output.write(`${JSON.stringify(value, null, 2)}\n`);
}
