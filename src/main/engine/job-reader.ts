import type { BulkJob, MapContext, StreamPart } from '../../shared/connector/definition';
import { readPath } from '../../shared/connector/path';
import type { StreamName } from '../../shared/domain/stream';
import { AppError } from '../../shared/errors/app-error';
import { assertSafeAddress } from '../http/host-policy';
import { clip } from '../http/redact';
import type { Clock, HostPolicy, HttpClient, Log, Sleep } from '../http/types';
import type { Exchange } from './exchange';
import { extract, oddRecord } from './extraction';
import { type FileUnit, readUnits } from './job-file';
import type { Origins } from './origins';
import { type FetchContext, rangeSlots } from './page-fetcher';
import { countOf } from './paging';
import { type JobState, newestOf, type RunState } from './run-state';
import type { Page } from './types';

export interface JobTools {
  readonly http: HttpClient;
  readonly origins: Origins;
  readonly policy: HostPolicy;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
}

export interface JobReading extends JobTools {
  readonly exchange: Exchange;
  readonly stream: StreamName;
  readonly part: StreamPart;
  readonly job: BulkJob;
  readonly context: FetchContext;
  readonly mapContext: MapContext;
  readonly isLast: boolean;
  finished(state: RunState): RunState;
  /** Told each state reached, so that it is known when the job fails later. */
  note(state: RunState): void;
}

const LINES_TOGETHER = 250;
const REOPENED_MAX = 3;
const FILE_TIMEOUT_MS = 6 * 60 * 60_000;

/** Reads a part through the channel's bulk job: start, wait, then its file line by line. Throws AppError when it does not work out. */
export async function* readJob(reading: JobReading, begin: RunState): AsyncGenerator<Page, RunState> {
  let state = begin;
  if (state.job === null) {
    const { job, calls } = await start(reading, state);
    state = { ...state, job };
    reading.note(state);
    // The job's id is stored at once: a run that stops here waits for this job and does not start another.
    yield emptyPage(reading, state, calls);
  }
  const file = await waitForFile(reading, state);
  if (file.total !== null && state.job) state = { ...state, job: { ...state.job, total: file.total } };
  if (file.address !== null) state = yield* readFile(reading, state, fileAddress(reading, file.address));
  const ended = reading.finished({
    ...state,
    job: null,
    doneRecords: state.doneRecords + state.seen,
    donePages: state.pages,
  });
  yield { ...emptyPage(reading, ended, file.calls), totalRecords: reading.isLast ? ended.doneRecords : null };
  return ended;
}

async function start(reading: JobReading, state: RunState): Promise<{ job: JobState; calls: number }> {
  const { job } = reading;
  const reply = await reading.exchange.call({
    name: `${reading.part.name}.job`,
    request: job.start,
    filled: rangeSlots(reading.part.delta, state.window),
    budget: reading.part.budget,
    responses: reading.part.responses,
    ...reading.context,
  });
  const refusals = job.refusals === undefined ? undefined : readPath(reply.json, job.refusals);
  if (Array.isArray(refusals) && refusals.length > 0) {
    const text = readPath(refusals[0], 'message');
    throw jobFailed(typeof text === 'string' ? text : 'refused');
  }
  const id = readPath(reply.json, job.id);
  if (typeof id !== 'string' && typeof id !== 'number') throw jobFailed('no job id');
  return {
    job: { id: String(id), startedAt: reading.clock.now(), line: 0, total: null },
    calls: reply.calls,
  };
}

interface JobFile {
  readonly address: string | null;
  readonly total: number | null;
  readonly calls: number;
}

async function waitForFile(reading: JobReading, state: RunState): Promise<JobFile> {
  const { job, context, clock } = reading;
  const { id, startedAt } = state.job ?? { id: '', startedAt: clock.now() };
  const deadline = startedAt + job.maxSeconds * 1000;
  const everyMs = job.everySeconds * 1000;
  for (let calls = 0; ; ) {
    const reply = await reading.exchange.call({
      name: `${reading.part.name}.jobState`,
      request: job.poll,
      budget: reading.part.budget,
      responses: reading.part.responses,
      ...context,
      values: { ...context.values, 'job.id': id },
    });
    calls += reply.calls;
    const word = readPath(reply.json, job.state);
    if (typeof word === 'string' && job.done.includes(word)) {
      const address = readPath(reply.json, job.file);
      const total = job.total === undefined ? null : countOf(readPath(reply.json, job.total));
      return { address: typeof address === 'string' && address !== '' ? address : null, total, calls };
    }
    if (typeof word !== 'string' || job.failed.includes(word))
      throw jobFailed(typeof word === 'string' ? word : 'gone');
    if (clock.now() + everyMs > deadline) throw jobFailed('not ready in time');
    context.onWait({ reason: 'job', until: clock.now() + everyMs });
    try {
      await reading.sleep(everyMs, context.signal);
    } finally {
      context.onWait(null);
    }
  }
}

