import { z } from 'zod';
import {
  type ConnectionId,
  connectionIdSchema,
  type ListingId,
  listingIdSchema,
  type VariantId,
  variantIdSchema,
} from '../../../shared/domain/ids';
import { sortKey } from '../../../shared/text/sort-key';
import type { Prepare } from '../prepared';
import { searchExpression } from '../search-terms';
import type { ProposalFilter } from './matches-writer';

export interface DecidedFilter {
  readonly state: 'matched' | 'ignored';
  readonly connectionId?: ConnectionId;
}

/** Where a page of decisions ended. */
export interface DecidedPlace {
  readonly connectionId: string;
  readonly decidedAt: number;
  readonly listingId: string;
}

export interface StoredDecision {
  readonly listingId: ListingId;
  readonly connectionId: ConnectionId;
  readonly state: 'matched' | 'ignored';
  readonly variantId: VariantId | null;
  readonly reason: string;
  readonly actor: string;
  readonly decidedAt: number;
}

const decisionRow = z
  .object({
    listingId: z.number().transform((id) => listingIdSchema.parse(String(id))),
    connectionId: connectionIdSchema,
    state: z.enum(['matched', 'ignored']),
    variantId: z
      .number()
      .nullable()
      .transform((id) => (id === null ? null : variantIdSchema.parse(String(id)))),
    reason: z.string(),
    actor: z.string(),
    decidedAt: z.number(),
  })
  .strip();

/** After every key that can be written, so that one range finds all that begin alike. */
const LAST = '\uffff';
const idRow = z.object({ id: z.number() });
const and = (wanted: unknown, sql: string) => (wanted === undefined ? '' : ` AND ${sql}`);

/** The SQL of these lists, open to the test of query plans. */
export const matchListSql = {
  /** Ids alone come from the index: a place far down the list costs little. */
  proposals: (filter: ProposalFilter) => `SELECT listing_id AS id FROM match_proposals
    WHERE true${and(filter.class, 'class = ?')}${and(filter.connectionId, 'connection_id = ?')}
    ORDER BY class, connection_id, listing_id LIMIT ? OFFSET ?`,
  decided: (filter: DecidedFilter) => `SELECT listing_id AS listingId, connection_id AS connectionId, state,
      variant_id AS variantId, reason, actor, decided_at AS decidedAt FROM matches
    WHERE state = ?${and(filter.connectionId, 'connection_id = ?')}
      AND (connection_id, decided_at, listing_id) < (?, ?, ?)
    ORDER BY connection_id DESC, decided_at DESC, listing_id DESC LIMIT ? OFFSET ?`,
  decidedCount: `SELECT connection_id AS connectionId, state, count(*) AS count FROM matches GROUP BY state, connection_id`,
  byTitleStart: `SELECT id FROM variants WHERE title_key >= ? AND title_key < ? AND deleted_at IS NULL
    ORDER BY title_key LIMIT ?`,
  byWords: 'SELECT rowid AS id FROM variant_search WHERE variant_search MATCH ? LIMIT ?',
} as const;

/** Lists of the matching screen, read by place. */
export class MatchLists {
  readonly #prepare: Prepare;

  constructor(prepare: Prepare) {
    this.#prepare = prepare;
  }

  /** Undecided listings by class, connection and listing, from a place on. */
  proposals(filter: ProposalFilter, offset: number, limit: number): ListingId[] {
    const wanted = [filter.class, filter.connectionId].filter((one) => one !== undefined);
    return this.#prepare(matchListSql.proposals(filter))
      .all(...wanted, limit, offset)
      .map((row) => listingIdSchema.parse(String(idRow.parse(row).id)));
  }

  /** Decisions, those of a connection together, the newest first. */
  decided(
    filter: DecidedFilter,
    after: DecidedPlace | null,
    offset: number,
    limit: number,
  ): StoredDecision[] {
    const place = after ?? { connectionId: LAST, decidedAt: 0, listingId: '0' };
    const wanted = [filter.connectionId].filter((one) => one !== undefined);
    return this.#prepare(matchListSql.decided(filter))
      .all(
        filter.state,
        ...wanted,
        place.connectionId,
        place.decidedAt,
        Number(place.listingId),
        limit,
        offset,
      )
      .map((row) => decisionRow.parse(row));
  }

  decidedCounts(): readonly {
    readonly connectionId: ConnectionId;
    readonly state: 'matched' | 'ignored';
    readonly count: number;
  }[] {
    const row = z.object({
      connectionId: connectionIdSchema,
      state: z.enum(['matched', 'ignored']),
      count: z.number(),
    });
    return this.#prepare(matchListSql.decidedCount)
      .all()
      .map((one) => row.parse(one));
  }

  /** Variants whose title begins like this, then those that have all the words. */
  variantsLike(text: string, limit: number): VariantId[] {
    const start = sortKey(text);
    const byTitle = this.#prepare(matchListSql.byTitleStart).all(start, `${start}${LAST}`, limit);
    const expression = searchExpression(text);
    const byWords = expression === null ? [] : this.#prepare(matchListSql.byWords).all(expression, limit);
    const ids = [...byTitle, ...byWords].map((row) => idRow.parse(row).id);
    return [...new Set(ids)].slice(0, limit).map((id) => variantIdSchema.parse(String(id)));
  }
}
