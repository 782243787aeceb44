import { z } from 'zod';
import type { CatalogueEntry } from '../connector/catalogue';
import type { Budget, Capabilities, Field } from '../connector/definition';
import { evidenceSchema, type StreamName } from '../domain/stream';
import { operation } from './operation';

/** A card of the catalogue. */
export interface IntegrationCard extends CatalogueEntry {
  /** A connection can be made today. */
  readonly connectable: boolean;
  readonly connectionCount: number;
}

export interface IntegrationStream {
  readonly stream: StreamName;
  readonly everyMinutes: number;
  readonly method: 'sinceCursor' | 'fullRead';
}

export interface IntegrationDetail extends IntegrationCard {
  /** Empty when it cannot be connected yet. */
  readonly fields: readonly Field[];
  readonly apiVersion: string | null;
  readonly docs: string | null;
  readonly streams: readonly IntegrationStream[];
  readonly readWrite: Capabilities | null;
  readonly limits: readonly Budget[];
}

export const integrationFilterSchema = z.object({
  q: z.string().max(200).optional(),
  category: z.string().max(50).optional(),
  evidence: evidenceSchema.optional(),
  country: z.string().max(2).optional(),
});

export const integrationOperations = {
  'integrations.list': operation<readonly IntegrationCard[]>()(integrationFilterSchema),
  'integrations.get': operation<IntegrationDetail>()(z.object({ id: z.string().min(1).max(64) })),
};
