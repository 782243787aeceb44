import { createHash } from 'node:crypto';

const HASH_LENGTH = 22;

/** 132 bits of SHA-256: enough that two contents never meet, short enough for a million rows. */
export function contentHash(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\u0000');
  return hash.digest('base64url').slice(0, HASH_LENGTH);
}
