import type { Change, LateSale } from './books';
import { wallAt } from './clock';
import type { Kervan } from './kervan';
import type { Pace } from './pace';
import { keyIn, type Shop, WORK_MS } from './shops';

/**
 * Why a piece was sold that was not there.
 * unavoidable: Kervan had not read the sale that took it, or had read it no longer ago than telling the channel takes.
 * hindered: it had, and the channel or a kill -9 kept it from telling.
 * raced: a write on its way put pieces on sale again that the channel itself had just sold.
 * panel: someone raised the number in the channel's own panel.
 * avoidable: Kervan knew and did not tell.
 */
export type Why = 'unavoidable' | 'hindered' | 'raced' | 'panel' | 'avoidable';

export interface Verdict {
  readonly late: LateSale;
  readonly why: Why;
  /** How long (ms) Kervan had known better when the channel sold; null = what it told was never right. */
  readonly reactionMs: number | null;
}

/** One reading of a channel's orders that ended well: what happened before `from` is known since `until` (epoch ms). */
export interface OrderReading {
  readonly shop: Shop;
  readonly from: number;
  readonly until: number;
}

/**
 * From the end of a reading to the shelf, in the time of the sale, on a machine that does nothing else: a call that is still in work,
 * the spacing of calls, the work on the batch. The clock of the sale makes it five times as long as it looks.
 */
const REACTION_MS = 60_000;
const SLOW_REACTION_MS = 90_000;

export function verdictOf(
  late: LateSale,
  readings: readonly OrderReading[],
  { kervan, pace }: { readonly kervan: Kervan; readonly pace: Pace },
): Verdict {
  const reactionMs = reactionOf(late, readings, null);
  // Where other work keeps the processor, everybody's time passes slower.
  const inTime = (since: number, until: number) =>
    timeToTell(late.shop, since, until, readings) / pace.slowness(wallAt(since), wallAt(until)) <=
    allowance(late.shop);
  if (reactionMs !== null && inTime(late.at - reactionMs, late.at))
    return { late, why: 'unavoidable', reactionMs };
  if (late.panelRaised) return { late, why: 'panel', reactionMs };
  if (reactionMs !== null && wasHindered(late, late.at - reactionMs, kervan))
    return { late, why: 'hindered', reactionMs };
  const write = lastWrite(late);
  if (write !== null && reactionOf(late, readings, write) !== null) {
    const unread = late.changes.filter(
      ({ shop, at }) => shop === late.shop && at <= write.at && !isKnown(shop, at, readings, write.left),
    );
    const oldest = Math.min(...unread.map(({ at }) => at));
    if (unread.length > 0 && inTime(oldest, write.left)) return { late, why: 'raced', reactionMs };
  }
  return { late, why: 'avoidable', reactionMs };
}

const allowance = (shop: Shop): number => (shop.habits.spacesWrites ? SLOW_REACTION_MS : REACTION_MS);

/** Time between the two moments (epoch ms) in which the channel's orders were not being read: those come first. */
function timeToTell(shop: Shop, since: number, until: number, readings: readonly OrderReading[]): number {
  let free = 0;
  let from = since;
  const own = readings.filter((one) => one.shop === shop && one.until > since && one.from < until);
  for (const one of own.sort((a, b) => a.from - b.from)) {
    free += Math.max(0, one.from - from);
    from = Math.max(from, one.until);
  }
  return free + Math.max(0, until - from);
}

/**
 * How long ago a number was last right, as far as Kervan could know, that allowed this sale; null = none ever did. What is known
 * changes with each reading that ends. On the shelf that number moves on with what the channel itself sells and takes back and
 * Kervan does not know of; a `write` that could not know of it undid that.
 */
function reactionOf(late: LateSale, readings: readonly OrderReading[], write: Written | null): number | null {
  const ends = readings.map(({ until }) => until).filter((until) => until <= late.at);
  const moments = [0, ...ends.sort((a, b) => a - b)];
  for (let index = moments.length - 1; index >= 0; index -= 1) {
    const [since = 0, next = late.at] = moments.slice(index, index + 2);
    const { known, unknown } = splitByKnowledge(late, readings, since, next);
    const own = unknown.filter(({ shop, at }) => shop === late.shop && (write === null || at > write.at));
    if (Math.max(0, late.free + sumOf(known)) + sumOf(own) >= late.pieces) return late.at - next;
  }
  return null;
}

/** By the readings that had ended at `since`; what was told to Kervan itself counts until `next`. */
function splitByKnowledge(
  { changes }: LateSale,
  readings: readonly OrderReading[],
  since: number,
  next: number,
): { readonly known: readonly Change[]; readonly unknown: readonly Change[] } {
  const isTold = ({ shop, at, pieces }: Change) =>
    shop === null
      ? at < next
      : pieces > 0
        ? mayBeKnown(shop, at, readings, since)
        : isKnown(shop, at, readings, since);
  return { known: changes.filter(isTold), unknown: changes.filter((change) => !isTold(change)) };
}

function isKnown(shop: Shop | null, at: number, readings: readonly OrderReading[], moment: number): boolean {
  return readings.some((one) => one.shop === shop && one.until <= moment && at < one.from);
}

/** What came back may stand on a page of a reading that is still under way: telling it is no mistake. */
function mayBeKnown(shop: Shop, at: number, readings: readonly OrderReading[], moment: number): boolean {
  return readings.some((one) => one.shop === shop && one.from <= moment && at < one.until);
}

interface Written {
  readonly at: number;
  readonly left: number;
}

const sumOf = (changes: readonly Change[]): number => changes.reduce((sum, { pieces }) => sum + pieces, 0);

function lastWrite({ shop, product, at }: LateSale): Written | null {
  const key = keyIn(shop, product);
  const last = shop.market.floor.writes.findLast(
    (write) => write.key === key && write.stock !== undefined && write.at <= at,
  );
  if (last === undefined) return null;
  return { at: last.at, left: shop.habits.worksLater ? last.at - WORK_MS : last.at };
}

/** Kervan was dead meanwhile, or the channel did not listen. */
function wasHindered({ shop, at: sold }: LateSale, since: number, kervan: Kervan): boolean {
  const dead = kervan.deaths.some(({ from, until }) => until > since && from < sold);
  return dead || shop.market.requests.some(({ at, status }) => at > since && at < sold && status !== 200);
}

/** The story of the row, for a person to see why it was on sale. */
export function verdictWords({ late, why, reactionMs }: Verdict, readings: readonly OrderReading[]): string {
  const { shop, product, at, pieces, missing, free, changes } = late;
  const ago = (time: number): string => `${((time - at) / 1000).toFixed(1)} s`;
  const key = keyIn(shop, product);
  const story = [
    ...changes.map((one) => ({ at: one.at, words: `${one.shop?.name ?? 'warehouse'} ${one.pieces}` })),
    ...shop.market.floor.writes
      .filter((write) => write.key === key && write.stock !== undefined && write.at <= at)
      .slice(-6)
      .map((write) => ({ at: write.at, words: `set to ${write.stock}` })),
    ...readings
      .filter(({ until }) => until <= at && until > at - 120_000)
      .map((one) => ({ at: one.until, words: `${one.shop.name} read until ${ago(one.from)}` })),
  ];
  const words = story.sort((a, b) => a.at - b.at).map((one) => `  ${ago(one.at)} ${one.words}`);
  return `${why}: ${shop.name} sold ${pieces} of product ${product}, ${missing} too many (${reactionMs} ms); free were ${free}\n${words.join('\n')}`;
}
