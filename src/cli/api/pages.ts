import { z } from 'zod';
import type { Api, Query } from './client';

export interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

const pageSchema = z.looseObject({
  items: z.array(z.unknown()),
  nextCursor: z.union([z.string(), z.number().transform(String), z.null()]).default(null),
});

export interface PageRequest {
  readonly path: string;
  readonly query: Query;
  /** Rows the API gives at most in one answer; null = it is not paged. */
  readonly most: number | null;
  /** Rows wanted in all; undefined = every one. */
  readonly limit?: number;
}

/** Page after page to the end, one in memory at a time. */
export async function* pagesOf(api: Api, { path, query, most, limit }: PageRequest): AsyncGenerator<Page> {
  let left = limit ?? Number.POSITIVE_INFINITY;
  let cursor: string | undefined;
  do {
    const asked: Query = most === null ? query : { ...query, cursor, limit: Math.min(most, left) };
    const page = await api.get(pageSchema, path, asked);
    const items = page.items.slice(0, left);
    left -= items.length;
    yield { items, nextCursor: page.nextCursor };
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && left > 0);
}
