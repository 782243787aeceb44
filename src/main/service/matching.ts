import { setImmediate } from 'node:timers/promises';
import type { ServiceHandlers } from '../../shared/contract';
import type { MatchRow, MatchTotals } from '../../shared/contract/matching';
import { type BatchId, type ConnectionId, variantIdSchema } from '../../shared/domain/ids';
import { type ProposalClass, proposalClassSchema } from '../../shared/domain/matching';
import { AppError } from '../../shared/errors/app-error';
import type { MatchListing, ProposalPlace, StoredProposal, WriteTransaction } from '../database';
import { acceptSure, type BatchResult, createNew, decideAll } from '../stock/match-decisions';
import { proposeForConnection } from '../stock/match-proposals';
import { undoMatches } from '../stock/match-undo';
import type { ServiceContext } from './context';

type Handlers = Pick<
  ServiceHandlers,
  | 'matching.summary'
  | 'matching.count'
  | 'matching.window'
  | 'matching.acceptSure'
  | 'matching.decide'
  | 'matching.createNew'
  | 'batches.list'
  | 'batches.undo'
>;

/** Rows decided in one transaction. */
const STEP_ROWS = 25;

export function matchingHandlers(context: ServiceContext): Handlers {
  const { database } = context;
  const summary = (connectionId?: ConnectionId, wanted?: ProposalClass) =>
    database.matches
      .summary()
      .filter((one) => connectionId === undefined || one.connectionId === connectionId)
      .filter((one) => wanted === undefined || one.class === wanted);
  return {
    async 'matching.summary'({ connectionId }) {
      const sums = { sure: 0, doubtful: 0, new: 0 };
      for (const { class: kind, count } of summary(connectionId)) sums[kind] += count;
      return sums;
    },
    'matching.count': async ({ connectionId, class: wanted }) => ({
      count: summary(connectionId, wanted).reduce((sum, { count }) => sum + count, 0),
    }),
    async 'matching.window'({ cursor, limit, ...filter }) {
      const after = cursor === undefined ? null : readCursor(cursor);
      const rows = database.matches.page(filter, after, limit + 1);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        rows: shown.map((row) => viewRow(context, row)),
        nextCursor: last ? `${last.class}.${last.listing.id}.${last.listing.connectionId}` : null,
      };
    },
    'matching.acceptSure': ({ connectionId, actor }) =>
      inSteps(context, 'sure', connectionId, (tx, listings, batch) => acceptSure(tx, listings, actor, batch)),
    'matching.createNew': ({ connectionId, actor }) =>
      inSteps(context, 'new', connectionId, (tx, listings, batch) =>
        createNew(tx, listings, actor, batch, connectionId),
      ),
    'matching.decide': async ({ rows, actor }) => database.write((tx) => decideAll(tx, rows, actor)),
    async 'batches.list'({ cursor, limit }) {
      const rows = database.batches.list(cursor ?? null, limit + 1);
      const shown = rows.slice(0, limit);
      return { batches: shown, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
    },
    'batches.undo': async ({ id, actor }) => database.write((tx) => undoMatches(tx, id, actor)),
  };
}

/** Proposals of a connection whose products were just read. A failure is told to the log; the next reading tries again. */
export function proposeAfterReading(context: ServiceContext, connectionId: ConnectionId): void {
  proposeForConnection(context.database, connectionId).then(
    () => context.events.emit('data.changed', { connectionId, stream: 'products', added: 0 }),
    (error: unknown) => context.log.error('matches not proposed', { connectionId, error }),
  );
}

/** All proposals of a class, a few in each transaction, so that the process stays responsive in between. */
async function inSteps(
  { database }: ServiceContext,
  wanted: ProposalClass,
  connectionId: ConnectionId | undefined,
  step: (tx: WriteTransaction, listings: readonly MatchListing[], batch: BatchId | null) => BatchResult,
): Promise<MatchTotals> {
  let batchId: BatchId | null = null;
  let matched = 0;
  let after: ProposalPlace | null = null;
  for (;;) {
    const place: ProposalPlace | null = after;
    const rows = database.matches.page({ class: wanted, connectionId }, place, STEP_ROWS);
    const last = rows.at(-1);
    if (last === undefined) return { batchId, matched };
    const listings = rows.map(({ listing }) => listing);
    const begun: BatchId | null = batchId;
    const result: BatchResult = database.write((tx) => step(tx, listings, begun));
    batchId = result.batchId;
    matched += result.results.length;
    after = { class: last.class, connectionId: last.listing.connectionId, listingId: last.listing.id };
    await setImmediate();
  }
}

function viewRow(
  { database }: ServiceContext,
  { listing, class: kind, candidates }: StoredProposal,
): MatchRow {
  const { title, variantTitle, sku, barcode, brand, priceMinor, currency, stock } = listing;
  return {
    listingId: listing.id,
    connectionId: listing.connectionId,
    class: kind,
    ...{ title, variantTitle, sku, barcode, brand, priceMinor, currency, stock },
    candidates: candidates.flatMap((candidate) => {
      const variant = database.variants.find(variantIdSchema.parse(candidate.variantId));
      if (variant === null || variant.deletedAt !== null) return [];
      return [{ ...candidate, title: variant.title, sku: variant.sku, barcode: variant.barcode }];
    }),
  };
}

function readCursor(cursor: string): ProposalPlace {
  const [kind, listingId, ...connection] = cursor.split('.');
  const parsed = proposalClassSchema.safeParse(kind);
  if (!parsed.success || !/^\d{1,15}$/.test(listingId ?? '')) throw new AppError('input.cursorInvalid');
  return { class: parsed.data, listingId: listingId ?? '0', connectionId: connection.join('.') };
}
