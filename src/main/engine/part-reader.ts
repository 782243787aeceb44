import type { MapContext, StreamPart } from '../../shared/connector/definition';
import type { StreamName } from '../../shared/domain/stream';
import { AppError } from '../../shared/errors/app-error';
import type { Log } from '../http/types';
import { readChildren } from './child-reader';
import type { Exchange } from './exchange';
import { type Extracted, extract } from './extraction';
import {
  countRecords,
  type FetchContext,
  type FetchedPage,
  fetchPage,
  letLeave,
  quiet,
} from './page-fetcher';
import { createLoopGuard, firstPage, nextPage, type PagePosition } from './paging';
import { newestOf, type RunState } from './run-state';
import type { Page, Wait } from './types';
import { nextWindowStart, type TimeWindow, windowFrom } from './windows';

export interface PartReading {
  readonly exchange: Exchange;
  readonly stream: StreamName;
  readonly part: StreamPart;
  readonly context: FetchContext;
  readonly mapContext: MapContext;
  readonly log: Log;
  /** Oldest moment the channel still answers for, UTC epoch ms; null = no end. */
  readonly oldest: number | null;
  /** No other part follows this one. */
  readonly isLast: boolean;
  /** The state that stands for "this part is done". */
  finished(state: RunState): RunState;
}

/** Errors of a resumed position that mean "this cursor is not known any more" rather than "nothing works". */
const STALE_POSITION: ReadonlySet<string> = new Set([
  'chan.refusedRequest',
  'chan.notFound',
  'chan.badAnswer',
]);

/**
 * Reads one part page by page from where `state` stands. The next page is already asked for while the present one is
 * checked and the caller stores it. Returns the state after the part; the caller goes on from there.
 */
export async function* readPart(reading: PartReading, begin: RunState): AsyncGenerator<Page, RunState> {
  const { part, exchange } = reading;
  const stop = new AbortController();
  const signal = AbortSignal.any([reading.context.signal, stop.signal]);
  const context: FetchContext = { ...reading.context, signal };
  const waits = heldWaits(context.onWait);
  const fetch = (state: RunState): Promise<FetchedPage | null> =>
    fetchPage(exchange, part, state.window, state.page, { ...context, onWait: waits.note });

  let state = await withCount(reading, begin, context);
  let guard = createLoopGuard();
  let ahead: Promise<FetchedPage | null> | null = null;
  let mayRestart = state.page.kind !== 'start';
  try {
    for (;;) {
      let page: FetchedPage | null;
      try {
        waits.release();
        page = await (ahead ?? fetch(state));
      } catch (thrown) {
        const restarted = mayRestart ? restartChain(reading, state, thrown) : null;
        if (restarted === null) throw thrown;
        mayRestart = false;
        state = restarted;
        continue;
      } finally {
        ahead = null;
      }
      mayRestart = false;
      if (page === null) return reading.finished({ ...state, skipped: [...state.skipped, part.name] });
      guard.note(state.page, page.reply.text, page.raws.length);
      const before = state;
      const total = page.total ?? state.counted;
      const seen = state.seen + page.raws.length;
      const following = nextPage(part.paging, state.page, {
        json: page.reply.json,
        headers: page.reply.headers,
        received: page.raws.length,
        seen,
        total,
      });
      const moved = await moveOn(reading, { ...state, seen, pages: state.pages + 1 }, following, context);
      const samePart = moved.part === part.name;
      const sameChain = samePart && following !== null;
      if (!sameChain) guard = createLoopGuard();
      waits.hold();
      if (samePart) ahead = quiet(fetch(moved));
      await letLeave();
      const found = await extract(page.raws, part, reading.stream, reading.mapContext);
      state = withFindings(moved, part.name, found);
      const totals = runTotals(reading, before, total, part);
      const shown: Page = {
        part: part.name,
        received: page.raws.length,
        records: found.records,
        odd: found.odd,
        understoodKeys: found.understoodKeys,
        checkpoint: state,
        ...totals,
        calls: page.reply.calls,
      };
      page = null;
      if (part.child === undefined) yield shown;
      else
        state = yield* readChildren(
          { ...reading, child: part.child, context, before, after: state, shown },
          found.understood,
        );
      if (!samePart) return state;
    }
  } finally {
    stop.abort(new AppError('run.cancelled'));
  }
}

/** A wait of a page asked for ahead is told when nothing else is left to do: the page before it is stored by then. */
function heldWaits(tell: (wait: Wait | null) => void) {
  let held = false;
  let waiting: Wait | null = null;
  return {
    note(wait: Wait | null): void {
      if (held) waiting = wait;
      else tell(wait);
    },
    hold(): void {
      held = true;
    },
    release(): void {
      held = false;
      if (waiting !== null) tell(waiting);
      waiting = null;
    },
  };
}

function withFindings(state: RunState, part: string, found: Extracted): RunState {
  const newest = newestOf(found.records);
  const known = state.newest[part];
  return {
    ...state,
    odd: state.odd + found.odd.length,
    newest:
      newest === null
        ? state.newest
        : { ...state.newest, [part]: known === undefined ? newest : Math.max(known, newest) },
  };
}

/** The next page of the chain, else the next window, else the end of the part. */
async function moveOn(
  reading: PartReading,
  state: RunState,
  following: PagePosition | null,
  context: FetchContext,
): Promise<RunState> {
  if (following !== null) return { ...state, page: following };
  const ended: RunState = {
    ...state,
    page: firstPage,
    counted: null,
    seen: 0,
    doneRecords: state.doneRecords + state.seen,
    donePages: state.pages,
  };
  const window = windowAfter(reading.part, state);
  if (window === null) return reading.finished({ ...ended, window: null });
  return withCount(reading, { ...ended, window }, context);
}

function windowAfter(part: StreamPart, state: RunState): TimeWindow | null {
  if (part.delta.kind === 'none' || state.window === null) return null;
  const from = nextWindowStart(part.delta, state.window, state.end);
  return from === null ? null : windowFrom(part.delta, from, state.end);
}

async function withCount(reading: PartReading, state: RunState, context: FetchContext): Promise<RunState> {
  if (state.page.kind !== 'start') return state;
  return { ...state, counted: await countRecords(reading.exchange, reading.part, state.window, context) };
}

/** A run taken up again may hold a cursor that has expired: its chain then begins anew, inside what the channel still tells. */
function restartChain(reading: PartReading, state: RunState, thrown: unknown): RunState | null {
  if (!(thrown instanceof AppError) || !STALE_POSITION.has(thrown.code)) return null;
  reading.log.info('stored position refused; the chain begins anew', {
    part: reading.part.name,
    error: thrown.code,
  });
  const { window } = state;
  const from = window && Math.max(window.from, reading.oldest ?? window.from);
  return {
    ...state,
    page: firstPage,
    seen: 0,
    window: window && from !== null ? { from: Math.min(from, window.until), until: window.until } : null,
  };
}

function runTotals(
  reading: PartReading,
  state: RunState,
  total: number | null,
  part: StreamPart,
): Pick<Page, 'totalRecords' | 'totalPages'> {
  const unknown = { totalRecords: null, totalPages: null };
  if (total === null || !reading.isLast || windowAfter(part, state) !== null) return unknown;
  const size = 'size' in part.paging ? part.paging.size?.value : undefined;
  return {
    totalRecords: state.doneRecords + total,
    totalPages: size === undefined ? null : state.donePages + Math.max(1, Math.ceil(total / size)),
  };
}
