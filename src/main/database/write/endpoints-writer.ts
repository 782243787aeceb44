import { asc, eq } from 'drizzle-orm';
import { type ConnectionId, connectionIdSchema } from '../../../shared/domain/ids';
import type { WireError } from '../../../shared/errors/app-error';
import { readWireError } from '../json-column';
import { webhookEndpoints } from '../schema-webhooks';
import type { Stamp } from '../stamp';
import type { Typed } from '../typed';

/** A connection whose channel is to tell of changes. Times UTC epoch ms; its secrets lie in the vault. */
export interface StoredEndpoint {
  readonly connectionId: ConnectionId;
  /** waiting = for a public address; byHand = a person has to tell the channel. */
  readonly state: 'waiting' | 'registered' | 'byHand' | 'failed';
  readonly address: string | null;
  readonly previousUntil: number | null;
  readonly checkedAt: number | null;
  readonly switchedOffAt: number | null;
  readonly error: WireError | null;
  readonly createdAt: number;
}

export type EndpointChange = Partial<Omit<StoredEndpoint, 'connectionId' | 'createdAt'>>;

export class EndpointsReader {
  protected readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  list(): StoredEndpoint[] {
    return this.typed
      .select()
      .from(webhookEndpoints)
      .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.connectionId))
      .all()
      .map(toEndpoint);
  }

  find(connectionId: ConnectionId): StoredEndpoint | null {
    const row = this.typed
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.connectionId, connectionId))
      .get();
    return row === undefined ? null : toEndpoint(row);
  }
}

export class EndpointsWriter extends EndpointsReader {
  readonly #stamp: () => Stamp;

  constructor(typed: Typed, stamp: () => Stamp) {
    super(typed);
    this.#stamp = stamp;
  }

  create(connectionId: ConnectionId, state: StoredEndpoint['state']): void {
    const at = this.#stamp();
    this.typed
      .insert(webhookEndpoints)
      .values({ connectionId, state, createdAt: at, updatedAt: at })
      .onConflictDoNothing()
      .run();
  }

  update(connectionId: ConnectionId, { error, ...change }: EndpointChange): void {
    this.typed
      .update(webhookEndpoints)
      .set({
        ...change,
        ...(error === undefined ? {} : { error: error === null ? null : JSON.stringify(error) }),
        updatedAt: this.#stamp(),
      })
      .where(eq(webhookEndpoints.connectionId, connectionId))
      .run();
  }

  remove(connectionId: ConnectionId): boolean {
    const own = eq(webhookEndpoints.connectionId, connectionId);
    return this.typed.delete(webhookEndpoints).where(own).run().changes > 0;
  }
}

function toEndpoint({ updatedAt: _at, ...row }: typeof webhookEndpoints.$inferSelect): StoredEndpoint {
  return {
    ...row,
    connectionId: connectionIdSchema.parse(row.connectionId),
    error: readWireError(row.error),
  };
}
