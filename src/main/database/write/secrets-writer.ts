import { and, asc, desc, eq, lt, ne } from 'drizzle-orm';
import { type ConnectionId, connectionIdSchema } from '../../../shared/domain/ids';
import { secrets, vaultKeys } from '../schema';
import type { Stamp } from '../stamp';
import type { Typed } from '../typed';

export interface WrappedKey {
  readonly version: number;
  readonly kind: 'os' | 'passphrase' | 'masterKey';
  readonly wrapped: Uint8Array;
}

/** A secret as it lies on disk: never the plain value. */
export interface SealedSecret {
  readonly connectionId: ConnectionId;
  readonly name: string;
  readonly keyVersion: number;
  readonly sealed: Uint8Array;
}

export class SecretsReader {
  protected readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  /** Newest first. */
  keys(): WrappedKey[] {
    return this.typed.select().from(vaultKeys).orderBy(desc(vaultKeys.version)).all();
  }

  of(connectionId: ConnectionId): SealedSecret[] {
    const rows = this.typed.select().from(secrets).where(eq(secrets.connectionId, connectionId));
    return rows.orderBy(asc(secrets.name)).all().map(toSealed);
  }

  /** Secrets sealed under an older data key. */
  olderThan(keyVersion: number, limit: number): SealedSecret[] {
    return this.typed
      .select()
      .from(secrets)
      .where(lt(secrets.keyVersion, keyVersion))
      .limit(limit)
      .all()
      .map(toSealed);
  }
}

export class SecretsWriter extends SecretsReader {
  readonly #stamp: () => Stamp;

  constructor(typed: Typed, stamp: () => Stamp) {
    super(typed);
    this.#stamp = stamp;
  }

  saveKey({ version, kind, wrapped }: WrappedKey): void {
    const values = { kind, wrapped: Buffer.from(wrapped) };
    this.typed
      .insert(vaultKeys)
      .values({ version, ...values, createdAt: this.#stamp() })
      .onConflictDoUpdate({ target: vaultKeys.version, set: values })
      .run();
  }

  dropKeysExcept(version: number): void {
    this.typed.delete(vaultKeys).where(ne(vaultKeys.version, version)).run();
  }

  save({ connectionId, name, keyVersion, sealed }: SealedSecret): void {
    const values = { keyVersion, sealed: Buffer.from(sealed), updatedAt: this.#stamp() };
    this.typed
      .insert(secrets)
      .values({ connectionId, name, ...values })
      .onConflictDoUpdate({ target: [secrets.connectionId, secrets.name], set: values })
      .run();
  }

  remove(connectionId: ConnectionId, name: string): void {
    this.typed
      .delete(secrets)
      .where(and(eq(secrets.connectionId, connectionId), eq(secrets.name, name)))
      .run();
  }

  removeAll(connectionId: ConnectionId): number {
    return this.typed.delete(secrets).where(eq(secrets.connectionId, connectionId)).run().changes;
  }
}

const toSealed = (row: typeof secrets.$inferSelect): SealedSecret => ({
  connectionId: connectionIdSchema.parse(row.connectionId),
  name: row.name,
  keyVersion: row.keyVersion,
  sealed: row.sealed,
});
