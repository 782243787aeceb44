import type { ConnectionId } from '../../shared/domain/ids';
import type { Keyring } from './keyring';

export interface WrappedKey {
  readonly version: number;
  readonly kind: Keyring['kind'];
  readonly wrapped: Uint8Array;
}

/** A secret as it lies on disk: never the plain value. */
export interface SealedSecret {
  readonly connectionId: ConnectionId;
  readonly name: string;
  readonly keyVersion: number;
  readonly sealed: Uint8Array;
}

/** What the vault needs of the database. */
export interface SecretStore {
  readonly secrets: {
    /** Newest first. */
    keys(): WrappedKey[];
    of(connectionId: ConnectionId): SealedSecret[];
    /** Secrets sealed under an older data key. */
    olderThan(keyVersion: number, limit: number): SealedSecret[];
  };
  write(work: (tx: { readonly secrets: SecretChanges }) => void): void;
  /** Empties the log of changes, which still holds old pages. */
  checkpoint(): unknown;
}

export interface SecretChanges {
  saveKey(key: WrappedKey): void;
  dropKeysExcept(version: number): void;
  save(secret: SealedSecret): void;
  remove(connectionId: ConnectionId, name: string): void;
  removeAll(connectionId: ConnectionId): number;
}
