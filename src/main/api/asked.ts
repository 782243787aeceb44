import { z } from 'zod';
import { connectionIdSchema } from '../../shared/domain/ids';

/** What the calls of many routes have in common. */
export const byConnection = z.object({ id: connectionIdSchema });

export const connection = connectionIdSchema.optional().describe('Of this connection only.');

export function paging(most: number, usual: number, cursor: z.ZodType<string> = z.string().max(200)) {
  return {
    cursor: cursor.optional().describe('`nextCursor` of the page before.'),
    limit: z.coerce.number().int().min(1).max(most).default(usual).describe('Rows of a page.'),
  };
}
