import { randomBytes } from 'node:crypto';
import type { ConnectionId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { Keyring } from './keyring';
import { seal, unseal } from './sealed-secret';
import type { SecretRegistry } from './secret-registry';
import type { SealedSecret, SecretStore, WrappedKey } from './secret-store';

export interface VaultOptions {
  readonly database: SecretStore;
  readonly keyring: Keyring;
  readonly registry: SecretRegistry;
}

/** Secrets of connections: AES-256-GCM under a random data key, the data key wrapped by a keyring. */
export interface Vault {
  readonly kind: Keyring['kind'];
  /** Saves these fields; others of the connection stay. */
  put(connectionId: ConnectionId, fields: Readonly<Record<string, string>>): Promise<void>;
  /** All secrets of a connection by field name. Throws vault.damagedSecret. */
  get(connectionId: ConnectionId): Promise<Record<string, string>>;
  /** Names of the fields that have a saved secret; opens none. */
  names(connectionId: ConnectionId): Promise<string[]>;
  /** Removes one field, or without a name everything of the connection, also from the file's free space. */
  remove(connectionId: ConnectionId, name?: string): Promise<void>;
  /** Puts the data key under another keyring; the secrets themselves stay as they are. */
  rewrap(keyring: Keyring): Promise<void>;
  /** Makes a new data key and seals every secret anew. Interrupted, it is finished when the vault is opened next. */
  rotate(): Promise<void>;
  /** Forgets the data key. */
  close(): void;
}

const DATA_KEY_BYTES = 32;
const ROTATE_ROWS = 50;

/** Opens the vault of a database, or makes it when there is none. Throws what the keyring throws. */
export async function openVault({ database, keyring, registry }: VaultOptions): Promise<Vault> {
  const keys = await openKeys(database, keyring);
  const vault = new DatabaseVault(database, keyring, registry, keys);
  await vault.finishRotation();
  return vault;
}

async function openKeys(database: SecretStore, keyring: Keyring): Promise<Map<number, Uint8Array>> {
  const stored = database.secrets.keys();
  if (stored.length === 0) return new Map([[1, await makeKey(database, keyring, 1)]]);
  const keys = new Map<number, Uint8Array>();
  for (const one of stored) keys.set(one.version, await openKey(one, keyring));
  return keys;
}

async function makeKey(database: SecretStore, keyring: Keyring, version: number): Promise<Uint8Array> {
  const key = randomBytes(DATA_KEY_BYTES);
  const wrapped = await keyring.wrap(key);
  database.write((tx) => tx.secrets.saveKey({ version, kind: keyring.kind, wrapped }));
  return key;
}

async function openKey(stored: WrappedKey, keyring: Keyring): Promise<Uint8Array> {
  if (stored.kind !== keyring.kind) throw wrongKind(stored.kind, keyring.kind);
  const key = await keyring.unwrap(stored.wrapped);
  if (key.length !== DATA_KEY_BYTES) throw wrongKind(stored.kind, keyring.kind);
  return key;
}

function wrongKind(stored: Keyring['kind'], given: Keyring['kind']): AppError {
  const facts = { stored, given };
  switch (stored) {
    case 'masterKey':
      return new AppError('vault.wrongMasterKey', { facts });
    case 'passphrase':
      return new AppError('vault.locked', { facts });
    case 'os':
      return new AppError('vault.noKeychain', { facts });
  }
}

class DatabaseVault implements Vault {
  readonly #database: SecretStore;
  readonly #registry: SecretRegistry;
  readonly #keys: Map<number, Uint8Array>;
  #keyring: Keyring;

  constructor(
    database: SecretStore,
    keyring: Keyring,
    registry: SecretRegistry,
    keys: Map<number, Uint8Array>,
  ) {
    this.#database = database;
    this.#keyring = keyring;
    this.#registry = registry;
    this.#keys = keys;
  }

  get kind(): Keyring['kind'] {
    return this.#keyring.kind;
  }

  async put(connectionId: ConnectionId, fields: Readonly<Record<string, string>>): Promise<void> {
    this.#registry.add(connectionId, Object.values(fields));
    const keyVersion = this.#newest();
    const key = this.#key(keyVersion);
    this.#database.write((tx) => {
      for (const [name, value] of Object.entries(fields)) {
        tx.secrets.save({
          connectionId,
          name,
          keyVersion,
          sealed: seal(key, { connectionId, name, keyVersion }, value),
        });
      }
    });
    this.#database.checkpoint();
  }

  async get(connectionId: ConnectionId): Promise<Record<string, string>> {
    const secrets: Record<string, string> = {};
    for (const row of this.#database.secrets.of(connectionId)) {
      secrets[row.name] = unseal(this.#key(row.keyVersion), row, row.sealed);
    }
    this.#registry.add(connectionId, Object.values(secrets));
    return secrets;
  }

  async names(connectionId: ConnectionId): Promise<string[]> {
    return this.#database.secrets.of(connectionId).map((row) => row.name);
  }

  async remove(connectionId: ConnectionId, name?: string): Promise<void> {
    this.#database.write((tx) => {
      if (name === undefined) tx.secrets.removeAll(connectionId);
      else tx.secrets.remove(connectionId, name);
    });
    // The log of changes still holds the old pages until it is emptied.
    this.#database.checkpoint();
    if (name === undefined) this.#registry.remove(connectionId);
  }

  async rewrap(keyring: Keyring): Promise<void> {
    const wrapped: WrappedKey[] = [];
    for (const [version, key] of this.#keys)
      wrapped.push({ version, kind: keyring.kind, wrapped: await keyring.wrap(key) });
    this.#database.write((tx) => {
      for (const key of wrapped) tx.secrets.saveKey(key);
    });
    this.#keyring = keyring;
    this.#database.checkpoint();
  }

  async rotate(): Promise<void> {
    const version = this.#newest() + 1;
    this.#keys.set(version, await makeKey(this.#database, this.#keyring, version));
    await this.finishRotation();
  }

  /** Seals what lies under older keys with the newest, a few rows in a transaction, then drops those keys. */
  async finishRotation(): Promise<void> {
    if (this.#keys.size === 1) return;
    const keyVersion = this.#newest();
    const key = this.#key(keyVersion);
    for (;;) {
      const rows = this.#database.secrets.olderThan(keyVersion, ROTATE_ROWS);
      if (rows.length === 0) break;
      this.#database.write((tx) => {
        for (const row of rows) {
          const { connectionId, name } = row;
          tx.secrets.save({ connectionId, name, keyVersion, sealed: this.#sealAnew(row, key, keyVersion) });
        }
      });
    }
    this.#database.write((tx) => tx.secrets.dropKeysExcept(keyVersion));
    for (const [version, old] of this.#keys) {
      if (version === keyVersion) continue;
      old.fill(0);
      this.#keys.delete(version);
    }
    this.#database.checkpoint();
  }

  /** A damaged secret stays as it is, so that one bad row does not keep all others from being opened. */
  #sealAnew(row: SealedSecret, key: Uint8Array, keyVersion: number): Uint8Array {
    try {
      return seal(key, { ...row, keyVersion }, unseal(this.#key(row.keyVersion), row, row.sealed));
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'vault.damagedSecret') return row.sealed;
      throw thrown;
    }
  }

  close(): void {
    for (const key of this.#keys.values()) key.fill(0);
    this.#keys.clear();
  }

  #newest(): number {
    return Math.max(0, ...this.#keys.keys());
  }

  #key(version: number): Uint8Array {
    const key = this.#keys.get(version);
    if (key === undefined) throw new AppError(this.#keys.size === 0 ? 'vault.locked' : 'vault.damagedSecret');
    return key;
  }
}
