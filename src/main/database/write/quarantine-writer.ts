import type Sqlite from 'better-sqlite3';
import type { ConnectionId, QuarantineId, RunId } from '../../../shared/domain/ids';
import type { StreamName } from '../../../shared/domain/stream';
import { contentHash } from '../content-hash';
import { QuarantineReader } from '../quarantine-rows';
import type { Stamp } from '../stamp';
import type { Typed } from '../typed';

export interface OddRecordWrite {
  readonly part: string;
  readonly raw: unknown;
  readonly key: string | null;
  readonly reasons: readonly string[];
}

const LONGEST_RAW = 1_048_576;

/** Records that could not be understood; made for one transaction. */
export class QuarantineWriter extends QuarantineReader {
  readonly #add: Sqlite.Statement<unknown[]>;
  readonly #drop: Sqlite.Statement<[string, string, string, string]>;
  readonly #any: Sqlite.Statement<[string, string], { readonly one: number }>;
  readonly #remove: Sqlite.Statement<[string]>;
  readonly #dismiss: Sqlite.Statement<[string]>;
  readonly #stamp: () => Stamp;

  constructor(connection: Sqlite.Database, typed: Typed, stamp: () => Stamp) {
    super(typed);
    this.#add = connection.prepare(
      `INSERT INTO quarantine (connection_id, stream, part, ident, key, raw, reasons, run_id, count, state, first_seen_at, last_seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 'open', ?, ?)
       ON CONFLICT (connection_id, stream, part, ident) DO UPDATE SET raw = excluded.raw, reasons = excluded.reasons,
         run_id = excluded.run_id, count = count + 1, last_seen_at = excluded.last_seen_at,
         state = CASE WHEN state = 'dismissed' AND raw = excluded.raw THEN 'dismissed' ELSE 'open' END`,
    );
    this.#drop = connection.prepare(
      'DELETE FROM quarantine WHERE connection_id = ? AND stream = ? AND part = ? AND ident = ?',
    );
    this.#any = connection.prepare<[string, string], { readonly one: number }>(
      'SELECT 1 AS one FROM quarantine WHERE connection_id = ? AND stream = ? LIMIT 1',
    );
    this.#remove = connection.prepare('DELETE FROM quarantine WHERE id = ?');
    this.#dismiss = connection.prepare("UPDATE quarantine SET state = 'dismissed' WHERE id = ?");
    this.#stamp = stamp;
  }

  /** One row per record (by its key, else by its content); the same one again only counts up. A dismissed one stays so until it changes. */
  add(
    connectionId: ConnectionId,
    stream: StreamName,
    runId: RunId,
    records: readonly OddRecordWrite[],
  ): void {
    const stamp = this.#stamp();
    for (const { part, raw, key, reasons } of records) {
      const json = clippedJson(raw);
      this.#add.run(
        connectionId,
        stream,
        part,
        identOf(key, json),
        key,
        json,
        JSON.stringify(reasons),
        runId,
        stamp,
        stamp,
      );
    }
  }

  /** Records of these keys were understood now: they leave the quarantine. Cheap when the stream has none. */
  understood(connectionId: ConnectionId, stream: StreamName, part: string, keys: Iterable<string>): void {
    if (this.#any.get(connectionId, stream) === undefined) return;
    for (const key of keys) this.#drop.run(connectionId, stream, part, identOf(key, ''));
  }

  /** Takes out one record that was tried again with success. */
  remove(id: QuarantineId): void {
    this.#remove.run(id);
  }

  dismiss(id: QuarantineId): boolean {
    return this.#dismiss.run(id).changes > 0;
  }
}

const identOf = (key: string | null, json: string) => (key === null ? `#${contentHash(json)}` : `=${key}`);

function clippedJson(raw: unknown): string {
  const json = jsonOf(raw);
  return json.length <= LONGEST_RAW
    ? json
    : JSON.stringify({ tooLong: json.length, beginning: json.slice(0, 10_000) });
}

/** A record nested beyond what can be written must not keep its whole page from being stored. */
function jsonOf(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? 'null';
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return JSON.stringify({ tooDeep: true });
  }
}
