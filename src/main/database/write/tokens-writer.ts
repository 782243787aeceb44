import { asc, eq } from 'drizzle-orm';
import type { ApiRole } from '../../../shared/domain/api-role';
import { apiTokens } from '../schema';
import type { Stamp } from '../stamp';
import type { Typed } from '../typed';

export interface StoredToken {
  readonly id: string;
  readonly name: string;
  readonly role: ApiRole;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  /** UTC epoch ms; null = until it is revoked. */
  readonly expiresAt: number | null;
}

export interface NewToken extends Pick<StoredToken, 'id' | 'name' | 'role' | 'expiresAt'> {
  readonly hash: Uint8Array;
}

/** Tokens of the local API: only their hashes are kept. */
export class TokensReader {
  protected readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  list(): StoredToken[] {
    const rows = this.typed.select().from(apiTokens).orderBy(asc(apiTokens.createdAt)).all();
    return rows.map(({ tokenHash: _hash, ...token }) => token);
  }

  /** By SHA-256 of the whole token. */
  findByHash(hash: Uint8Array): StoredToken | null {
    const row = this.typed
      .select()
      .from(apiTokens)
      .where(eq(apiTokens.tokenHash, Buffer.from(hash)))
      .get();
    if (row === undefined) return null;
    const { tokenHash: _hash, ...token } = row;
    return token;
  }
}

export class TokensWriter extends TokensReader {
  readonly #stamp: () => Stamp;

  constructor(typed: Typed, stamp: () => Stamp) {
    super(typed);
    this.#stamp = stamp;
  }

  create({ hash, ...token }: NewToken): void {
    this.typed
      .insert(apiTokens)
      .values({ ...token, tokenHash: Buffer.from(hash), createdAt: this.#stamp() })
      .run();
  }

  used(id: string, at: number): void {
    this.typed.update(apiTokens).set({ lastUsedAt: at }).where(eq(apiTokens.id, id)).run();
  }

  remove(id: string): boolean {
    return this.typed.delete(apiTokens).where(eq(apiTokens.id, id)).run().changes > 0;
  }
}
