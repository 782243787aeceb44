import type { ServiceHandlers } from '../../shared/contract';
import type { DecidedRow, MatchRow, MatchSummary, MatchTotals } from '../../shared/contract/matching';
import type { BatchId, ConnectionId, ProblemId } from '../../shared/domain/ids';
import { type ProposalClass, proposalClassSchema } from '../../shared/domain/matching';
import { AppError } from '../../shared/errors/app-error';
import type { Actor, DecidedPlace, MatchListing, ProposalPlace } from '../database';
import { undoBatch } from '../stock/batch-undo';
import {
  acceptOne,
  createOne,
  decideOne,
  ignoreOne,
  type MatchWork,
  type RowResult,
  type Wish,
} from '../stock/match-decisions';
import { proposeForConnection } from '../stock/match-proposals';
import {
  decideInSteps,
  type ListingScope,
  type MatchNote,
  takeFrom,
  takeListings,
} from '../stock/match-steps';
import { createThrottle } from '../sync/throttle';
import type { ServiceContext } from './context';
import { inSlices } from './in-slices';
import { findVariants, readNumber, viewDecision, viewRow } from './match-views';
import { tellProblems, tellStock } from './stock';

type Handlers = Pick<
  ServiceHandlers,
  | 'matching.summary'
  | 'matching.count'
  | 'matching.window'
  | 'matching.acceptSure'
  | 'matching.decide'
  | 'matching.createNew'
  | 'matching.ignoreAll'
  | 'matching.decided'
  | 'matching.searchVariants'
  | 'batches.list'
  | 'batches.undo'
>;

/** News of a long decision come at most twice a second. */
const NEWS_INTERVAL_MS = 500;

