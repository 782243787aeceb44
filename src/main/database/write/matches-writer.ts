import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import {
  type ConnectionId,
  connectionIdSchema,
  type ListingId,
  listingIdSchema,
  type VariantId,
  variantIdSchema,
} from '../../../shared/domain/ids';
import { candidateSchema, type Proposal, proposalClassSchema } from '../../../shared/domain/matching';
import { AppError } from '../../../shared/errors/app-error';
import { foldCode } from '../../../shared/text/fold';
import { readOptions } from '../json-column';
import { type Prepare, prepareOnce } from '../prepared';
import { wordTerms } from '../search-terms';
import type { Stamp } from '../stamp';
import { TEXT, WHOLE } from '../steady-parameter';
import { MatchLists } from './match-lists';
import type { Actor } from './stock-writer';

/** A decision about a listing: it is this variant, or it is to be left alone. */
export type MatchDecision =
  | { readonly state: 'matched'; readonly variantId: VariantId }
  | { readonly state: 'ignored'; readonly variantId: null };

export type StoredMatch = MatchDecision & { readonly reason: string };

/** What matching needs of a listing; prices in minor units, times UTC epoch ms. */
export interface MatchListing {
  readonly id: ListingId;
  readonly connectionId: ConnectionId;
  readonly variantKey: string;
  readonly title: string | null;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly brand: string | null;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly priceMinor: number | null;
  readonly currency: string | null;
  readonly listPriceMinor: number | null;
  readonly listCurrency: string | null;
  readonly stock: number | null;
  readonly vatRate: number | null;
  readonly updatedAt: number;
}

export interface StoredProposal extends Proposal {
  readonly listing: MatchListing;
}

export interface ProposalFilter {
  readonly class?: Proposal['class'];
  readonly connectionId?: ConnectionId;
}

/** Where a page ended. */
export interface ProposalPlace {
  readonly class: string;
  readonly connectionId: string;
  readonly listingId: string;
}

const listingRow = z
  .object({
    id: z.number().transform((id) => listingIdSchema.parse(String(id))),
    connectionId: connectionIdSchema,
    variantKey: z.string(),
    title: z.string().nullable(),
    variantTitle: z.string().nullable(),
    sku: z.string().nullable(),
    barcode: z.string().nullable(),
    brand: z.string().nullable(),
    options: z.string().transform(readOptions),
    priceMinor: z.number().nullable(),
    currency: z.string().nullable(),
    listPriceMinor: z.number().nullable(),
    listCurrency: z.string().nullable(),
    stock: z.number().nullable(),
    vatRate: z.number().nullable(),
    updatedAt: z.number(),
  })
  .strip();
const proposalRow = z.object({ class: proposalClassSchema, candidates: z.string() });
const matchRow = z.object({ state: z.string(), variant_id: z.number().nullable(), reason: z.string() });
const takenRow = z.object({ listing_id: z.number(), connection_id: connectionIdSchema });
const idRow = z.object({ id: z.number() });
const settledRow = z.object({ settled: z.number() });
const startRow = z.object({ at: z.number().nullable() });
const candidatesSchema = z.array(candidateSchema);
const readCandidates = (json: string) => candidatesSchema.parse(JSON.parse(json));

const LISTING = `l.id, l.connection_id AS connectionId, l.variant_key AS variantKey, l.title, l.variant_title AS variantTitle,
  l.sku, l.barcode, l.brand, l.options, l.price_minor AS priceMinor, l.currency, l.list_price_minor AS listPriceMinor,
  l.list_currency AS listCurrency, l.stock, l.vat_rate AS vatRate, l.updated_at AS updatedAt`;

