import PQueue from 'p-queue';
import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { FromPage } from '../../shared/contract/runs';
import type { ConnectionId, ProblemId, RunId } from '../../shared/domain/ids';
import type { StreamName, SyncMode } from '../../shared/domain/stream';
import { AppError, toAppError, type WireError } from '../../shared/errors/app-error';
import { type Database, newRunId, type StoredConnection, type StoredRun } from '../database';
import type { ChannelClient } from '../engine/types';
import type { Log } from '../log/log';
import { isEnded, runStateOf } from './run-state';
import { runStream } from './stream-run';

/** A connection ready to be read: its connector's code and a client with its keys. */
export interface OpenConnection {
  readonly definition: ConnectorDefinition;
  readonly client: ChannelClient;
}

export interface CoordinatorOptions {
  readonly database: Database;
  /** Loads the connector and the keys; called when a stream begins, so that nothing is held while idle. */
  open(connection: StoredConnection): Promise<OpenConnection>;
  readonly now: () => number;
  readonly log: Log;
  readonly news: CoordinatorNews;
  /** Streams read at the same time over all connections, and of one connection. */
  readonly concurrency?: { readonly all: number; readonly perConnection: number };
}

/** What the coordinator tells; the service turns it into events and problems. */
export interface CoordinatorNews {
  /** Its state or that of a stream is another. */
  runChanged(id: RunId): void;
  /** A page was stored, or a wait began or ended. */
  runProgress(id: RunId): void;
  dataChanged(connectionId: ConnectionId, stream: StreamName, written: number): void;
  streamReceived(id: RunId, stream: StreamName, received: number): void;
  streamFailed(run: StoredRun, stream: StreamName, error: WireError): void;
  streamDone(run: StoredRun, stream: StreamName, missing: readonly string[]): void;
  learned(connectionId: ConnectionId): void;
  /** Complaints opened, renewed or settled while reading. */
  problemsChanged(ids: readonly ProblemId[]): void;
}

type StopReason = 'pause' | 'cancel' | 'stop';

interface Reading {
  readonly stop: AbortController;
  /** False while it waits for its turn in a queue. */
  begun: boolean;
  ended: Promise<void>;
}

/** Starts, stops and takes up runs: one queue per connection under a global cap, one active reading per stream. */
export class SyncCoordinator {
  readonly #options: CoordinatorOptions;
  readonly #all: PQueue;
  readonly #perConnection = new Map<ConnectionId, PQueue>();
  /** Readings queued or under way, by run and stream. */
  readonly #active = new Map<string, Reading>();
  #stopping = false;

  constructor(options: CoordinatorOptions) {
    this.#options = options;
    this.#all = new PQueue({ concurrency: options.concurrency?.all ?? 8 });
  }

