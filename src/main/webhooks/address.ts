import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error';

/** A public address as a person pastes it, made bare: `https://host[:port]`. */
export function readAddress(typed: string, isAllowed: (url: URL) => boolean): string {
  const text = typed.trim();
  const url = URL.canParse(text)
    ? new URL(text)
    : URL.canParse(`https://${text}`)
      ? new URL(`https://${text}`)
      : null;
  if (url === null) throw new AppError('hook.addressInvalid');
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isAllowed(url));
  if (!bare || !secure || !/[.:]/.test(url.hostname)) throw new AppError('hook.addressInvalid');
  return url.origin;
}

/** The secret part of a connection's address, and secrets of hooks: letters that no shop changes on their way. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export const hookPath = (token: string): string => `/hooks/${token}`;
