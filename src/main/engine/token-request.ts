import { readPath } from '../../shared/connector/path';
import { AppError } from '../../shared/errors/app-error';
import type { Clock } from '../http/types';
import type { TokenAuth } from './authenticate';
import type { Exchange } from './exchange';
import type { Values } from './request-builder';
import type { StoredToken } from './token';

/** Where the answer does not tell how long a token lives, it is renewed after this many seconds. */
const DEFAULT_LIFE_SECONDS = 3600;

/** Asks the channel for a token with the client's own id and secret. A refusal is auth.keyRejected. */
export async function requestToken(
  exchange: Exchange,
  auth: TokenAuth,
  values: Values,
  clock: Clock,
  signal: AbortSignal,
): Promise<StoredToken> {
  const asked = clock.now();
  const reply = await exchange
    .call({ name: 'token', request: auth.token, values, signed: false, attempts: 3, signal })
    .catch((thrown: unknown) => {
      throw isRefusal(thrown)
        ? new AppError('auth.keyRejected', { facts: thrown.facts, cause: thrown })
        : thrown;
    });
  const accessToken = readPath(reply.json, auth.accessToken);
  if (typeof accessToken !== 'string' || accessToken === '') {
    throw new AppError('chan.badAnswer', { facts: { reason: 'no token in the answer' } });
  }
  const life = Number(readPath(reply.json, auth.expiresIn));
  const seconds = Number.isFinite(life) && life > 0 ? life : DEFAULT_LIFE_SECONDS;
  return { accessToken, expiresAt: asked + seconds * 1000 };
}

function isRefusal(thrown: unknown): thrown is AppError {
  return (
    thrown instanceof AppError &&
    ['chan.refusedRequest', 'auth.noPermission', 'auth.tokenExpired'].includes(thrown.code)
  );
}
