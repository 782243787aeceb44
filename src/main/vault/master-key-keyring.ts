import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors/app-error';
import type { Keyring } from './keyring';
import { decrypt, encrypt } from './sealed-box';

const KEY_BYTES = 32;
const PREFIX = Buffer.from('KVM1', 'latin1');
const CONTEXT = 'kervan data key under a master key, 1';
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** A keyring over 32 bytes that whoever starts the service keeps. */
export function masterKeyKeyring(masterKey: Uint8Array): Keyring {
  if (masterKey.length !== KEY_BYTES) throw invalid('KERVAN_MASTER_KEY');
  const key = Buffer.from(masterKey);
  return {
    kind: 'masterKey',
    wrap: async (bytes) => Buffer.concat([PREFIX, encrypt(key, bytes, CONTEXT)]),
    unwrap: async (bytes) => {
      const ours = PREFIX.equals(bytes.subarray(0, PREFIX.length));
      const plain = ours ? decrypt(key, bytes.subarray(PREFIX.length), CONTEXT) : null;
      if (plain === null) throw new AppError('vault.wrongMasterKey');
      return plain;
    },
  };
}

export interface MasterKeyEnvironment {
  /** Base64 of 32 bytes. */
  readonly KERVAN_MASTER_KEY?: string;
  /** File that holds the same. */
  readonly KERVAN_MASTER_KEY_FILE?: string;
}

/** The 32 bytes from the environment, or null when neither is set. A value that is not 32 bytes is input.invalid, and is not repeated. */
export function readMasterKey(environment: MasterKeyEnvironment): Buffer | null {
  const { KERVAN_MASTER_KEY: inline, KERVAN_MASTER_KEY_FILE: file } = environment;
  if (inline !== undefined && inline !== '') return parse(inline, 'KERVAN_MASTER_KEY');
  if (file === undefined || file === '') return null;
  return parse(readText(file), 'KERVAN_MASTER_KEY_FILE');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new AppError('input.invalid', { facts: { field: 'KERVAN_MASTER_KEY_FILE' }, cause: thrown });
  }
}

function parse(text: string, field: string): Buffer {
  const trimmed = text.trim();
  const bytes = BASE64.test(trimmed) ? Buffer.from(trimmed, 'base64') : Buffer.alloc(0);
  if (bytes.length !== KEY_BYTES) throw invalid(field);
  return bytes;
}

const invalid = (field: string) => new AppError('input.invalid', { facts: { field } });
