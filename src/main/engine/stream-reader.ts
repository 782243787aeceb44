import type { ConnectorDefinition, Stream, StreamPart } from '../../shared/connector/definition';
import { AppError } from '../../shared/errors/app-error';
import type { ChannelTime } from './channel-time';
import type { Exchange } from './exchange';
import { type JobTools, readJob } from './job-reader';
import type { FetchContext } from './page-fetcher';
import { firstPage } from './paging';
import { type PartReading, readPart } from './part-reader';
import type { Values } from './request-builder';
import {
  beginRun,
  type DeltaCursor,
  finishCursor,
  isComplete,
  partsAfter,
  type RunState,
  restoreCursor,
  restoreRun,
  sinceOf,
} from './run-state';
import type { Page, ReadEnd, ReadOptions } from './types';
import { rangeStart, windowFrom } from './windows';

export interface StreamTools extends JobTools {
  readonly definition: ConnectorDefinition;
  readonly exchange: Exchange;
  readonly channelTime: ChannelTime;
  /** Non-secret field values, for mappings. */
  readonly fields: Values;
  readonly learned: Values;
  /** All placeholder values, secrets included. */
  readonly values: Values;
}

/** Problems that pages would meet just the same; a job that stops with one of them stops the run. */
const HOPELESS: ReadonlySet<string> = new Set([
  'auth.keyRejected',
  'auth.wrongAccount',
  'auth.tokenExpired',
  'auth.shopFrozen',
  'auth.userAgentRejected',
  'auth.ipNotListed',
  'limit.blocked',
  'limit.waitTooLong',
  'net.offline',
  'run.cancelled',
  'internal.stopping',
]);

/** All parts of a stream one after the other, from the beginning or from a checkpoint. */
export async function* readStream(tools: StreamTools, options: ReadOptions): AsyncGenerator<Page, ReadEnd> {
  const { definition, clock } = tools;
  const stream = definition.streams[options.stream];
  if (stream === undefined) {
    throw new AppError('connection.streamUnsupported', {
      facts: { integration: definition.title, stream: options.stream },
    });
  }
  const cursor = restoreCursor(options.cursor, definition.version);
  let state = restoreRun(options.checkpoint, definition.version, stream);
  if (state === null) {
    // Without a usable cursor there is nothing to continue: everything is read.
    const mode = cursor === null ? 'full' : options.mode;
    const fresh = beginRun(definition.version, mode, clock.now(), tools.channelTime.now());
    state = enterPart(tools, stream, fresh, cursor, null);
  }
  for (;;) {
    const part = stream.parts.find((candidate) => candidate.name === state?.part);
    if (part === undefined) break;
    state = yield* readOnePart(tools, options, stream, part, state, cursor);
  }
  const [missing] = state.missing;
  if (missing !== undefined && state.pages === 0)
    throw new AppError('chan.notFound', { facts: { part: missing } });
  return {
    cursor: finishCursor(stream, state, cursor, runStart(tools, state)),
    skipped: state.skipped,
    missing: state.missing,
    sweepable: state.mode === 'full' && state.odd === 0 && isComplete(stream, state),
    odd: state.odd,
  };
}

async function* readOnePart(
  tools: StreamTools,
  options: ReadOptions,
  stream: Stream,
  part: StreamPart,
  begin: RunState,
  cursor: DeltaCursor | null,
): AsyncGenerator<Page, RunState> {
  const context: FetchContext = { values: tools.values, signal: options.signal, onWait: options.onWait };
  const now = tools.channelTime.now();
  const shared = {
    ...tools,
    stream: options.stream,
    part,
    context,
    mapContext: {
      fields: tools.fields,
      learned: tools.learned,
      readAt: now,
      since: begin.mode === 'delta' ? (sinceOf(cursor, part.name) ?? undefined) : undefined,
    },
    oldest:
      part.delta.kind === 'since' ? rangeStart({ ...part.delta, always: true }, 'full', null, now) : null,
    isLast: partsAfter(stream, begin, part.name).length === 0,
    finished: (state: RunState) => enterPart(tools, stream, state, cursor, part.name),
  };
  const { job } = part;
  let state = begin;
  const byJob =
    job?.modes.includes(state.mode) && !state.jobFailed.includes(part.name) && state.page.kind === 'start';
  if (job !== undefined && byJob) {
    try {
      const note = (reached: RunState): void => {
        state = reached;
      };
      return yield* readJob({ ...shared, job, note }, state);
    } catch (thrown) {
      if (options.signal.aborted || !(thrown instanceof AppError) || HOPELESS.has(thrown.code)) throw thrown;
      tools.log.warn('bulk job failed; pages are read instead', { part: part.name, error: thrown.code });
      state = { ...state, job: null, seen: 0, jobFailed: [...state.jobFailed, part.name] };
    }
  }
  return yield* readPartThatMayBeMissing(shared, state);
}

/**
 * A list the channel does not know at all (404 to its first page) does not hold up the others: it is left out and named at the
 * end. Only when nothing else was read is it the failure of the run.
 */
async function* readPartThatMayBeMissing(
  reading: PartReading,
  begin: RunState,
): AsyncGenerator<Page, RunState> {
  const pages = readPart(reading, begin);
  let untouched = begin.page.kind === 'start';
  try {
    for (;;) {
      const next = await pages.next();
      if (next.done) return next.value;
      untouched = false;
      yield next.value;
    }
  } catch (thrown) {
    const name = reading.part.name;
    if (!untouched || !(thrown instanceof AppError) || thrown.code !== 'chan.notFound') throw thrown;
    reading.log.warn('the channel does not know this list', { part: name });
    return reading.finished({
      ...begin,
      skipped: [...begin.skipped, name],
      missing: [...begin.missing, name],
    });
  } finally {
    await pages.return(begin);
  }
}

/** The state at the beginning of the first part that is wanted after `done` (null = of all). */
function enterPart(
  tools: StreamTools,
  stream: Stream,
  state: RunState,
  cursor: DeltaCursor | null,
  done: string | null,
): RunState {
  const part = partsAfter(stream, state, done)[0];
  const cleared: RunState = { ...state, window: null, page: firstPage, seen: 0, counted: null, job: null };
  if (part === undefined) return { ...cleared, part: null };
  const { delta } = part;
  if (delta.kind === 'none') return { ...cleared, part: part.name };
  // A run taken up again later asks from what the channel still answers today.
  const now = Math.max(state.end, tools.channelTime.now());
  const from = rangeStart(delta, state.mode, state.mode === 'full' ? null : sinceOf(cursor, part.name), now);
  return { ...cleared, part: part.name, window: from === null ? null : windowFrom(delta, from, state.end) };
}

/** Begin of the run by the channel's clock; where the clocks differ the earlier reading counts, so that nothing falls between. */
function runStart(tools: StreamTools, state: RunState): number {
  return state.startedAt + Math.min(0, tools.channelTime.difference() ?? 0);
}
