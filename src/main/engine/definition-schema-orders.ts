import { z } from 'zod';
import { orderStatusSchema } from '../../shared/domain/order';
import { code, filled, localText, name, places, request, rules, zodType } from './definition-schema-parts';

const orderAction = z.strictObject({
  title: localText,
  help: localText.optional(),
  per: z.enum(['order', 'package', 'loose', 'line']),
  from: z.array(filled).min(1),
  when: z.array(orderStatusSchema).min(1).optional(),
  reaches: z.array(filled),
  fields: z
    .array(
      z.strictObject({
        name,
        label: localText,
        help: localText.optional(),
        pattern: filled.optional(),
        maxLength: z.int().positive(),
        example: filled.optional(),
        optional: z.literal(true).optional(),
        choices: z
          .array(z.strictObject({ value: filled, label: localText }))
          .min(1)
          .optional(),
      }),
    )
    .optional(),
  final: z.literal(true).optional(),
  looksFirst: z.literal(true).optional(),
  prepare: z.strictObject({ request, budget: filled.optional(), read: code, responses: rules }).optional(),
  request,
  budget: filled.optional(),
  bodies: code,
  refusal: code.optional(),
  responses: rules,
});

/** How a definition says that orders are moved on. */
export const orderChanges = z.strictObject({
  look: z.strictObject({
    request,
    body: code.optional(),
    by: z.enum(['key', 'number', 'package']),
    whole: request.optional(),
    most: z.int().positive(),
    budget: filled.optional(),
    records: places,
    single: z.literal(true).optional(),
    raw: zodType,
    map: code,
    responses: rules,
  }),
  actions: z.record(name, orderAction),
});
