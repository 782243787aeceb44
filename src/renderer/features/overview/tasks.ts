import type { Problem } from '../../../shared/contract/problems';

/** 0 = only a person can mend it, 1 = Kervan's or a channel's, 2 = it mends itself. */
export function severityOf({ error, nextTryAt }: Problem): 0 | 1 | 2 {
  if (error.fault === 'merchant') return 0;
  return nextTryAt === null ? 1 : 2;
}

/** The serious ones first, then the newest. */
export function sortedTasks(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => severityOf(a) - severityOf(b) || b.lastSeenAt - a.lastSeenAt);
}
