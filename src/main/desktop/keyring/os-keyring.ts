import { AppError } from '../../../shared/errors/app-error';
import type { Keyring } from '../../vault/keyring';

/** What is used of Electron's safeStorage; the async half exists in newer versions only, where the other is deprecated. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(encrypted: Buffer): Promise<{ readonly result: string }>;
}

export interface OsKeyring {
  readonly keyring: Keyring;
  /** Name of the keychain, for the screen: gnome_libsecret, kwallet6, keychain, dpapi. */
  readonly backend: string;
}

const PREFIX = Buffer.from('KVO1', 'latin1');
/** Chromium's stand-ins: a password that stands in its source, or none yet. */
const NO_ENCRYPTION = new Set(['basic_text', 'unknown']);

/**
 * The keychain of this computer as a keyring, tried once with a throw-away text; null where there is none that really
 * encrypts. Call it after Electron is ready.
 */
export async function openOsKeyring(
  storage: SafeStorage,
  platform: NodeJS.Platform,
): Promise<OsKeyring | null> {
  const backend = backendOf(storage, platform);
  if (NO_ENCRYPTION.has(backend)) return null;
  const cipher = cipherOf(storage);
  try {
    if (!(await cipher.isAvailable())) return null;
    const trial = 'kervan keyring trial';
    const encrypted = await cipher.encrypt(trial);
    if (encrypted.includes(trial) || (await cipher.decrypt(encrypted)) !== trial) return null;
  } catch {
    return null;
  }
  return { backend, keyring: keyringOver(cipher, backend) };
}

function backendOf(storage: SafeStorage, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'keychain';
  if (platform === 'win32') return 'dpapi';
  return storage.getSelectedStorageBackend?.() ?? 'unknown';
}

interface Cipher {
  isAvailable(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  decrypt(encrypted: Buffer): Promise<string>;
}

/** Either way writes what the other can read. */
function cipherOf(storage: SafeStorage): Cipher {
  const { isAsyncEncryptionAvailable, encryptStringAsync, decryptStringAsync } = storage;
  if (isAsyncEncryptionAvailable && encryptStringAsync && decryptStringAsync) {
    return {
      isAvailable: () => isAsyncEncryptionAvailable.call(storage),
      encrypt: (text) => encryptStringAsync.call(storage, text),
      decrypt: async (encrypted) => (await decryptStringAsync.call(storage, encrypted)).result,
    };
  }
  return {
    isAvailable: async () => storage.isEncryptionAvailable(),
    encrypt: async (text) => storage.encryptString(text),
    decrypt: async (encrypted) => storage.decryptString(encrypted),
  };
}

function keyringOver(cipher: Cipher, backend: string): Keyring {
  return {
    kind: 'os',
    backend,
    async wrap(bytes) {
      return Buffer.concat([PREFIX, await cipher.encrypt(Buffer.from(bytes).toString('base64'))]);
    },
    async unwrap(bytes) {
      const sealed = Buffer.from(bytes);
      try {
        if (!PREFIX.equals(sealed.subarray(0, PREFIX.length))) throw new Error('not sealed by a keychain');
        return Buffer.from(await cipher.decrypt(sealed.subarray(PREFIX.length)), 'base64');
      } catch (cause) {
        // The folder came from another computer or account, or the keychain was emptied.
        throw new AppError('vault.keychainGone', { facts: { backend }, cause });
      }
    },
  };
}
