import { expect, it } from 'vitest';
import { openOsKeyring, type SafeStorage } from './os-keyring';

/** XOR stands in for the keychain's cipher. */
const scramble = (bytes: Buffer, key: number) => Buffer.from(bytes.map((byte) => byte ^ key));

function oldStorage(backend: string, key = 0x5a): SafeStorage {
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => scramble(Buffer.from(text), key),
    decryptString: (encrypted) => scramble(encrypted, key).toString(),
  };
}

function newStorage(backend: string): SafeStorage {
  const old = oldStorage(backend);
  return {
    ...old,
    encryptString: () => expect.unreachable('the deprecated way was taken'),
    decryptString: () => expect.unreachable('the deprecated way was taken'),
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => old.encryptString(text),
    decryptStringAsync: async (encrypted) => ({ result: old.decryptString(encrypted) }),
  };
}

it.each([
  ['an older Electron', oldStorage],
  ['a newer Electron', newStorage],
])('keeps a data key with %s', async (_name, storage) => {
  const opened = await openOsKeyring(storage('gnome_libsecret'), 'linux');
  if (opened === null) return expect.unreachable('no keyring');
  const key = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
  const wrapped = await opened.keyring.wrap(key);
  expect(Buffer.from(wrapped).includes(Buffer.from(key))).toBe(false);
  expect(new Uint8Array(await opened.keyring.unwrap(wrapped))).toEqual(key);
  expect(opened).toMatchObject({ backend: 'gnome_libsecret', keyring: { kind: 'os' } });
});

it('opens with the newer way what the older one wrote', async () => {
  const old = await openOsKeyring(oldStorage('kwallet6'), 'linux');
  const now = await openOsKeyring(newStorage('kwallet6'), 'linux');
  const wrapped = await old?.keyring.wrap(Uint8Array.of(1, 2, 3));
  expect(await now?.keyring.unwrap(wrapped ?? new Uint8Array())).toEqual(Buffer.from([1, 2, 3]));
});

it.each([
  ['the hard-coded password of Chromium', oldStorage('basic_text')],
  ['a backend not known yet', oldStorage('unknown')],
  ['encryption that is not there', { ...oldStorage('gnome_libsecret'), isEncryptionAvailable: () => false }],
  [
    'a keychain that cannot be opened',
    {
      ...oldStorage('gnome_libsecret'),
      encryptString: () => {
        throw new Error('locked');
      },
    },
  ],
  [
    'a keychain that gives back another text',
    { ...oldStorage('gnome_libsecret'), decryptString: () => 'other' },
  ],
  ['encryption that encrypts nothing', oldStorage('gnome_libsecret', 0)],
])('refuses %s', async (_name, storage) => {
  await expect(openOsKeyring(storage, 'linux')).resolves.toBeNull();
});

it('says that the keychain is another one when it cannot open what was kept', async () => {
  const opened = await openOsKeyring(oldStorage('gnome_libsecret'), 'linux');
  await expect(opened?.keyring.unwrap(Buffer.from('something else'))).rejects.toMatchObject({
    code: 'vault.keychainGone',
    facts: { backend: 'gnome_libsecret' },
  });
});
