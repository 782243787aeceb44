import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  ChildPart,
  Delta,
  Paging,
  StreamPart,
  TimeFormat,
  Total,
} from '../../shared/connector/definition';
import { readPath } from '../../shared/connector/path';
import { fillTemplate } from '../../shared/connector/template';
import { AppError } from '../../shared/errors/app-error';
import type { Exchange, Reply } from './exchange';
import { recordsIn } from './extraction';
import { countOf, type PagePosition, pageSlots, totalIn } from './paging';
import type { Values } from './request-builder';
import type { Filled } from './slots';
import { formatTime } from './time';
import type { Wait } from './types';
import type { SinceDelta, TimeWindow } from './windows';

export interface FetchContext {
  readonly values: Values;
  readonly signal: AbortSignal;
  onWait(wait: Wait | null): void;
}

export interface FetchedPage {
  readonly reply: Reply;
  readonly raws: readonly unknown[];
  /** By the answer; null = not told. */
  readonly total: number | null;
}

/** One page of a part; null = the shop does not have this part. */
export async function fetchPage(
  exchange: Exchange,
  part: StreamPart,
  window: TimeWindow | null,
  position: PagePosition,
  context: FetchContext,
): Promise<FetchedPage | null> {
  const reply = await exchange.call({
    name: part.name,
    request: part.request,
    filled: [...rangeSlots(part.delta, window), ...pageSlots(part.paging, position)],
    budget: part.budget,
    responses: part.responses,
    accepts: (json) => holdsList(json, part),
    ...context,
  });
  return reply.outcome === 'skip' ? null : opened(reply, part, totalOf(part.paging));
}

/** One page of a parent's further records; null = a rule says to leave them out. */
export async function fetchChildPage(
  exchange: Exchange,
  part: StreamPart,
  child: ChildPart,
  position: PagePosition,
  context: FetchContext,
): Promise<FetchedPage | null> {
  const reply = await exchange.call({
    name: `${part.name}.child`,
    request: child.request,
    filled: pageSlots(child.paging, position),
    budget: child.budget ?? part.budget,
    responses: child.responses,
    accepts: (json) => holdsList(json, child),
    ...context,
  });
  return reply.outcome === 'skip' ? null : opened(reply, child, totalOf(child.paging));
}

/** Number of records by the part's own count call; null when it has none or it fails: a count is never worth a run. */
export async function countRecords(
  exchange: Exchange,
  part: StreamPart,
  window: TimeWindow | null,
  context: FetchContext,
): Promise<number | null> {
  const total = totalOf(part.paging);
  if (total === undefined || !('request' in total)) return null;
  try {
    const reply = await exchange.call({
      name: `${part.name}.count`,
      request: total.request,
      filled: rangeSlots(part.delta, window),
      budget: part.budget,
      responses: part.responses,
      attempts: 2,
      ...context,
    });
    return countOf(readPath(reply.json, total.at));
  } catch (thrown) {
    if (context.signal.aborted || !(thrown instanceof AppError)) throw thrown;
    return null;
  }
}

/** The values that narrow a call to a stretch of modification time. */
export function rangeSlots(delta: Delta, window: TimeWindow | null): Filled[] {
  if (delta.kind === 'none' || window === null) return [];
  const from = formatTime(window.from, delta.format);
  const until = formatTime(window.until, delta.format);
  if (delta.range !== undefined)
    return [{ slot: delta.from, value: fillTemplate(delta.range, { from, until }) }];
  const filled: Filled[] = [{ slot: delta.from, value: sent(delta, from) }];
  if (delta.until !== undefined) filled.push({ slot: delta.until, value: sent(delta, until) });
  return filled;
}

function sent(delta: SinceDelta, time: string): string | number {
  if (delta.value !== undefined) return fillTemplate(delta.value, { time });
  return isNumeric(delta.format) ? Number(time) : time;
}

function isNumeric(format: TimeFormat): boolean {
  return format === 'epochMs' || format === 'epochSeconds';
}

function totalOf(paging: Paging): Total | undefined {
  return paging.kind === 'none' ? undefined : paging.total;
}

type Place = Parameters<typeof recordsIn>[1];

function holdsList(json: unknown, place: Place): boolean {
  try {
    recordsIn(json, place);
    return true;
  } catch {
    return false;
  }
}

function opened(reply: Reply, place: Place, total: Total | undefined): FetchedPage {
  return { reply, raws: recordsIn(reply.json, place), total: totalIn(total, reply.json, reply.headers) };
}

/** A page asked for ahead may fail while nobody waits for it yet; the failure is seen when it is awaited. */
export function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/**
 * Lets a page asked for ahead leave, which long work would hold up: the HTTP client looks over a kept connection for one turn of
 * the event loop before it writes in the next.
 */
export async function letLeave(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