  /**
   * Starts a run of those of the streams that are not being read already. When all of them are, the answer is the run that
   * reads the first: asking twice never reads twice.
   */
  start(
    connectionId: ConnectionId,
    wanted: {
      readonly streams: readonly StreamName[];
      readonly mode: SyncMode;
      readonly startedBy: StoredRun['startedBy'];
    },
  ): RunId {
    if (this.#stopping) throw new AppError('internal.stopping');
    const { database } = this.#options;
    const busy = new Map(
      database.runs
        .activeOf(connectionId)
        .flatMap((run) =>
          run.streams.filter((one) => !isEnded(one.state)).map((one) => [one.stream, run.id] as const),
        ),
    );
    const free = wanted.streams.filter((stream) => !busy.has(stream));
    const [first] = wanted.streams;
    if (free.length === 0) {
      const running = first === undefined ? undefined : busy.get(first);
      if (running === undefined) throw new AppError('connection.streamUnsupported');
      return running;
    }
    const id = newRunId();
    const run = database.write((tx) =>
      tx.runs.create({ id, connectionId, mode: wanted.mode, startedBy: wanted.startedBy, streams: free }),
    );
    this.#enqueue(run);
    return id;
  }

  /** Stops at the last stored page; `resume` goes on from there. */
  async pause(id: RunId): Promise<void> {
    await this.#halt(id, 'pause');
  }

  async cancel(id: RunId): Promise<void> {
    await this.#halt(id, 'cancel');
  }

  resume(id: RunId): void {
    if (this.#stopping) throw new AppError('internal.stopping');
    const { database } = this.#options;
    const run = database.runs.get(id);
    if (run.state !== 'paused') throw new AppError('run.notActive', { facts: { state: run.state } });
    this.#enqueue(this.#setStreams(run, (state) => (state === 'paused' ? 'queued' : null)));
  }

  /** A failed run goes on from the last stored page of each of its failed streams. */
  resumeFailed(id: RunId, fromPage: FromPage | null): void {
    if (this.#stopping) throw new AppError('internal.stopping');
    const run = this.#options.database.runs.get(id);
    if (fromPage === null) throw new AppError('run.notActive', { facts: { state: run.state } });
    if (fromPage !== 'possible') throw new AppError('run.onlyFromStart', { facts: { reason: fromPage } });
    this.#enqueue(this.#setStreams(run, (state) => (state === 'failed' ? 'queued' : null)));
  }

  /** Pauses or cancels whatever of the connection is active; resolves when nothing of it is under way. */
  async haltConnection(connectionId: ConnectionId, reason: 'pause' | 'cancel'): Promise<void> {
    for (const run of this.#options.database.runs.activeOf(connectionId)) await this.#halt(run.id, reason);
    this.#perConnection.delete(connectionId);
  }

  resumeConnection(connectionId: ConnectionId): void {
    for (const run of this.#options.database.runs.activeOf(connectionId))
      if (run.state === 'paused') this.resume(run.id);
  }

  /** After a start: what a crash or a stop interrupted goes on from its last page. */
  recover(): void {
    for (const run of this.#options.database.runs.active()) {
      if (run.state === 'paused') continue;
      this.#enqueue(this.#setStreams(run, (state) => (state === 'running' ? 'queued' : null)));
    }
  }

  get activeCount(): number {
    return this.#active.size;
  }

  /** Stops every reading at its last stored page; they go on with the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const under = [...this.#active.values()];
    for (const one of under) one.stop.abort('stop' satisfies StopReason);
    await Promise.all(under.filter((one) => one.begun).map((one) => one.ended));
  }

  async #halt(id: RunId, reason: 'pause' | 'cancel'): Promise<void> {
    const { database } = this.#options;
    const run = database.runs.get(id);
    if (isEnded(run.state)) throw new AppError('run.notActive', { facts: { state: run.state } });
    database.write((tx) => tx.runs.request(id, reason));
    const under = run.streams
      .map((one) => this.#active.get(activeKey(id, one.stream)))
      .filter((one) => one !== undefined);
    for (const one of under) one.stop.abort(reason satisfies StopReason);
    await Promise.all(under.filter((one) => one.begun).map((one) => one.ended));
    for (const one of run.streams) this.#active.delete(activeKey(id, one.stream));
    // Streams without a reading under way (paused ones, or queued behind a crash) are settled here.
    const rest = database.runs.get(id);
    if (!isEnded(rest.state)) {
      this.#setStreams(rest, (state) =>
        isEnded(state) ? null : reason === 'cancel' ? 'cancelled' : 'paused',
      );
      this.#options.news.runChanged(id);
    }
  }

  #enqueue(run: StoredRun): void {
    for (const one of run.streams) {
      if (one.state !== 'queued' || this.#active.has(activeKey(run.id, one.stream))) continue;
      const reading: Reading = { stop: new AbortController(), begun: false, ended: Promise.resolve() };
      reading.ended = this.#queueOf(run.connectionId)
        .add(() => this.#all.add(() => this.#begin(run.id, one.stream, reading)))
        .catch((error: unknown) => this.#options.log.error('reading ended badly', { runId: run.id, error }))
        .then(() => this.#forget(activeKey(run.id, one.stream), reading));
      this.#active.set(activeKey(run.id, one.stream), reading);
    }
    this.#options.news.runChanged(run.id);
  }

  async #begin(id: RunId, stream: StreamName, reading: Reading): Promise<void> {
    // Halted while it waited for its turn: its state is settled already.
    if (reading.stop.signal.aborted) return;
    reading.begun = true;
    await this.#read(id, stream, reading.stop.signal);
  }

  #forget(key: string, reading: Reading): void {
    if (this.#active.get(key) === reading) this.#active.delete(key);
  }

  #queueOf(connectionId: ConnectionId): PQueue {
    const queue =
      this.#perConnection.get(connectionId) ??
      new PQueue({ concurrency: this.#options.concurrency?.perConnection ?? 2 });
    this.#perConnection.set(connectionId, queue);
    return queue;
  }

  async #read(id: RunId, stream: StreamName, signal: AbortSignal): Promise<void> {
    const { database, log, news } = this.#options;
    try {
      const run = this.#setStream(id, stream, 'running');
      const connection = database.connections.get(run.connectionId);
      const { definition, client } = await this.#options.open(connection);
      await this.#learn(connection, client, signal);
      const { odd, skipped, missing } = await runStream({
        database,
        client,
        definition,
        run,
        stream,
        signal,
        now: this.#options.now,
        onPage: (received, written) => {
          news.streamReceived(id, stream, received);
          if (written > 0) news.dataChanged(run.connectionId, stream, written);
          news.runProgress(id);
        },
        onWait: () => news.runProgress(id),
        onProblems: (ids) => news.problemsChanged(ids),
      });
      if (skipped.length > 0) log.info('parts not on this shop', { runId: id, stream, skipped });
      this.#setStream(id, stream, odd > 0 || missing.length > 0 ? 'partial' : 'done');
      news.streamDone(database.runs.get(id), stream, missing);
    } catch (thrown) {
      this.#ended(id, stream, signal, thrown);
    }
  }

  #ended(id: RunId, stream: StreamName, signal: AbortSignal, thrown: unknown): void {
    const { database, log, news } = this.#options;
    if (database.runs.find(id) === null) return;
    if (signal.aborted) {
      this.#setStream(id, stream, stateAfter(signal.reason));
      return;
    }
    const error = toAppError(thrown);
    if (error.fault === 'kervan') log.error('reading failed', { runId: id, stream, error: thrown });
    else log.warn('reading failed', { runId: id, stream, code: error.code, facts: error.facts });
    this.#setStream(id, stream, 'failed', error.toWire());
    news.streamFailed(database.runs.get(id), stream, error.toWire());
  }

  /** Facts of the account (currency …) that mappings need are read once, before the first page. */
  async #learn(connection: StoredConnection, client: ChannelClient, signal: AbortSignal): Promise<void> {
    const learned = await client.learn(signal);
    if (JSON.stringify(learned) === JSON.stringify(connection.learned)) return;
    this.#options.database.write((tx) => tx.connections.update(connection.id, { learned }));
    this.#options.news.learned(connection.id);
  }

  #setStream(
    id: RunId,
    stream: StreamName,
    state: StoredRun['state'],
    error: WireError | null = null,
  ): StoredRun {
    const { database, news } = this.#options;
    const run = database.write((tx) => {
      tx.runs.setStreamState(id, stream, state, error);
      const after = tx.runs.get(id);
      const whole = runStateOf(after.streams.map((one) => one.state));
      if (whole !== after.state || isEnded(whole))
        tx.runs.setState(id, whole, isEnded(whole) ? firstError(after) : null);
      return tx.runs.get(id);
    });
    news.runChanged(id);
    return run;
  }

  #setStreams(run: StoredRun, to: (state: StoredRun['state']) => StoredRun['state'] | null): StoredRun {
    let after = run;
    for (const one of run.streams) {
      const state = to(one.state);
      if (state !== null) after = this.#setStream(run.id, one.stream, state);
    }
    return after;
  }
}

function activeKey(id: RunId, stream: StreamName): string {
  return `${id}/${stream}`;
}

function stateAfter(reason: unknown): 'paused' | 'cancelled' | 'queued' {
  if (reason === 'cancel') return 'cancelled';
  return reason === 'pause' ? 'paused' : 'queued';
}

function firstError(run: StoredRun): WireError | null {
  return run.streams.find((one) => one.error !== null)?.error ?? null;
}
