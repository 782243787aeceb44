import { and, asc, eq, ne } from 'drizzle-orm';
import { type ConnectionSettings, connectionSettingsSchema } from '../../../shared/contract/connections';
import { type ConnectionId, connectionIdSchema } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';
import { readTexts } from '../json-column';
import { connections } from '../schema';
import type { Stamp } from '../stamp';
import type { Typed } from '../typed';

export interface StoredConnection {
  readonly id: ConnectionId;
  readonly integration: string;
  readonly name: string;
  /** 'deleting' = its rows are being removed in small steps; not shown any more. */
  readonly state: 'active' | 'paused' | 'deleting';
  readonly pausedAt: number | null;
  readonly pausedUntil: number | null;
  /** Field values that are no secret. */
  readonly fields: Readonly<Record<string, string>>;
  readonly learned: Readonly<Record<string, string>>;
  readonly settings: ConnectionSettings;
  readonly secretsSavedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type NewConnection = Pick<
  StoredConnection,
  'id' | 'integration' | 'name' | 'fields' | 'learned' | 'settings'
> & {
  readonly state: 'active' | 'paused';
};
export type ConnectionChange = Partial<
  Pick<
    StoredConnection,
    'name' | 'fields' | 'learned' | 'settings' | 'state' | 'pausedAt' | 'pausedUntil' | 'secretsSavedAt'
  >
>;

/** Reads of a few rows, quick enough for the main process. */
export class ConnectionsReader {
  protected readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  /** All but those being deleted, by age. */
  list(): StoredConnection[] {
    const rows = this.typed.select().from(connections).where(ne(connections.state, 'deleting'));
    return rows.orderBy(asc(connections.createdAt), asc(connections.id)).all().map(toConnection);
  }

  find(id: ConnectionId): StoredConnection | null {
    const row = this.typed.select().from(connections).where(eq(connections.id, id)).get();
    return row === undefined || row.state === 'deleting' ? null : toConnection(row);
  }

  get(id: ConnectionId): StoredConnection {
    const found = this.find(id);
    if (found === null) throw new AppError('input.notFound', { facts: { what: 'connection', id } });
    return found;
  }

  /** Deletions a crash interrupted. */
  deleting(): ConnectionId[] {
    const rows = this.typed
      .select({ id: connections.id })
      .from(connections)
      .where(eq(connections.state, 'deleting'));
    return rows.all().map((row) => connectionIdSchema.parse(row.id));
  }
}

export class ConnectionsWriter extends ConnectionsReader {
  readonly #stamp: () => Stamp;

  constructor(typed: Typed, stamp: () => Stamp) {
    super(typed);
    this.#stamp = stamp;
  }

  create(connection: NewConnection): StoredConnection {
    const stamp = this.#stamp();
    this.typed
      .insert(connections)
      .values({
        ...connection,
        fields: JSON.stringify(connection.fields),
        learned: JSON.stringify(connection.learned),
        settings: JSON.stringify(connection.settings),
        pausedAt: connection.state === 'paused' ? stamp : null,
        createdAt: stamp,
        updatedAt: stamp,
      })
      .run();
    return this.get(connection.id);
  }

  /** Only the properties given change. */
  update(id: ConnectionId, change: ConnectionChange): StoredConnection {
    const { fields, learned, settings, ...plain } = change;
    const result = this.typed
      .update(connections)
      .set({
        ...plain,
        ...(fields === undefined ? {} : { fields: JSON.stringify(fields) }),
        ...(learned === undefined ? {} : { learned: JSON.stringify(learned) }),
        ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
        updatedAt: this.#stamp(),
      })
      .where(and(eq(connections.id, id), ne(connections.state, 'deleting')))
      .run();
    if (result.changes === 0) throw new AppError('input.notFound', { facts: { what: 'connection', id } });
    return this.get(id);
  }

  markDeleting(id: ConnectionId): void {
    this.typed
      .update(connections)
      .set({ state: 'deleting', fields: '{}', learned: '{}', settings: '{}', updatedAt: this.#stamp() })
      .where(eq(connections.id, id))
      .run();
  }

  /** The row itself, once everything that may be large is gone. */
  remove(id: ConnectionId): void {
    this.typed.delete(connections).where(eq(connections.id, id)).run();
  }
}

function toConnection(row: typeof connections.$inferSelect): StoredConnection {
  return {
    ...row,
    id: connectionIdSchema.parse(row.id),
    fields: readTexts(row.fields),
    learned: readTexts(row.learned),
    settings: connectionSettingsSchema.parse(JSON.parse(row.settings)),
  };
}