/** The file may lie on a named host beside the channel's own; it is fetched without any key. */
function fileAddress(reading: JobReading, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new AppError('chan.badAnswer', { facts: { reason: 'file address' } });
  const named = reading.job.fileHosts.some((suffix) => {
    const host = suffix.replace(/^\./, '');
    return url.hostname === host || url.hostname.endsWith(`.${host}`);
  });
  if (!named && !reading.origins.reachable.includes(url.origin)) {
    throw new AppError('input.hostNotAllowed', { facts: { host: url.host } });
  }
  assertSafeAddress(url, reading.policy);
  return url;
}

async function* readFile(reading: JobReading, begin: RunState, url: URL): AsyncGenerator<Page, RunState> {
  let state = begin;
  for (let failures = 0; ; ) {
    const before = lineOf(state);
    try {
      const pages = readLinesFrom(reading, state, url);
      for (let next = await pages.next(); ; next = await pages.next()) {
        if (next.done) return state;
        state = next.value.state;
        reading.note(state);
        yield next.value.page;
      }
    } catch (thrown) {
      if (reading.context.signal.aborted || !(thrown instanceof AppError) || !thrown.retryable) throw thrown;
      failures = lineOf(state) > before ? 1 : failures + 1;
      if (failures > REOPENED_MAX) throw thrown;
      reading.log.info('job file opened again', {
        part: reading.part.name,
        line: lineOf(state),
        error: thrown.code,
      });
    }
  }
}

/** From the first line that is not stored yet; pages of some hundred lines, each with the state after it. */
async function* readLinesFrom(
  reading: JobReading,
  begin: RunState,
  url: URL,
): AsyncGenerator<{ readonly page: Page; readonly state: RunState }> {
  const answer = await reading.http.stream({
    method: 'GET',
    url,
    headers: { accept: '*/*' },
    origins: [...reading.origins.reachable, url.origin],
    timeoutMs: FILE_TIMEOUT_MS,
    maxBytes: Number.MAX_SAFE_INTEGER,
    signal: reading.context.signal,
  });
  if (answer.status !== 200) throw jobFailed(`file: ${answer.status}`, answer.status >= 500);
  let state = begin;
  let batch: FileUnit[] = [];
  let lines = 0;
  for await (const unit of readUnits(answer.body, lineOf(begin), reading.job.gather)) {
    batch.push(unit);
    lines += unit.lines;
    if (lines < LINES_TOGETHER) continue;
    const made = await pageOf(reading, state, batch);
    batch = [];
    lines = 0;
    state = made.state;
    yield made;
  }
  if (batch.length > 0) yield await pageOf(reading, state, batch);
}

async function pageOf(
  reading: JobReading,
  state: RunState,
  units: readonly FileUnit[],
): Promise<{ page: Page; state: RunState }> {
  const raws = units.flatMap((unit) => (unit.odd === null ? [unit.raw] : []));
  const unreadable = units.flatMap((unit) => (unit.odd === null ? [] : [oddRecord(unit.raw, [unit.odd])]));
  const found = await extract(raws, reading.job, reading.stream, reading.mapContext);
  const odd = [...found.odd, ...unreadable];
  const received = units.reduce((sum, unit) => sum + unit.lines, 0);
  const newest = newestOf(found.records);
  const { name } = reading.part;
  const known = state.newest[name];
  const after: RunState = {
    ...state,
    seen: state.seen + received,
    pages: state.pages + 1,
    odd: state.odd + odd.length,
    newest: newest === null ? state.newest : { ...state.newest, [name]: Math.max(known ?? newest, newest) },
    job: state.job && { ...state.job, line: units.at(-1)?.nextLine ?? state.job.line },
  };
  const total = state.job?.total ?? null;
  const page: Page = {
    part: name,
    received,
    records: found.records,
    odd,
    understoodKeys: found.understoodKeys,
    checkpoint: after,
    totalRecords: reading.isLast && total !== null ? state.doneRecords + total : null,
    totalPages: null,
    calls: 0,
  };
  return { page, state: after };
}

function emptyPage(reading: JobReading, state: RunState, calls: number): Page {
  return {
    part: reading.part.name,
    received: 0,
    records: [],
    odd: [],
    checkpoint: state,
    totalRecords: null,
    totalPages: null,
    calls,
  };
}

function lineOf(state: RunState): number {
  return state.job?.line ?? 0;
}

function jobFailed(reason: string, retryable = false): AppError {
  const text = clip(reason);
  return new AppError('chan.jobFailed', { facts: { text, reason: text }, retryable });
}
