import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../shared/domain/ids';
import type { AppError } from '../../shared/errors/app-error';
import { type Database, databasePath } from '../database';
import { addConnection, openIn, temporaryFolder } from '../database/test-kit/temporary-database';
import type { Keyring } from './keyring';
import { masterKeyKeyring, readMasterKey } from './master-key-keyring';
import { assertStrongPassphrase, passphraseKeyring } from './passphrase-keyring';
import { createSecretRegistry } from './secret-registry';
import { openVault } from './vault';

const folder = temporaryFolder();
const quick = { costLog2: 10, blockSize: 8, parallel: 1 };
let dataDir = '';
let count = 0;
let database: Database;
let connectionId: ConnectionId;

beforeEach(async () => {
  count += 1;
  dataDir = join(folder.path, String(count));
  database = await openIn(dataDir);
  connectionId = addConnection(database);
});
afterEach(() => database.close());
afterAll(() => folder.remove());

const open = (keyring: Keyring) => openVault({ database, keyring, registry: createSecretRegistry() });
const code = (wanted: string) => expect.objectContaining({ code: wanted });

/** Every byte of the data folder that could hold something. */
function bytesOnDisk(): Buffer {
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(dataDir, name),
  );
  return Buffer.concat(
    files.filter((file) => existsSync(file) && statSync(file).isFile()).map((file) => readFileSync(file)),
  );
}
function sealedBytes(): Buffer[] {
  const file = new Sqlite(databasePath(dataDir), { readonly: true });
  const rows = file.prepare('SELECT sealed FROM secrets').pluck().all();
  file.close();
  return rows.filter((row): row is Buffer => Buffer.isBuffer(row));
}

