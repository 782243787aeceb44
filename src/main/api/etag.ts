import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error';

/** Names a state of what can be edited; what moves by itself beside it (counters, times of readings) is no part of it. */
export function tagOf(state: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(state ?? null));
  return `"${hash.digest('base64url').slice(0, 22)}"`;
}

/** What stands now, when it is what the caller's If-Match names; undefined when the caller named nothing. */
export async function heldAgainst<Present>(
  ifMatch: string | undefined,
  readPresent: (() => Promise<Present>) | undefined,
  editable: (present: Present) => unknown,
): Promise<Present | undefined> {
  if (ifMatch === undefined || readPresent === undefined) return undefined;
  const present = await readPresent();
  const named = ifMatch.split(',').map((tag) => tag.trim());
  if (named.includes('*') ? present === null : !named.includes(tagOf(editable(present))))
    throw new AppError('input.changedMeanwhile');
  return present;
}
