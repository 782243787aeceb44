import { z } from 'zod';
import { catalogueAccesses, catalogueCategories } from '../../../shared/connector/catalogue';
import { evidenceSchema, streamNameSchema } from '../../../shared/domain/stream';
import { bilingual } from './common';

const cardFields = {
  id: z.string(),
  name: z.string(),
  nameEn: z.string().optional(),
  category: z.enum(catalogueCategories),
  countries: z.array(z.string()).describe('ISO 3166-1 alpha-2; EU, and * for every country.'),
  access: z.enum(catalogueAccesses),
  evidence: evidenceSchema.describe('What was really tried.'),
  original: z.boolean(),
  docsUrl: z.string().optional(),
  aliases: z.array(z.string()).optional(),
  note: bilingual.optional(),
  mergedInto: z
    .object({ id: z.string(), reason: bilingual })
    .optional()
    .describe('The entry to connect instead.'),
  capabilities: z
    .object({
      read: z.array(z.enum(['products', 'stock', 'prices', 'orders'])),
      write: z.array(z.enum(['stock', 'price', 'orderStatus', 'listing'])),
    })
    .optional(),
  connectable: z.boolean(),
  connectionCount: z.int(),
};

export const integrationAnswer = z.object(cardFields).meta({ id: 'Integration' });

export const fieldAnswer = z
  .object({
    name: z.string(),
    label: bilingual,
    help: bilingual,
    secret: z.literal(true).optional().describe('Goes to the vault and is never told again.'),
    kind: z.enum(['text', 'address', 'choice']).optional(),
    pattern: z.string().optional().describe('Regular expression the whole trimmed value must match.'),
    patternHelp: bilingual.optional(),
    example: z.string().optional(),
    choices: z.array(z.object({ value: z.string(), label: bilingual })).optional(),
    optional: z.literal(true).optional(),
    fallback: z.string().optional(),
  })
  .meta({ id: 'CredentialField' });

export const integrationDetailAnswer = z
  .object({
    ...cardFields,
    fields: z.array(fieldAnswer).describe('Empty when it cannot be connected yet.'),
    apiVersion: z.string().nullable(),
    docs: z.string().nullable(),
    streams: z.array(
      z.object({
        stream: streamNameSchema,
        everyMinutes: z.number(),
        method: z.enum(['sinceCursor', 'fullRead']),
      }),
    ),
    readWrite: z
      .object({
        read: z.array(streamNameSchema),
        write: z.array(z.enum(['stock', 'price', 'orderStatus', 'listing'])),
        webhooks: z.boolean(),
        notes: bilingual.optional(),
      })
      .nullable(),
    limits: z.array(
      z.object({
        name: z.string(),
        title: bilingual,
        calls: z.number(),
        perSeconds: z.number(),
        spacingSeconds: z.number().optional(),
        only: z.literal(true).optional(),
        source: z.string(),
      }),
    ),
  })
  .meta({ id: 'IntegrationDetail' });
