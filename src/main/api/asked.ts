import { z } from 'zod';
import { connectionIdSchema } from '../../shared/domain/ids';
import { isoTime } from './times';

/** What the calls of many routes have in common. */
export const byConnection = z.object({ id: connectionIdSchema });

export const connection = connectionIdSchema.optional().describe('Of this connection only.');

const anyCursor = z.string().max(200);

export function paging(most: number, usual: number): ReturnType<typeof pagingBy<typeof anyCursor>> {
  return pagingBy(anyCursor, most, usual);
}

export function pagingBy<Cursor extends z.ZodType>(cursor: Cursor, most: number, usual: number) {
  return {
    cursor: cursor.optional().describe('`nextCursor` of the page before.'),
    limit: z.coerce.number().int().min(1).max(most).default(usual).describe('Rows of a page.'),
  };
}

const time = z.union([
  z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number),
  isoTime,
]);

/** Rows in the order of Kervan's own change time. */
export const changesQuery = z.object({
  connection,
  updatedAfter: time
    .optional()
    .describe('ISO time with offset or epoch milliseconds, exclusive; of no account with a cursor.'),
  ...paging(1_000, 100),
});

export function rowsAsked({ connection: connectionId, ...rest }: z.output<typeof changesQuery>) {
  return { connectionId, ...rest };
}