export function matchingHandlers(context: ServiceContext): Handlers {
  const { database } = context;
  const undoing = new Map<BatchId, ReturnType<typeof undoBatch>>();
  return {
    'matching.summary': async ({ connectionId }) => summaryOf(context, connectionId),
    'matching.count': async ({ connectionId, class: wanted }) => {
      const { sure, doubtful, new: fresh } = summaryOf(context, connectionId);
      const sums = { sure, doubtful, new: fresh };
      return { count: wanted === undefined ? sure + doubtful + fresh : sums[wanted] };
    },
    'matching.window': async (input) => proposalPage(context, input),
    'matching.decided': async (input) => decidedPage(context, input),
    'matching.searchVariants': async ({ text, listingId }) => ({
      variants: findVariants(database, text, listingId),
    }),
    'matching.acceptSure': ({ actor, ...scope }) =>
      inBulk(context, actor, 'match.sure', { ...scope, class: 'sure' }, acceptOne),
    'matching.createNew'({ actor, ...scope }) {
      const mayJoin = joinable(scope);
      return inBulk(context, actor, 'match.new', { ...scope, class: 'new' }, (work, listing) =>
        createOne(work, listing, mayJoin),
      );
    },
    'matching.ignoreAll': ({ actor, ...scope }) => inBulk(context, actor, 'match.ignored', scope, ignoreOne),
    'matching.decide': ({ rows, actor }) =>
      telling(context, async (problems, afterStep) => {
        const results: RowResult[] = [];
        const batchId = await decideInSteps<Wish>({
          ...{ database, actor, problems, afterStep },
          note: noteOf(rows),
          take: takeFrom(rows),
          each: (work, wish) => void results.push(decideOne(work, wish)),
        });
        return { batchId, results };
      }),
    async 'batches.list'({ cursor, limit }) {
      const rows = database.batches.list(cursor ?? null, limit + 1);
      const shown = rows.slice(0, limit);
      return { batches: shown, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
    },
    // Asked for twice at once, a batch is taken back once.
    'batches.undo'({ id, actor }) {
      const running = undoing.get(id);
      if (running !== undefined) return running;
      const started = telling(context, (problems, afterStep) =>
        undoBatch({ database, batch: id, actor, problems, afterStep }),
      ).finally(() => undoing.delete(id));
      undoing.set(id, started);
      return started;
    },
  };
}

/** Proposals of a connection whose products were just read. A failure is told to the log; the next reading tries again. */
export function proposeAfterReading(context: ServiceContext, connectionId: ConnectionId): void {
  proposeForConnection(context.database, connectionId).then(
    () => {
      context.events.emit('matching.changed', { connectionId });
      context.events.emit('data.changed', { connectionId, stream: 'products', added: 0 });
    },
    (error: unknown) => context.log.error('matches not proposed', { connectionId, error }),
  );
}

/** Tells the window while matches change, and at the end the complaints that came or went; also when it ends early. */
async function telling<Answer>(
  context: ServiceContext,
  work: (problems: Set<ProblemId>, afterStep: () => void) => Promise<Answer>,
): Promise<Answer> {
  const problems = new Set<ProblemId>();
  const news = createThrottle<void>(NEWS_INTERVAL_MS, () => {
    context.events.emit('matching.changed', { connectionId: null });
    tellStock(context, null);
  });
  try {
    return await work(problems, () => news.push());
  } finally {
    news.flush();
    tellProblems(context, problems);
  }
}

/** What one kind of decision is called; several kinds together are decisions. */
function noteOf(rows: readonly Wish[]): MatchNote {
  const [action, ...others] = new Set(rows.map((row) => row.action));
  if (action === undefined || others.length > 0) return 'match.decided';
  return NOTES[action];
}

const NOTES: Readonly<Record<Wish['action'], MatchNote>> = {
  match: 'match.decided',
  create: 'match.new',
  ignore: 'match.ignored',
  unlink: 'match.unlinked',
};

function inBulk(
  context: ServiceContext,
  actor: Actor,
  note: MatchNote,
  scope: ListingScope,
  each: (work: MatchWork, listing: MatchListing) => readonly RowResult[],
): Promise<MatchTotals> {
  return telling(context, async (problems, afterStep) => {
    let matched = 0;
    const batchId = await decideInSteps({
      ...{ database: context.database, actor, note, problems, afterStep },
      take: takeListings(scope),
      each(work, listing) {
        matched += each(work, listing).length;
      },
    });
    return { batchId, matched };
  });
}

/** A product made for a listing takes its siblings along, as far as they are meant. */
function joinable({ connectionId, listingIds, except = [] }: Omit<ListingScope, 'class'>) {
  const named = listingIds === undefined ? null : new Set(listingIds);
  const left = new Set(except);
  return (listing: MatchListing): boolean =>
    (connectionId === undefined || listing.connectionId === connectionId) &&
    (named === null || named.has(listing.id)) &&
    !left.has(listing.id);
}

function summaryOf({ database }: ServiceContext, connectionId: ConnectionId | undefined): MatchSummary {
  const isMeant = (one: { readonly connectionId: ConnectionId }) =>
    connectionId === undefined || one.connectionId === connectionId;
  const sums = { sure: 0, doubtful: 0, new: 0, ignored: 0, matched: 0 };
  for (const { class: kind, count } of database.matches.summary().filter(isMeant)) sums[kind] += count;
  for (const { state, count } of database.matches.lists.decidedCounts().filter(isMeant)) sums[state] += count;
  return sums;
}

interface PageInput {
  readonly cursor?: string;
  readonly offset?: number;
  readonly limit: number;
}

async function proposalPage(
  { database }: ServiceContext,
  input: PageInput & { readonly class?: ProposalClass; readonly connectionId?: ConnectionId },
): Promise<{ rows: MatchRow[]; nextCursor: string | null }> {
  const { cursor, offset, limit, ...filter } = input;
  const after = cursor === undefined ? null : readProposalCursor(cursor);
  const rows =
    offset === undefined
      ? database.matches.page(filter, after, limit + 1)
      : (
          await inSlices(database.matches.lists.proposals(filter, offset, limit + 1), (id) =>
            database.matches.proposed(id),
          )
        ).filter((row) => row !== null);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: await inSlices(shown, (row) => viewRow(database, row)),
    nextCursor: last ? `${last.class}.${last.listing.id}.${last.listing.connectionId}` : null,
  };
}

function readProposalCursor(cursor: string): ProposalPlace {
  const [kind, listingId, ...connection] = cursor.split('.');
  const parsed = proposalClassSchema.safeParse(kind);
  if (!parsed.success) throw new AppError('input.cursorInvalid');
  return {
    class: parsed.data,
    listingId: String(readNumber(listingId)),
    connectionId: connection.join('.'),
  };
}

async function decidedPage(
  { database }: ServiceContext,
  input: PageInput & { readonly state: 'matched' | 'ignored'; readonly connectionId?: ConnectionId },
): Promise<{ rows: DecidedRow[]; nextCursor: string | null }> {
  const { cursor, offset, limit, ...filter } = input;
  const after = cursor === undefined ? null : readDecidedCursor(cursor);
  const rows = database.matches.lists.decided(filter, after, offset ?? 0, limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: (await inSlices(shown, (row) => viewDecision(database, row))).filter((row) => row !== null),
    nextCursor: last ? `${last.decidedAt}.${last.listingId}.${last.connectionId}` : null,
  };
}

function readDecidedCursor(cursor: string): DecidedPlace {
  const [decidedAt, listingId, ...connection] = cursor.split('.');
  return {
    decidedAt: readNumber(decidedAt),
    listingId: String(readNumber(listingId)),
    connectionId: connection.join('.'),
  };
}