describe('the vault', () => {
  it('gives back what was put in, also after a restart with the same key', async () => {
    const master = randomBytes(32);
    const vault = await open(masterKeyKeyring(master));
    await vault.put(connectionId, { apiKey: 'anahtar-değeri', apiSecret: 'çok gizli 🔑' });
    await vault.put(connectionId, { apiSecret: 'yenisi' });
    database.close();
    database = await openIn(dataDir);
    const again = await open(masterKeyKeyring(master));
    expect(await again.get(connectionId)).toEqual({ apiKey: 'anahtar-değeri', apiSecret: 'yenisi' });
    expect(await again.names(connectionId)).toEqual(['apiKey', 'apiSecret']);
    expect(await again.get(addConnection(database, 'Boş'))).toEqual({});
  });

  it('never writes a secret in the open', async () => {
    const vault = await open(masterKeyKeyring(randomBytes(32)));
    await vault.put(connectionId, { apiSecret: 'bulunmamalı-8741' });
    const disk = bytesOnDisk();
    for (const form of ['bulunmamalı-8741', Buffer.from('bulunmamalı-8741').toString('base64')])
      expect(disk.includes(form)).toBe(false);
  });

  it('opens with no other key', async () => {
    await open(masterKeyKeyring(randomBytes(32)));
    await expect(open(masterKeyKeyring(randomBytes(32)))).rejects.toThrow(code('vault.wrongMasterKey'));
    await expect(open(passphraseKeyring('uzun bir parola', quick))).rejects.toThrow(
      code('vault.wrongMasterKey'),
    );
  });

  it.each([
    ['a changed bit', (row: Buffer) => row.fill((row.at(-1) ?? 0) ^ 1, row.length - 1)],
    ['a cut end', (row: Buffer) => row.subarray(0, 10)],
    ['another format', (row: Buffer) => Buffer.concat([Buffer.from('KVS9'), row.subarray(4)])],
    ['nothing', () => Buffer.alloc(0)],
  ])('finds %s in a stored secret and still serves the others', async (_name, change) => {
    const vault = await open(masterKeyKeyring(randomBytes(32)));
    const other = addConnection(database, 'Sağlam');
    await vault.put(connectionId, { apiSecret: 'bir' });
    await vault.put(other, { apiSecret: 'iki' });
    const [row] = database.secrets.of(connectionId);
    if (!row) throw new Error('no row');
    database.write((tx) => tx.secrets.save({ ...row, sealed: change(Buffer.from(row.sealed)) }));
    await expect(vault.get(connectionId)).rejects.toThrow(code('vault.damagedSecret'));
    expect(await vault.get(other)).toEqual({ apiSecret: 'iki' });
    await vault.rotate();
    expect(await vault.get(other)).toEqual({ apiSecret: 'iki' });
    await expect(vault.get(connectionId)).rejects.toThrow(code('vault.damagedSecret'));
  });

  it('opens no secret that was moved to another connection or field', async () => {
    const vault = await open(masterKeyKeyring(randomBytes(32)));
    const other = addConnection(database, 'Öteki');
    await vault.put(connectionId, { apiSecret: 'bir' });
    const [row] = database.secrets.of(connectionId);
    if (!row) throw new Error('no row');
    database.write((tx) => tx.secrets.save({ ...row, connectionId: other }));
    database.write((tx) => tx.secrets.save({ ...row, name: 'apiKey' }));
    await expect(vault.get(other)).rejects.toThrow(code('vault.damagedSecret'));
    await expect(vault.get(connectionId)).rejects.toThrow(code('vault.damagedSecret'));
  });

  it('leaves neither value nor cipher of a removed secret in any file', async () => {
    const vault = await open(masterKeyKeyring(randomBytes(32)));
    await vault.put(connectionId, { apiKey: 'ilk-hali', apiSecret: 'gizli' });
    await vault.put(connectionId, { apiKey: 'son-hali' });
    const ciphers = sealedBytes();
    expect(ciphers).toHaveLength(2);
    for (const cipher of ciphers) expect(bytesOnDisk().includes(cipher)).toBe(true);
    await vault.remove(connectionId, 'apiKey');
    expect(await vault.names(connectionId)).toEqual(['apiSecret']);
    await vault.remove(connectionId);
    const disk = bytesOnDisk();
    for (const cipher of ciphers) expect(disk.includes(cipher)).toBe(false);
    expect(await vault.get(connectionId)).toEqual({});
  });

  it('leaves no old cipher behind when a secret is replaced', async () => {
    const vault = await open(masterKeyKeyring(randomBytes(32)));
    await vault.put(connectionId, { apiKey: 'ilk-hali' });
    const [old] = sealedBytes();
    if (!old) throw new Error('no cipher');
    await vault.put(connectionId, { apiKey: 'son-hali' });
    expect(bytesOnDisk().includes(old)).toBe(false);
  });

  it('moves to another keyring without touching the secrets', async () => {
    const master = masterKeyKeyring(randomBytes(32));
    const vault = await open(master);
    await vault.put(connectionId, { apiSecret: 'kalır' });
    const before = sealedBytes();
    await vault.rewrap(passphraseKeyring('uzun bir parola', quick));
    expect(vault.kind).toBe('passphrase');
    expect(sealedBytes()).toEqual(before);
    await expect(open(master)).rejects.toThrow(code('vault.locked'));
    const again = await open(passphraseKeyring('uzun bir parola', quick));
    expect(await again.get(connectionId)).toEqual({ apiSecret: 'kalır' });
  });

  it('seals everything anew under a new data key', async () => {
    const keyring = masterKeyKeyring(randomBytes(32));
    const vault = await open(keyring);
    const ids = Array.from({ length: 60 }, (_, index) => addConnection(database, `B${index}`));
    for (const [index, id] of ids.entries()) await vault.put(id, { a: `a${index}`, b: `b${index}` });
    const before = sealedBytes();
    await vault.rotate();
    const disk = bytesOnDisk();
    expect(before.filter((old) => disk.includes(old))).toEqual([]);
    expect(database.secrets.keys().map((key) => key.version)).toEqual([2]);
    const again = await open(keyring);
    for (const [index, id] of ids.entries())
      expect(await again.get(id)).toEqual({ a: `a${index}`, b: `b${index}` });
  });

  it('finishes a rotation that was cut off half way', async () => {
    const keyring = masterKeyKeyring(randomBytes(32));
    const vault = await open(keyring);
    await vault.put(connectionId, { a: 'eski anahtarla' });
    const wrapped = await keyring.wrap(randomBytes(32));
    database.write((tx) => tx.secrets.saveKey({ version: 2, kind: 'masterKey', wrapped }));
    const again = await open(keyring);
    expect(await again.get(connectionId)).toEqual({ a: 'eski anahtarla' });
    expect(database.secrets.keys().map((key) => key.version)).toEqual([2]);
    expect(database.secrets.of(connectionId)[0]?.keyVersion).toBe(2);
  });

  it('is locked once closed', async () => {
    const vault = await open(masterKeyKeyring(randomBytes(32)));
    await vault.put(connectionId, { a: 'b' });
    vault.close();
    await expect(vault.get(connectionId)).rejects.toThrow(code('vault.locked'));
  });

  it('hides what it has handed out until the connection is gone', async () => {
    const keyring = masterKeyKeyring(randomBytes(32));
    await (await open(keyring)).put(connectionId, { apiSecret: 'sızmamalı' });
    const registry = createSecretRegistry();
    const vault = await openVault({ database, keyring, registry });
    await vault.get(connectionId);
    expect(registry.redact('x sızmamalı y')).toBe('x ••• y');
    await vault.remove(connectionId);
    expect(registry.redact('x sızmamalı y')).toBe('x sızmamalı y');
  });
});