/** The SQL of this writer, open to the test of query plans. */
export const matchSql = {
  listing: `SELECT ${LISTING} FROM listings l WHERE l.id = ?`,
  open: `SELECT ${LISTING}, m.listing_id IS NOT NULL OR l.gone_at IS NOT NULL AS settled
    FROM listings l LEFT JOIN matches m ON m.listing_id = l.id
    WHERE l.connection_id = ? AND l.variant_key > ? ORDER BY l.variant_key LIMIT ?`,
  proposed: `SELECT ${LISTING}, p.class, p.candidates
    FROM match_proposals p JOIN listings l ON l.id = p.listing_id WHERE p.listing_id = ${WHOLE}`,
  match: 'SELECT state, variant_id, reason FROM matches WHERE listing_id = ?',
  ofVariant: 'SELECT listing_id, connection_id FROM matches WHERE variant_id = ?',
  page: (filter: ProposalFilter) => `SELECT ${LISTING}, p.class, p.candidates
    FROM match_proposals p JOIN listings l ON l.id = p.listing_id
    WHERE (p.class, p.connection_id, p.listing_id) > (?, ?, ?)${filter.class ? ' AND p.class = ?' : ''}${
      filter.connectionId ? ' AND p.connection_id = ?' : ''
    } ORDER BY p.class, p.connection_id, p.listing_id LIMIT ?`,
  count: `SELECT connection_id AS connectionId, class, count(*) AS count FROM match_proposals GROUP BY class, connection_id`,
  byWords: 'SELECT rowid AS id FROM variant_search WHERE variant_search MATCH ? LIMIT 20',
  byTitle: `SELECT id FROM variants WHERE title_key = ${TEXT} AND deleted_at IS NULL LIMIT 20`,
  undecidedLike: (
    column: 'barcode' | 'sku_code',
  ) => `SELECT ${LISTING} FROM listings l WHERE l.${column} = ${TEXT}
    AND l.gone_at IS NULL AND NOT EXISTS (SELECT 1 FROM matches m WHERE m.listing_id = l.id) LIMIT 100`,
  runStart: `SELECT max(started_at) AS at FROM run_streams
    WHERE connection_id = ? AND stream = 'products' AND state IN ('done', 'partial')`,
} as const;

function readProposal(row: unknown): StoredProposal {
  const { class: kind, candidates } = proposalRow.parse(row);
  return { listing: listingRow.parse(row), class: kind, candidates: readCandidates(candidates) };
}

/** Which listing is which variant, and what Kervan proposes. */
export class MatchesReader {
  readonly lists: MatchLists;
  protected readonly prepare: Prepare;

  constructor(connection: Sqlite.Database) {
    this.prepare = prepareOnce(connection);
    this.lists = new MatchLists(this.prepare);
  }

  listing(id: ListingId): MatchListing {
    const found = this.findListing(id);
    if (found === null) throw new AppError('input.notFound', { facts: { what: 'listing', id } });
    return found;
  }

  findListing(id: ListingId): MatchListing | null {
    const row = this.prepare(matchSql.listing).get(Number(id));
    return row === undefined ? null : listingRow.parse(row);
  }

  /** Undecided listings that are at the channel, in the order of their key; `after` null = nothing is left behind them. */
  open(connectionId: ConnectionId, after: string, limit: number) {
    const rows = this.prepare(matchSql.open).all(connectionId, after, limit);
    const last = rows.length < limit ? undefined : rows.at(-1);
    return {
      listings: rows
        .filter((row) => settledRow.parse(row).settled === 0)
        .map((row): MatchListing => listingRow.parse(row)),
      after: last === undefined ? null : listingRow.parse(last).variantKey,
    };
  }

  find(listingId: ListingId): StoredMatch | null {
    const row = this.prepare(matchSql.match).get(Number(listingId));
    if (row === undefined) return null;
    const { state, variant_id, reason } = matchRow.parse(row);
    return state === 'matched'
      ? { state, variantId: variantIdSchema.parse(String(variant_id)), reason }
      : { state: 'ignored', variantId: null, reason };
  }

  ofVariant(variantId: VariantId): { readonly listingId: ListingId; readonly connectionId: ConnectionId }[] {
    return this.prepare(matchSql.ofVariant)
      .all(Number(variantId))
      .map((one) => takenRow.parse(one))
      .map((one) => ({
        listingId: listingIdSchema.parse(String(one.listing_id)),
        connectionId: one.connection_id,
      }));
  }

  summary(): {
    readonly connectionId: ConnectionId;
    readonly class: Proposal['class'];
    readonly count: number;
  }[] {
    const row = z.object({ connectionId: connectionIdSchema, class: proposalClassSchema, count: z.number() });
    return this.prepare(matchSql.count)
      .all()
      .map((one) => row.parse(one));
  }

  proposal(listing: MatchListing): StoredProposal | null {
    const row = this.prepare('SELECT class, candidates FROM match_proposals WHERE listing_id = ?').get(
      Number(listing.id),
    );
    if (row === undefined) return null;
    const { class: kind, candidates } = proposalRow.parse(row);
    return { listing, class: kind, candidates: readCandidates(candidates) };
  }

