/** Keeps the vault's data key for it: the operating system's keychain, a passphrase, or a master key from the environment. */
export interface Keyring {
  readonly kind: 'os' | 'passphrase' | 'masterKey';
  wrap(bytes: Uint8Array): Promise<Uint8Array>;
  /** Throws AppError: vault.wrongMasterKey, vault.wrongPassphrase, vault.noKeychain or vault.locked. */
  unwrap(bytes: Uint8Array): Promise<Uint8Array>;
}
