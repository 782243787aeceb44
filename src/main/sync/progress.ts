/** Rate and time left of a running stream, from what was really received. */
export interface ProgressClock {
  /** Call after each page with the records received so far. */
  note(received: number, now: number): void;
  /** Records a second over the last stretch; null before two pages. */
  rate(): number | null;
  /** ms; null while rate or total is unknown. */
  remaining(received: number, total: number | null): number | null;
}

/** Pages older than this no longer speak for the present speed. */
const STRETCH_MS = 20_000;

export function createProgressClock(): ProgressClock {
  let marks: { readonly at: number; readonly received: number }[] = [];
  const rate = (): number | null => {
    const first = marks[0];
    const last = marks.at(-1);
    if (!first || !last || last.at <= first.at) return null;
    return ((last.received - first.received) * 1000) / (last.at - first.at);
  };
  return {
    note(received, now) {
      marks.push({ at: now, received });
      while (marks.length > 2 && (marks[1]?.at ?? now) < now - STRETCH_MS) marks = marks.slice(1);
    },
    rate,
    remaining(received, total) {
      const perSecond = rate();
      if (total === null || perSecond === null || perSecond <= 0) return null;
      return Math.round((Math.max(0, total - received) * 1000) / perSecond);
    },
  };
}
