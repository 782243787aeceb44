import type { MatchSummary } from '../../shared/contract/matching';
import type { StateCounts, ValuesSummary } from '../../shared/contract/values';

/** What a merchant does next on the way from a connected channel to one stock. */
export type NextStep =
  | { readonly kind: 'match'; readonly sure: number; readonly new: number }
  | { readonly kind: 'send'; readonly matched: number };

/** Connect → read → match → send; null when the way is walked, or when only doubtful ones are left (they are a task). */
export function nextStepOf(match: MatchSummary, values: Pick<ValuesSummary, 'connections'>): NextStep | null {
  if (match.sure + match.new > 0) return { kind: 'match', sure: match.sure, new: match.new };
  if (match.matched > 0 && values.connections.every(({ stock }) => !isSent(stock)))
    return { kind: 'send', matched: match.matched };
  return null;
}

/** At least one channel is told stock or prices of what is matched there. */
export function isAnythingSent({ connections }: Pick<ValuesSummary, 'connections'>): boolean {
  return connections.some(({ stock, price }) => isSent(stock) || isSent(price));
}

const isSent = ({ off, ...others }: StateCounts): boolean => Object.values(others).some((count) => count > 0);