describe('a passphrase', () => {
  it.each(['', 'kısa', '123456789', 'aaaaaaaaaaaa', 'abababababab'])(
    '%j is too weak to keep secrets under',
    async (weak) => {
      expect(() => assertStrongPassphrase(weak)).toThrow(code('vault.weakPassphrase'));
      await expect(passphraseKeyring(weak, quick).wrap(randomBytes(32))).rejects.toThrow(
        code('vault.weakPassphrase'),
      );
    },
  );

  it('opens what it closed, however its letters were composed, and nothing else does', async () => {
    const key = randomBytes(32);
    const wrapped = await passphraseKeyring('şifreli çanta', quick).wrap(key);
    expect(Buffer.from(await passphraseKeyring('şifreli çanta'.normalize('NFD')).unwrap(wrapped))).toEqual(
      key,
    );
    await expect(passphraseKeyring('sifreli canta').unwrap(wrapped)).rejects.toThrow(
      code('vault.wrongPassphrase'),
    );
  });

  it('refuses a head that asks for absurd memory or is not ours', async () => {
    const wrapped = Buffer.from(await passphraseKeyring('şifreli çanta', quick).wrap(randomBytes(32)));
    wrapped[4] = 60;
    for (const bytes of [wrapped, Buffer.alloc(0), randomBytes(80)]) {
      await expect(passphraseKeyring('şifreli çanta').unwrap(bytes)).rejects.toThrow(
        code('vault.wrongPassphrase'),
      );
    }
  });
});

describe('the master key of the environment', () => {
  const key = randomBytes(32);
  it('is read from the variable or the file', () => {
    const file = join(folder.path, 'key');
    writeFileSync(file, `${key.toString('base64')}\n`);
    expect(readMasterKey({ KERVAN_MASTER_KEY: key.toString('base64') })).toEqual(key);
    expect(readMasterKey({ KERVAN_MASTER_KEY_FILE: file })).toEqual(key);
    expect(readMasterKey({})).toBeNull();
  });

  it.each(['short', randomBytes(31).toString('base64'), randomBytes(33).toString('base64'), '*'.repeat(44)])(
    'refuses %j without repeating it',
    (bad) => {
      const attempt = () => readMasterKey({ KERVAN_MASTER_KEY: bad });
      expect(attempt).toThrow(code('input.invalid'));
      try {
        attempt();
      } catch (thrown) {
        expect(JSON.stringify((thrown as AppError).toWire())).not.toContain(bad);
      }
    },
  );

  it('says when the file is not there', () => {
    expect(() => readMasterKey({ KERVAN_MASTER_KEY_FILE: join(folder.path, 'none') })).toThrow(
      code('input.invalid'),
    );
  });
});
