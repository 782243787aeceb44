import type { ConnectionId } from '../../shared/domain/ids';
import type { StreamName } from '../../shared/domain/stream';
import type { Database } from '../database';

export interface FailureRow {
  readonly failures: number;
  readonly failedAt: number | null;
}

const NONE: FailureRow = { failures: 0, failedAt: null };

/** Failures in a row per stream, for the back-off; after a start the last ended run tells whether there was one. */
export class Failures {
  readonly #rows = new Map<string, FailureRow>();
  readonly #database: Pick<Database, 'runs'>;

  constructor(database: Pick<Database, 'runs'>) {
    this.#database = database;
  }

  of(connectionId: ConnectionId, stream: StreamName): FailureRow {
    const key = `${connectionId}/${stream}`;
    const known = this.#rows.get(key);
    if (known) return known;
    const last = this.#database.runs.lastEnded(connectionId, stream);
    const row = last?.stream.state === 'failed' ? { failures: 1, failedAt: last.stream.endedAt } : NONE;
    this.#rows.set(key, row);
    return row;
  }

  failed(connectionId: ConnectionId, stream: StreamName, at: number): FailureRow {
    const row = { failures: this.of(connectionId, stream).failures + 1, failedAt: at };
    this.#rows.set(`${connectionId}/${stream}`, row);
    return row;
  }

  succeeded(connectionId: ConnectionId, stream: StreamName): void {
    this.#rows.set(`${connectionId}/${stream}`, NONE);
  }
}
