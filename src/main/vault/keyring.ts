/** Keeps the vault's data key for it: the operating system's keychain, a passphrase, or a master key from the environment. */
export interface Keyring {
  readonly kind: 'os' | 'passphrase' | 'masterKey';
  /** Which of its kind, where there are several: gnome_libsecret, kwallet6, keychain … */
  readonly backend?: string;
  wrap(bytes: Uint8Array): Promise<Uint8Array>;
  /** Throws AppError: vault.wrongMasterKey, vault.wrongPassphrase, vault.noKeychain or vault.locked. */
  unwrap(bytes: Uint8Array): Promise<Uint8Array>;
}
