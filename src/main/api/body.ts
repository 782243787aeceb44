import type { Context } from 'hono';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error';

/** A name of the caller's own making may be as long as its body. */
const LONGEST_PLACE = 200;

/** The first complaint of a schema as an error that names the place, never the value. */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? `.${issue.keys.join(',')}` : '';
  throw new AppError('input.invalid', {
    facts: {
      field: `${issue?.path.join('.') ?? ''}${unknown}`.replace(/^\./, '').slice(0, LONGEST_PLACE),
      reason: issue?.code ?? 'invalid',
    },
  });
}

/** JSON body as an object; an empty body counts as {}. */
export async function readJson(context: Context): Promise<Record<string, unknown>> {
  const text = await context.req.text();
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('input.invalid', { facts: { field: 'body', reason: 'json' } });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('input.invalid', { facts: { field: 'body', reason: 'object' } });
  }
  return value as Record<string, unknown>;
}

/** Query parameters by name; a repeated name keeps its last value, and what the schema calls a list is written with commas. */
export function readQuery(context: Context, schema: z.ZodObject): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(context.req.query()).map(([name, text]) => [
      name,
      isList(schema.shape[name]) ? text.split(',') : text,
    ]),
  );
}

export function isList(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isList(schema.unwrap());
  return schema instanceof z.ZodArray;
}
