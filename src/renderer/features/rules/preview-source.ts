import type { PreviewCounts, PreviewRow } from '../../../shared/contract/rules';
import type { ChannelRules } from '../../../shared/domain/channel-rules';
import { type ConnectionId, listingIdSchema } from '../../../shared/domain/ids';
import type { ValueKind } from '../../../shared/domain/listing-value';
import { AppError } from '../../../shared/errors/app-error';
import { call } from '../../lib/kervan';
import type { GridSource } from '../../ui';
import { CursorWalk } from './cursor-source';

export const CHANGES = ['all', 'changed', 'held', 'same'] as const;
export type ChangeFilter = (typeof CHANGES)[number];

/** A question the preview's table asks; plain data. */
export interface PreviewQuestion {
  readonly rules: ChannelRules;
  readonly kind: ValueKind;
  readonly change: ChangeFilter;
  /** The counts of these rules are there. */
  readonly isCounted: boolean;
}

export type PreviewGridRow = PreviewRow & { readonly id: string };

/** How many rows a filter shows. */
export function countOf(counts: PreviewCounts, kind: ValueKind, change: ChangeFilter): number {
  return change === 'all' ? counts.total : counts[kind][change];
}

/** `latest` = the counts of the rules that are tried now. */
export function previewSource(
  connectionId: ConnectionId,
  asker: string,
  latest: () => PreviewCounts | undefined,
): GridSource<PreviewGridRow, PreviewQuestion> {
  let key = '';
  let walk: CursorWalk<PreviewGridRow> | undefined;
  const fresh = ({ rules, kind, change }: PreviewQuestion) => {
    key = JSON.stringify([rules, kind, change]);
    walk = new CursorWalk(async (cursor, limit) => {
      const after = cursor === undefined ? {} : { cursor: listingIdSchema.parse(cursor) };
      const question = { connectionId, rules, asker, filter: change, limit, ...after };
      const page = await call('rules.preview', change === 'all' ? question : { ...question, kind });
      return { ...page, rows: page.rows.map((row) => ({ ...row, id: row.listingId })) };
    });
    return walk;
  };
  const isCurrent = (asked: PreviewQuestion) =>
    key === JSON.stringify([asked.rules, asked.kind, asked.change]);
  const walkOf = (asked: PreviewQuestion) => (walk !== undefined && isCurrent(asked) ? walk : fresh(asked));
  return {
    // A grid counts whenever it begins anew, so the places known so far are forgotten here.
    count({ filter }, signal) {
      const known = filter.isCounted ? latest() : undefined;
      const begun = fresh(filter);
      if (known === undefined) return begun.count(signal);
      return Promise.resolve({ total: countOf(known, filter.kind, filter.change), isExact: true });
    },
    async window({ filter }, offset, limit, signal) {
      try {
        return await walkOf(filter).window(offset, limit, signal);
      } catch (thrown) {
        // Counting anew ended this walk's question at main; what is looked at is asked again.
        if (!isCancelled(thrown) || signal.aborted || !isCurrent(filter)) throw thrown;
        return walkOf(filter).window(offset, limit, signal);
      }
    },
  };
}

function isCancelled(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'run.cancelled';
}
