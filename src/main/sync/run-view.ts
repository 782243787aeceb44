import type { FromPage, Run } from '../../shared/contract/runs';
import type { RunId } from '../../shared/domain/ids';
import type { StreamName } from '../../shared/domain/stream';
import type { StoredConnection, StoredRun, StoredRunStream } from '../database';
import { createProgressClock, type ProgressClock } from './progress';

/** Remembers the speed of streams under way; forgotten when they end. */
export class RunProgress {
  readonly #clocks = new Map<string, { readonly clock: ProgressClock; received: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  note(id: RunId, stream: StreamName, received: number): void {
    const key = `${id}/${stream}`;
    const entry = this.#clocks.get(key) ?? { clock: createProgressClock(), received: 0 };
    entry.received += received;
    entry.clock.note(entry.received, this.#now());
    this.#clocks.set(key, entry);
  }

  end(id: RunId, stream: StreamName): void {
    this.#clocks.delete(`${id}/${stream}`);
  }

  /** A run as screens and the API show it. */
  view(
    run: StoredRun,
    connection: Pick<StoredConnection, 'name' | 'integration'> | null,
    fromPage: FromPage | null,
  ): Run {
    return {
      id: run.id,
      connectionId: run.connectionId,
      connectionName: connection?.name ?? '',
      integration: connection?.integration ?? '',
      mode: run.mode,
      trigger: run.startedBy,
      state: run.state,
      streams: run.streams.map((stream) => this.#streamView(run.id, stream)),
      createdAt: run.createdAt,
      startedAt: run.startedAt,
      endedAt: run.endedAt,
      error: run.error,
      fromPage,
    };
  }

  #streamView(id: RunId, stored: StoredRunStream): Run['streams'][number] {
    const { checkpoint: _checkpoint, ...shown } = stored;
    const clock = stored.state === 'running' ? this.#clocks.get(`${id}/${stored.stream}`)?.clock : undefined;
    return {
      ...shown,
      rate: clock?.rate() ?? null,
      remainingMs: clock?.remaining(stored.received, stored.totalRecords) ?? null,
    };
  }
}
