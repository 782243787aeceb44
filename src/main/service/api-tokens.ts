import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ServiceHandlers } from '../../shared/contract';
import { type ApiToken, MOST_TOKENS } from '../../shared/contract/tokens';
import { AppError } from '../../shared/errors/app-error';
import { isSameName } from '../../shared/text/same-name';
import type { Database, StoredToken } from '../database';
import type { Log } from '../log/log';
import type { ApiCaller, ApiTokens } from './service';

const FIRST = 'first';
/** Name of the fact that a first start has made its token: once revoked, it does not come back. */
const FIRST_MADE = 'firstTokenMade';
/** The caller with the token of the environment. */
const OF_ENVIRONMENT: ApiCaller = { id: 'environment', role: 'admin' };
/** Last use is written at most this often for each token. */
const USE_WRITTEN_EVERY_MS = 60_000;

interface Needs {
  readonly database: Database;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * A first start makes a token for everything, told once. One given by the environment takes its place; tokens that persons made
 * count beside either.
 */
export function openApiTokens(needs: Needs, given: string | undefined): ApiTokens {
  const { database } = needs;
  const expected = given === undefined || given === '' ? null : hashOf(given);
  const first = expected === null ? makeFirst(database) : null;
  const noteUse = lastUseWriter(needs);
  return {
    first,
    callerOf(token) {
      const hash = hashOf(token);
      if (expected !== null && timingSafeEqual(hash, expected)) return OF_ENVIRONMENT;
      const found = database.tokens.findByHash(hash);
      if (found === null || (expected !== null && found.id === FIRST)) return null;
      if (hasEnded(found, needs.now())) throw new AppError('access.tokenExpired');
      noteUse(found);
      return { id: found.id, role: found.role };
    },
  };
}

function makeFirst(database: Database): string | null {
  if (database.tokens.list().length > 0 || database.meta.get(FIRST_MADE) !== null) return null;
  const secret = newSecret();
  database.write((tx) => {
    tx.tokens.create({ id: FIRST, name: FIRST, role: 'admin', expiresAt: null, hash: hashOf(secret) });
    tx.meta.set(FIRST_MADE, 'yes');
  });
  return secret;
}

/** Writes down when a token was used; a disk that is full never keeps a caller from reading. */
function lastUseWriter({ database, now, log }: Needs): (token: StoredToken) => void {
  return ({ id, lastUsedAt }) => {
    const at = now();
    if (lastUsedAt !== null && at >= lastUsedAt && at - lastUsedAt < USE_WRITTEN_EVERY_MS) return;
    try {
      database.writePage((tx) => tx.tokens.used(id, at));
    } catch (error) {
      log.warn('last use of a token not written', { error });
    }
  };
}

type Handlers = Pick<ServiceHandlers, 'tokens.list' | 'tokens.create' | 'tokens.revoke'>;

export function tokenHandlers({ database, now }: Pick<Needs, 'database' | 'now'>): Handlers {
  const view = (token: StoredToken): ApiToken => ({
    ...token,
    first: token.id === FIRST,
    expired: hasEnded(token, now()),
  });
  return {
    'tokens.list': async () => ({ tokens: database.tokens.list().map(view) }),
    async 'tokens.create'({ name, role, expiresAt }) {
      const there = database.tokens.list();
      if (expiresAt !== null && expiresAt <= now()) throw invalid({ field: 'expiresAt', reason: 'past' });
      if (there.some((token) => isSameName(token.name, name)))
        throw invalid({ field: 'name', reason: 'taken' });
      if (there.length >= MOST_TOKENS) throw invalid({ field: 'tokens', max: MOST_TOKENS });
      const secret = newSecret();
      const id = `t${randomBytes(9).toString('hex')}`;
      const stored = database.write((tx) => {
        tx.tokens.create({ id, name, role, expiresAt, hash: hashOf(secret) });
        return tx.tokens.findByHash(hashOf(secret));
      });
      if (stored === null) throw new AppError('internal.unexpected');
      return { token: view(stored), secret };
    },
    async 'tokens.revoke'({ id }) {
      database.write((tx) => {
        if (!tx.tokens.remove(id)) throw new AppError('input.notFound', { facts: { what: 'token' } });
        tx.answers.removeOfToken(id);
        // A first token that is revoked shall not be made again at the next start.
        tx.meta.set(FIRST_MADE, 'yes');
      });
      return {};
    },
  };
}

function hasEnded({ expiresAt }: StoredToken, time: number): boolean {
  return expiresAt !== null && expiresAt <= time;
}

function invalid(facts: Readonly<Record<string, string | number>>): AppError {
  return new AppError('input.invalid', { facts });
}

function newSecret(): string {
  return `kvn_${randomBytes(32).toString('base64url')}`;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
