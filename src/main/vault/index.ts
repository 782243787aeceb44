export type { Keyring } from './keyring';
export { type MasterKeyEnvironment, masterKeyKeyring, readMasterKey } from './master-key-keyring';
export {
  assertStrongPassphrase,
  passphraseKeyring,
  type ScryptCost,
  SHORTEST_PASSPHRASE,
} from './passphrase-keyring';
export { createSecretRegistry, type SecretRegistry } from './secret-registry';
export type { SecretStore } from './secret-store';
export { openVault, type Vault, type VaultOptions } from './vault';
