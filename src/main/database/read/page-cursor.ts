import { z } from 'zod';
import { connectionIdSchema } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';

/** Place after a row in the order of changes; nothing that changes later is missed. */
const placeSchema = z.tuple([z.int().min(0), connectionIdSchema.or(z.literal('')), z.int().min(0)]);
export type Place = z.infer<typeof placeSchema>;

export const encodePlace = (place: Place): string =>
  Buffer.from(JSON.stringify(place), 'utf8').toString('base64url');

/** Throws input.cursorInvalid for anything that is no cursor of ours. */
export function decodePlace(cursor: string): Place {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (thrown) {
    throw new AppError('input.cursorInvalid', { cause: thrown });
  }
}

export interface PageRequest {
  /** Only rows of this connection. */
  readonly connectionId?: string;
  /** Only rows changed after this time of Kervan (UTC epoch ms, exclusive). */
  readonly updatedAfter?: number;
  /** From the page before; `updatedAfter` is then of no account. */
  readonly cursor?: string;
  readonly limit: number;
}

/** Where a page starts: after the cursor, else after the time, else at the beginning. */
export function startOf({ updatedAfter, cursor }: PageRequest): Place {
  if (cursor !== undefined) return decodePlace(cursor);
  return [updatedAfter === undefined ? 0 : Math.max(0, updatedAfter + 1), '', 0];
}
