import { z } from 'zod';
import { connectionIdSchema } from '../../shared/domain/ids';
import type { RowPageRequest } from '../service/service';
import { parseInput } from './body';
import { isoTime } from './times';

const time = z.union([
  z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number),
  isoTime,
]);

const pageQuery = z.object({
  connection: connectionIdSchema.optional(),
  updatedAfter: time.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export function readPageRequest(query: Record<string, string>): RowPageRequest {
  const { connection, ...rest } = parseInput(pageQuery, query);
  return { connectionId: connection, ...rest };
}
