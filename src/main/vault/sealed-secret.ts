import type { ConnectionId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import { decrypt, encrypt } from './sealed-box';

/** Which row a secret belongs to: sealed under one name it cannot be opened under another. */
export interface SecretPlace {
  readonly connectionId: ConnectionId;
  readonly name: string;
  readonly keyVersion: number;
}

/** Letters and version of the format; the box follows. */
const PREFIX = Buffer.from('KVS1', 'latin1');

export function seal(dataKey: Uint8Array, place: SecretPlace, value: string): Buffer {
  return Buffer.concat([PREFIX, encrypt(dataKey, Buffer.from(value, 'utf8'), contextOf(place))]);
}

/** Throws vault.damagedSecret when the bytes were changed, moved from another row, or sealed under another key. */
export function unseal(dataKey: Uint8Array, place: SecretPlace, sealed: Uint8Array): string {
  const ours = PREFIX.equals(sealed.subarray(0, PREFIX.length));
  const plain = ours ? decrypt(dataKey, sealed.subarray(PREFIX.length), contextOf(place)) : null;
  if (plain === null)
    throw new AppError('vault.damagedSecret', {
      facts: { connectionId: place.connectionId, field: place.name },
    });
  const value = plain.toString('utf8');
  plain.fill(0);
  return value;
}

const contextOf = ({ connectionId, name, keyVersion }: SecretPlace) =>
  JSON.stringify(['kervan secret', connectionId, name, keyVersion]);
