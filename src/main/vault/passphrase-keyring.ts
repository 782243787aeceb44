import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error';
import type { Keyring } from './keyring';
import { decrypt, encrypt } from './sealed-box';

export const SHORTEST_PASSPHRASE = 10;
const FEWEST_LETTERS = 5;

const PREFIX = Buffer.from('KVP1', 'latin1');
const CONTEXT = 'kervan data key under a passphrase, 1';
const SALT_BYTES = 16;
const HEAD_BYTES = PREFIX.length + 3 + SALT_BYTES;

/** Cost of a guess: memory is 128 · 2^costLog2 · blockSize bytes. */
export interface ScryptCost {
  readonly costLog2: number;
  readonly blockSize: number;
  readonly parallel: number;
}
/** 128 MiB and about half a second: a stolen file is slow to guess at. */
const DEFAULT_COST: ScryptCost = { costLog2: 17, blockSize: 8, parallel: 1 };
/** A damaged head must not make the process ask for all memory there is, nor for hours of work. */
const HIGHEST_COST_LOG2 = 20;
const MOST_MEMORY = 2 ** 30;

/** Throws vault.weakPassphrase. Called where a passphrase is set; an existing one is only tried. */
export function assertStrongPassphrase(passphrase: string): void {
  const letters = [...passphrase.normalize('NFC')];
  if (letters.length < SHORTEST_PASSPHRASE || new Set(letters).size < FEWEST_LETTERS) {
    throw new AppError('vault.weakPassphrase', { facts: { min: SHORTEST_PASSPHRASE } });
  }
}

/**
 * A keyring over a passphrase by scrypt. Salt and cost are new with every wrap and stored beside the wrapped key, so a
 * later Kervan may raise the cost and still open what an earlier one wrote.
 */
export function passphraseKeyring(passphrase: string, cost: ScryptCost = DEFAULT_COST): Keyring {
  return {
    kind: 'passphrase',
    async wrap(bytes) {
      assertStrongPassphrase(passphrase);
      const salt = randomBytes(SALT_BYTES);
      const head = Buffer.concat([PREFIX, Buffer.from([cost.costLog2, cost.blockSize, cost.parallel]), salt]);
      const key = await derive(passphrase, salt, cost);
      return Buffer.concat([head, encrypt(key, bytes, CONTEXT + head.toString('base64'))]);
    },
    async unwrap(bytes) {
      const head = Buffer.from(bytes.subarray(0, HEAD_BYTES));
      const [costLog2 = 0, blockSize = 0, parallel = 0] = head.subarray(PREFIX.length);
      const sane =
        costLog2 > 0 &&
        costLog2 <= HIGHEST_COST_LOG2 &&
        blockSize > 0 &&
        blockSize <= 32 &&
        parallel > 0 &&
        parallel <= 16 &&
        128 * 2 ** costLog2 * blockSize <= MOST_MEMORY;
      if (head.length !== HEAD_BYTES || !PREFIX.equals(head.subarray(0, PREFIX.length)) || !sane) {
        throw new AppError('vault.wrongPassphrase');
      }
      const key = await derive(passphrase, head.subarray(PREFIX.length + 3), {
        costLog2,
        blockSize,
        parallel,
      });
      const plain = decrypt(key, bytes.subarray(HEAD_BYTES), CONTEXT + head.toString('base64'));
      if (plain === null) throw new AppError('vault.wrongPassphrase');
      return plain;
    },
  };
}

function derive(
  passphrase: string,
  salt: Uint8Array,
  { costLog2, blockSize, parallel }: ScryptCost,
): Promise<Buffer> {
  const cost = 2 ** costLog2;
  const options: ScryptOptions = {
    cost,
    blockSize,
    parallelization: parallel,
    maxmem: 256 * cost * blockSize,
  };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
