import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { type ConnectionId, connectionIdSchema } from '../../../shared/domain/ids';
import { type StreamName, streamNameSchema } from '../../../shared/domain/stream';
import type { WireError } from '../../../shared/errors/app-error';
import { readTexts, readWireError } from '../json-column';
import type { Stamp } from '../stamp';

export type DeliveryState = 'new' | 'waiting' | 'done' | 'aside' | 'refused';

export interface NewDelivery {
  readonly connectionId: ConnectionId;
  readonly key: string;
  readonly topic: string | null;
  readonly stream: StreamName | null;
  readonly headers: Readonly<Record<string, string>>;
  /** null = too large to be kept. */
  readonly body: Uint8Array | null;
  readonly bytes: number;
  /** Set aside at once, with the reason. */
  readonly error: WireError | null;
  /** The key is only the body's hash: the same again may be news, and one that is settled counts anew. */
  readonly wakes: boolean;
}

export interface StoredDelivery {
  readonly id: number;
  readonly connectionId: ConnectionId;
  readonly topic: string | null;
  readonly entity: string | null;
  readonly stream: StreamName | null;
  readonly bytes: number;
  readonly receivedAt: number;
  readonly state: DeliveryState;
  readonly repeats: number;
  readonly attempts: number;
  readonly error: WireError | null;
  readonly settledAt: number | null;
}

export interface DeliveryContent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export interface DeliveryFilter {
  readonly connectionId?: ConnectionId | undefined;
  readonly state?: DeliveryState | undefined;
  /** Older than this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Hints of one connection and stream that wait for the same reading. */
export interface WaitingGroup {
  readonly connectionId: ConnectionId;
  readonly stream: StreamName;
  readonly newestAt: number;
  readonly attempts: number;
  readonly nextAt: number;
}

const COLUMNS = `id, connection_id AS connectionId, topic, entity, stream, bytes, received_at AS receivedAt, state, repeats,
  attempts, error, settled_at AS settledAt`;

const rowSchema = z.object({
  id: z.number(),
  connectionId: connectionIdSchema,
  topic: z.string().nullable(),
  entity: z.string().nullable(),
  stream: streamNameSchema.nullable(),
  bytes: z.number(),
  receivedAt: z.number(),
  state: z.enum(['new', 'waiting', 'done', 'aside', 'refused']),
  repeats: z.number(),
  attempts: z.number(),
  error: z.string().nullable().transform(readWireError),
  settledAt: z.number().nullable(),
});
const contentSchema = z.object({
  headers: z.string().transform(readTexts),
  body: z.instanceof(Uint8Array).nullable(),
});
const freshSchema = z.object({
  id: z.number(),
  connectionId: connectionIdSchema,
  topic: z.string().nullable(),
  body: z.instanceof(Uint8Array).nullable(),
});
const groupSchema = z.object({
  connectionId: connectionIdSchema,
  stream: streamNameSchema,
  newestAt: z.number(),
  attempts: z.number(),
  nextAt: z.number(),
});
const countSchema = z.object({ state: z.string(), count: z.number(), repeats: z.number() });

export type FreshDelivery = z.infer<typeof freshSchema>;

/** Deliveries of channels, newest last. */
export class InboxReader {
  protected readonly connection: Sqlite.Database;
  readonly #fresh: Sqlite.Statement;
  readonly #groups: Sqlite.Statement;

