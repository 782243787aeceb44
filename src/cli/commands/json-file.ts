import { z } from 'zod';
import type { Context } from '../command';
import { exitCodes } from '../exit-codes';
import { Failure } from '../failure';
import { sentences } from '../words/sentences';

const objectSchema = z.record(z.string(), z.unknown());

/** A JSON object from a file, or from standard input (`-`). What it says is never repeated: it may be secret. */
export async function readJsonObject(context: Context, file: string): Promise<Record<string, unknown>> {
  const text = await context.readFile(file);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    value = undefined;
  }
  const parsed = objectSchema.safeParse(value);
  if (!parsed.success) throw new Failure(exitCodes.usage, sentences.notJson, { file });
  return parsed.data;
}
