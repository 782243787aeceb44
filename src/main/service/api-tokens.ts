import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '../database';
import type { ApiTokens } from './service';

const FIRST_NAME = 'first';

/**
 * With a token given by the environment only that one counts; else the tokens of the database, where a first start makes one.
 * It is told once and kept as a hash.
 */
export function openApiTokens(database: Database, given: string | undefined): ApiTokens {
  if (given !== undefined && given !== '') {
    const expected = hashOf(given);
    return { first: null, accepts: (token) => timingSafeEqual(hashOf(token), expected) };
  }
  const first = database.tokens.list().length === 0 ? `kvn_${randomBytes(32).toString('base64url')}` : null;
  if (first !== null)
    database.write((tx) => tx.tokens.create({ id: FIRST_NAME, name: FIRST_NAME, hash: hashOf(first) }));
  return { first, accepts: (token) => database.tokens.findByHash(hashOf(token)) !== null };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
