/** What was said last: at which fraction (undefined when the total was unknown) and when (epoch ms). */
export interface SpokenProgress {
  readonly fraction: number | undefined;
  readonly at: number;
}

const SILENCE_MS = 30_000;

/** Speaks at the start, at each quarter and at the end; otherwise no more often than every 30 s and never per page. */
export function shouldSpeak(last: SpokenProgress | undefined, now: SpokenProgress): boolean {
  if (last === undefined) return true;
  if (quarter(now.fraction) > quarter(last.fraction)) return true;
  return now.fraction === undefined && now.at - last.at >= SILENCE_MS;
}

function quarter(fraction: number | undefined): number {
  return fraction === undefined ? 0 : Math.floor(fraction * 4 + 1e-9);
}
