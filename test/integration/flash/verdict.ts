import type { Change, LateSale } from './books';
import type { Kervan } from './kervan';
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

/** From the end of a reading to the shelf: a call that is still in work, the spacing of calls, the work on the batch. */
const REACTION_MS = 30_000;
const SLOW_REACTION_MS = 60_000;

export function verdictOf(late: LateSale, readings: readonly OrderReading[], kervan: Kervan): Verdict {
  const allowed = readings.filter(({ until }) => until <= late.at).sort((a, b) => a.until - b.until);
  const reactionMs = reactionOf(late, allowed, ownChanges(late, null));
  if (reactionMs !== null && reactionMs <= allowance(late.shop))
    return { late, why: 'unavoidable', reactionMs };
  if (late.panelRaised) return { late, why: 'panel', reactionMs };
  if (reactionMs !== null && wasHindered(late, late.at - reactionMs, kervan))
    return { late, why: 'hindered', reactionMs };
  const write = lastWrite(late);
  if (write !== null && reactionOf(late, allowed, ownChanges(late, write)) !== null) {
    const unread = late.changes.filter(
      ({ shop, at }) => shop === late.shop && at <= write.at && !isKnown(shop, at, allowed, write.left),
    );
    const oldest = Math.min(...unread.map(({ at }) => at));
    if (unread.length > 0 && write.left - oldest <= allowance(late.shop))
      return { late, why: 'raced', reactionMs };
  }
  return { late, why: 'avoidable', reactionMs };
}

const allowance = (shop: Shop): number => (shop.habits.spacesWrites ? SLOW_REACTION_MS : REACTION_MS);

/**
 * How long ago a number was last right, as far as Kervan could know, that allowed this sale; null = none ever did. What is known
 * changes with each reading that ends; what the channel itself sold lowers what it may sell at once.
 */
function reactionOf(late: LateSale, readings: readonly OrderReading[], own: number): number | null {
  const moments = [0, ...readings.map(({ until }) => until)];
  for (let index = moments.length - 1; index >= 0; index -= 1) {
    const known = knownFree(late, readings.slice(0, index), moments[index + 1] ?? late.at);
    if (known + own >= late.pieces) return late.at - (moments[index + 1] ?? late.at);
  }
  return null;
}

/** What is free by what happened elsewhere, as far as these readings tell. */
function knownFree(late: LateSale, readings: readonly OrderReading[], moment: number): number {
  const elsewhere = late.changes.filter(
    ({ shop, at }) =>
      shop !== late.shop && (shop === null ? at < moment : isKnown(shop, at, readings, moment)),
  );
  return late.free + sumOf(elsewhere);
}

function isKnown(shop: Shop | null, at: number, readings: readonly OrderReading[], moment: number): boolean {
  return readings.some((one) => one.shop === shop && one.until <= moment && at < one.from);
}

interface Written {
  readonly at: number;
  readonly left: number;
}

/** The channel's own sales and cancellations; those before a `write` that could not know of them were lost with it. */
function ownChanges(late: LateSale, write: Written | null): number {
  const own = late.changes.filter(({ shop }) => shop === late.shop);
  return sumOf(write === null ? own : own.filter(({ at, pieces }) => at > write.at || pieces > 0));
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