  /** An undecided listing with its proposal; null = it was decided meanwhile. */
  proposed(id: ListingId): StoredProposal | null {
    const row = this.prepare(matchSql.proposed).get(Number(id));
    return row === undefined ? null : readProposal(row);
  }

  /** Proposals by class, connection and listing, after a place in that order. */
  page(filter: ProposalFilter, after: ProposalPlace | null, limit: number): StoredProposal[] {
    const place = after ?? { class: '', connectionId: '', listingId: '0' };
    const wanted = [filter.class, filter.connectionId].filter((one) => one !== undefined);
    return this.prepare(matchSql.page(filter))
      .all(place.class, place.connectionId, Number(place.listingId), ...wanted, limit)
      .map(readProposal);
  }

  /** Variants that have the longest words, which are the rarest ones, or whose title is this one. */
  similar(words: string, titleKey: string): VariantId[] {
    const longest = [...new Set(wordTerms(words))].sort((a, b) => b.length - a.length).slice(0, 3);
    const expression = longest.map((word) => `"${word.slice(0, 60)}"`).join(' AND ');
    const found = expression === '' ? [] : this.prepare(matchSql.byWords).all(expression);
    const ids = [...found, ...this.prepare(matchSql.byTitle).all(titleKey)];
    return [...new Set(ids.map((one) => idRow.parse(one).id))].map((id) => variantIdSchema.parse(String(id)));
  }

  /** When the last products reading that finished began (UTC epoch ms). */
  lastReading(connectionId: ConnectionId): number | null {
    const row = this.prepare(matchSql.runStart).get(connectionId);
    return row === undefined ? null : startRow.parse(row).at;
  }

  /** Undecided listings that a code of this variant speaks of: their proposals may be others now. */
  undecidedLike(barcodes: readonly string[], sku: string | null): MatchListing[] {
    const take = (column: 'barcode' | 'sku_code', value: string) =>
      this.prepare(matchSql.undecidedLike(column)).all(value);
    const rows = [
      ...barcodes.flatMap((one) => take('barcode', one)),
      ...(sku === null ? [] : take('sku_code', foldCode(sku))),
    ];
    const listings = rows.map((row) => listingRow.parse(row));
    return [...new Map(listings.map((one) => [one.id, one])).values()];
  }
}

export class MatchesWriter extends MatchesReader {
  readonly #stamp: () => Stamp;

  constructor(connection: Sqlite.Database, stamp: () => Stamp) {
    super(connection);
    this.#stamp = stamp;
  }

  /** Keeps a decision, or takes it away with null; the listing's proposal goes. */
  set(listing: MatchListing, decision: StoredMatch | null, actor: Actor): void {
    this.prepare('DELETE FROM match_proposals WHERE listing_id = ?').run(Number(listing.id));
    if (decision === null) {
      this.prepare('DELETE FROM matches WHERE listing_id = ?').run(Number(listing.id));
      return;
    }
    this.prepare(
      `INSERT INTO matches (listing_id, connection_id, state, variant_id, reason, actor, decided_at)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (listing_id) DO UPDATE SET state = excluded.state,
         variant_id = excluded.variant_id, reason = excluded.reason, actor = excluded.actor, decided_at = excluded.decided_at`,
    ).run(
      Number(listing.id),
      listing.connectionId,
      decision.state,
      decision.variantId === null ? null : Number(decision.variantId),
      decision.reason,
      actor,
      this.#stamp(),
    );
  }

  propose(listing: MatchListing, proposal: Proposal): void {
    this.prepare(
      `INSERT INTO match_proposals (listing_id, connection_id, class, candidates, computed_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (listing_id) DO UPDATE SET class = excluded.class, candidates = excluded.candidates,
         computed_at = excluded.computed_at`,
    ).run(
      Number(listing.id),
      listing.connectionId,
      proposal.class,
      JSON.stringify(proposal.candidates),
      this.#stamp(),
    );
  }

  /** Proposals of listings no longer at the channel go. */
  forgetGone(connectionId: ConnectionId): void {
    this.prepare(
      `DELETE FROM match_proposals WHERE listing_id IN (SELECT p.listing_id FROM match_proposals p
         JOIN listings l ON l.id = p.listing_id WHERE p.class IN ('sure', 'doubtful', 'new') AND p.connection_id = ?
         AND l.gone_at IS NOT NULL)`,
    ).run(connectionId);
  }
}
