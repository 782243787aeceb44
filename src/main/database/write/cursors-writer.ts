import { and, eq } from 'drizzle-orm';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { StreamName, SyncMode } from '../../../shared/domain/stream';
import { readObject } from '../json-column';
import { cursors } from '../schema';
import type { Stamp } from '../stamp';
import type { Typed } from '../typed';

export interface StoredCursor {
  readonly cursor: Readonly<Record<string, unknown>>;
  readonly definitionVersion: number;
  /** When the last full and the last delta run ended; null = none yet. */
  readonly fullEndedAt: number | null;
  readonly deltaEndedAt: number | null;
}

export class CursorsReader {
  protected readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  find(connectionId: ConnectionId, stream: StreamName): StoredCursor | null {
    const row = this.typed.select().from(cursors).where(at(connectionId, stream)).get();
    if (row === undefined) return null;
    const { definitionVersion, fullEndedAt, deltaEndedAt } = row;
    return { cursor: readObject(row.cursor), definitionVersion, fullEndedAt, deltaEndedAt };
  }
}

export class CursorsWriter extends CursorsReader {
  readonly #stamp: () => Stamp;

  constructor(typed: Typed, stamp: () => Stamp) {
    super(typed);
    this.#stamp = stamp;
  }

  /** At the end of a run that read to its end. */
  save(
    connectionId: ConnectionId,
    stream: StreamName,
    news: {
      readonly cursor: Readonly<Record<string, unknown>>;
      readonly definitionVersion: number;
      readonly mode: SyncMode;
    },
  ): void {
    const ended = news.mode === 'full' ? { fullEndedAt: this.#stamp() } : { deltaEndedAt: this.#stamp() };
    const values = {
      cursor: JSON.stringify(news.cursor),
      definitionVersion: news.definitionVersion,
      ...ended,
    };
    this.typed
      .insert(cursors)
      .values({ connectionId, stream, ...values })
      .onConflictDoUpdate({ target: [cursors.connectionId, cursors.stream], set: values })
      .run();
  }

  clear(connectionId: ConnectionId, stream: StreamName): void {
    this.typed.delete(cursors).where(at(connectionId, stream)).run();
  }
}

const at = (connectionId: ConnectionId, stream: StreamName) =>
  and(eq(cursors.connectionId, connectionId), eq(cursors.stream, stream));
