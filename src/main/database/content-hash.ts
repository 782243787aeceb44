import { hash } from 'node:crypto';

const HASH_LENGTH = 22;

/** 132 bits of SHA-256: enough that two contents never meet, short enough for a million rows. */
export function contentHash(...parts: readonly string[]): string {
  return hash('sha256', parts.join('\u0000'), 'base64url').slice(0, HASH_LENGTH);
}
