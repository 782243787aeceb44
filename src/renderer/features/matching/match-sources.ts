import type { DecidedRow, MatchRow } from '../../../shared/contract/matching';
import type { ConnectionId } from '../../../shared/domain/ids';
import { call } from '../../lib/kervan';
import type { GridSource } from '../../ui';

export interface ProposalFilter {
  readonly class: 'sure' | 'new';
  readonly connectionId?: ConnectionId;
}
export interface DecidedFilter {
  readonly state: 'matched' | 'ignored';
  readonly connectionId?: ConnectionId;
}
export type ProposalRow = MatchRow & { readonly id: string };
export type DecisionRow = DecidedRow & { readonly id: string };

/** Undecided listings of one class as a grid asks for them. */
export const proposalSource: GridSource<ProposalRow, ProposalFilter> = {
  async count({ filter }) {
    const { count } = await call('matching.count', filter);
    return { total: count, isExact: true };
  },
  async window({ filter }, offset, limit) {
    const { rows } = await call('matching.window', { ...filter, offset, limit });
    return rows.map((row) => ({ ...row, id: row.listingId }));
  },
};

/** Decided listings as a grid asks for them. */
export const decidedSource: GridSource<DecisionRow, DecidedFilter> = {
  async count({ filter: { state, connectionId } }) {
    const sums = await call('matching.summary', { connectionId });
    return { total: sums[state], isExact: true };
  },
  async window({ filter }, offset, limit) {
    const { rows } = await call('matching.decided', { ...filter, offset, limit });
    return rows.map((row) => ({ ...row, id: row.listingId }));
  },
};

const PAGE = 500;

/** Every decided listing of a filter but some, page after page. */
export async function decidedIds(
  filter: DecidedFilter,
  except: ReadonlySet<string>,
): Promise<DecidedRow['listingId'][]> {
  const ids: DecidedRow['listingId'][] = [];
  let cursor: string | undefined;
  do {
    const page = await call('matching.decided', { ...filter, cursor, limit: PAGE });
    ids.push(...page.rows.map(({ listingId }) => listingId).filter((id) => !except.has(id)));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}
