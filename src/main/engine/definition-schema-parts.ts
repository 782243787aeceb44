import { z } from 'zod';
import { errorCodeSchema } from '../../shared/errors/codes';

/* What several parts of a definition are made of. */

export const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_.]*$/);
export const filled = z.string().min(1);
export const localText = z.strictObject({ tr: filled, en: filled });
export const positive = z.number().positive();
export const doc = z.url({ protocol: /^https$/ });
export const templates = z.record(filled, z.string());

export const request = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  origin: filled,
  path: filled,
  query: templates.optional(),
  headers: templates.optional(),
  body: z.json().optional(),
  doc,
});

const rule = z
  .strictObject({
    status: z.array(z.int().min(100).max(599)).min(1).optional(),
    contentType: filled.optional(),
    at: z.string().optional(),
    equals: z.union([z.string(), z.number(), z.boolean()]).optional(),
    contains: filled.optional(),
    outcome: z.enum(['ok', 'retry', 'limited', 'blocked', 'refresh', 'reconnect', 'skip', 'fail']),
    code: errorCodeSchema.optional(),
    facts: z.record(name, filled).optional(),
  })
  .refine((value) => Object.keys(value).some((key) => !['outcome', 'code', 'facts'].includes(key)), {
    error: 'a rule without a condition matches everything',
  });
export const rules = z.array(rule).optional();

export const code = z.custom<(...given: never[]) => unknown>((value) => typeof value === 'function', {
  error: 'not a function',
});
export const zodType = z.custom<z.ZodType>((value) => value instanceof z.ZodType, { error: 'not a schema' });
export const places = z.union([z.string(), z.array(z.string()).min(1)]);