  constructor(connection: Sqlite.Database) {
    this.connection = connection;
    this.#fresh = connection.prepare(
      `SELECT id, connection_id AS connectionId, topic, body FROM webhook_deliveries WHERE state = 'new' ORDER BY id LIMIT ?`,
    );
    this.#groups = connection.prepare(
      `SELECT connection_id AS connectionId, stream, max(received_at) AS newestAt, max(attempts) AS attempts,
         max(next_at) AS nextAt
       FROM webhook_deliveries WHERE state = 'waiting' GROUP BY connection_id, stream`,
    );
  }

  /** As they came, the oldest first. */
  fresh(limit: number): FreshDelivery[] {
    return z.array(freshSchema).parse(this.#fresh.all(limit));
  }

  waiting(): WaitingGroup[] {
    return z.array(groupSchema).parse(this.#groups.all());
  }

  find(id: number): StoredDelivery | null {
    const row = this.connection.prepare(`SELECT ${COLUMNS} FROM webhook_deliveries WHERE id = ?`).get(id);
    return row === undefined ? null : rowSchema.parse(row);
  }

  content(id: number): DeliveryContent | null {
    const row = this.connection.prepare('SELECT headers, body FROM webhook_deliveries WHERE id = ?').get(id);
    return row === undefined ? null : contentSchema.parse(row);
  }

  /** Newest first. */
  list({ connectionId, state, before, limit }: DeliveryFilter): StoredDelivery[] {
    const wanted = [
      ...(before === undefined ? [] : ['id < @before']),
      ...(state === undefined ? [] : ['state = @state']),
      ...(connectionId === undefined ? [] : ['connection_id = @connectionId']),
    ];
    const where = wanted.length === 0 ? '' : `WHERE ${wanted.join(' AND ')}`;
    return z
      .array(rowSchema)
      .parse(
        this.connection
          .prepare(`SELECT ${COLUMNS} FROM webhook_deliveries ${where} ORDER BY id DESC LIMIT @limit`)
          .all({ connectionId, state, before, limit }),
      );
  }

  /** How many came since then, by state, and how often one came again. */
  counts(since: number): { readonly states: ReadonlyMap<string, number>; readonly repeats: number } {
    const rows = z.array(countSchema).parse(
      this.connection
        .prepare(
          `SELECT state, count(*) AS count, sum(repeats) AS repeats FROM webhook_deliveries
           WHERE received_at >= ? GROUP BY state`,
        )
        .all(since),
    );
    const refused = rows.find(({ state }) => state === 'refused');
    const states = new Map(rows.map(({ state, count }) => [state, count]));
    // One row stands for all of an hour.
    if (refused) states.set('refused', refused.count + refused.repeats);
    const others = rows.filter(({ state }) => state !== 'refused');
    return { states, repeats: others.reduce((sum, row) => sum + row.repeats, 0) };
  }

  asideCount(): number {
    return z
      .number()
      .parse(
        this.connection
          .prepare("SELECT count(*) FROM webhook_deliveries WHERE state = 'aside'")
          .pluck()
          .get(),
      );
  }

  lastReceivedAt(connectionId: ConnectionId): number | null {
    return z
      .number()
      .nullable()
      .parse(
        this.connection
          .prepare(
            `SELECT received_at FROM webhook_deliveries WHERE connection_id = ? AND state <> 'refused'
           ORDER BY id DESC LIMIT 1`,
          )
          .pluck()
          .get(connectionId) ?? null,
      );
  }
}

export class InboxWriter extends InboxReader {
  readonly #stamp: () => Stamp;
  readonly #insert: Sqlite.Statement;
  readonly #understood: Sqlite.Statement;
  readonly #settle: Sqlite.Statement;

  constructor(connection: Sqlite.Database, stamp: () => Stamp) {
    super(connection);
    this.#stamp = stamp;
    this.#insert = connection.prepare(
      `INSERT INTO webhook_deliveries (connection_id, delivery_key, topic, stream, headers, body, bytes, received_at, state, error)
       VALUES (@connectionId, @key, @topic, @stream, @headers, @body, @bytes, @at, @state, @error)
       ON CONFLICT (connection_id, delivery_key) DO UPDATE SET
         repeats = repeats + 1,
         received_at = CASE WHEN @wakes = 1 AND state = 'done' THEN @at ELSE received_at END,
         state = CASE WHEN @wakes = 1 AND state = 'done' THEN 'new' ELSE state END`,
    );
    this.#understood = connection.prepare(
      "UPDATE webhook_deliveries SET state = 'waiting', topic = ?, entity = ?, stream = ? WHERE id = ?",
    );
    this.#settle = connection.prepare(
      `UPDATE webhook_deliveries SET state = 'done', error = NULL, settled_at = @at
       WHERE id IN (
         SELECT id FROM webhook_deliveries
         WHERE connection_id = @connectionId AND stream = @stream AND state IN ('waiting', 'aside')
           AND received_at <= @begunAt AND (state = 'waiting' OR attempts > 0) LIMIT @limit)`,
    );
  }

  receive(delivery: NewDelivery): void {
    this.#insert.run({
      connectionId: delivery.connectionId,
      key: delivery.key,
      topic: delivery.topic,
      stream: delivery.stream,
      headers: JSON.stringify(delivery.headers),
      body: delivery.body,
      bytes: delivery.bytes,
      at: this.#stamp(),
      state: delivery.error === null ? 'new' : 'aside',
      error: delivery.error === null ? null : JSON.stringify(delivery.error),
      wakes: delivery.wakes ? 1 : 0,
    });
  }

  /** One row for each connection and hour, so that nobody fills the disk with what proves nothing. */
  refuse(connectionId: ConnectionId, hour: number, count: number, error: WireError): void {
    this.connection
      .prepare(
        `INSERT INTO webhook_deliveries (connection_id, delivery_key, headers, bytes, received_at, state, repeats, error)
         VALUES (@connectionId, @key, '{}', 0, @at, 'refused', @count - 1, @error)
         ON CONFLICT (connection_id, delivery_key) DO UPDATE SET repeats = repeats + @count`,
      )
      .run({ connectionId, key: `refused:${hour}`, at: this.#stamp(), count, error: JSON.stringify(error) });
  }

  understood(
    id: number,
    what: { readonly topic: string | null; readonly entity: string | null; readonly stream: StreamName },
  ): void {
    this.#understood.run(what.topic, what.entity, what.stream, id);
  }

  setAside(id: number, error: WireError): void {
    this.connection
      .prepare("UPDATE webhook_deliveries SET state = 'aside', error = ? WHERE id = ?")
      .run(JSON.stringify(error), id);
  }

  /** A reading that began at `begunAt` ended well: whatever was told before is read. Answers how many. */
  settle(connectionId: ConnectionId, stream: StreamName, begunAt: number, limit: number): number {
    return this.#settle.run({ connectionId, stream, begunAt, limit, at: this.#stamp() }).changes;
  }

  /** Their reading failed: they wait until then, or are set aside. */
  failed(
    group: { readonly connectionId: ConnectionId; readonly stream: StreamName; readonly newestAt: number },
    error: WireError,
    nextAt: number | null,
  ): void {
    this.connection
      .prepare(
        `UPDATE webhook_deliveries SET attempts = attempts + 1, error = @error, next_at = @nextAt, state = @state
         WHERE connection_id = @connectionId AND stream = @stream AND state = 'waiting' AND received_at <= @newestAt`,
      )
      .run({
        ...only(group),
        error: JSON.stringify(error),
        nextAt: nextAt ?? 0,
        state: nextAt === null ? 'aside' : 'waiting',
      });
  }

  /** They are not tried before then; nothing failed. */
  postpone(group: Pick<WaitingGroup, 'connectionId' | 'stream' | 'newestAt'>, until: number): void {
    this.connection
      .prepare(
        `UPDATE webhook_deliveries SET next_at = @until
         WHERE connection_id = @connectionId AND stream = @stream AND state = 'waiting' AND received_at <= @newestAt`,
      )
      .run({ ...only(group), until });
  }

  /** Takes deliveries that were set aside up again, the oldest first; answers how many. */
  replay(which: { readonly id: number } | { readonly all: true }, limit: number): number {
    const one = 'id' in which;
    return this.connection
      .prepare(
        `UPDATE webhook_deliveries SET state = 'new', error = NULL, attempts = 0, next_at = 0, received_at = @at
         WHERE id IN (SELECT id FROM webhook_deliveries WHERE state = 'aside' ${one ? 'AND id = @id' : ''} ORDER BY id LIMIT @limit)`,
      )
      .run({ ...(one ? { id: which.id } : {}), limit, at: this.#stamp() }).changes;
  }

  /** Removes settled deliveries older than one time and all that are older than another; answers how many. */
  prune(settledBefore: number, anyBefore: number, limit: number): number {
    return this.connection
      .prepare(
        `DELETE FROM webhook_deliveries WHERE id IN (
           SELECT id FROM webhook_deliveries INDEXED BY webhook_deliveries_by_time WHERE received_at < @settledBefore
             AND (state IN ('done', 'refused') OR received_at < @anyBefore)
           ORDER BY received_at LIMIT @limit)`,
      )
      .run({ settledBefore, anyBefore, limit }).changes;
  }
}

/** Named values of a statement: it takes no others. */
function only({
  connectionId,
  stream,
  newestAt,
}: Pick<WaitingGroup, 'connectionId' | 'stream' | 'newestAt'>) {
  return { connectionId, stream, newestAt };
}
