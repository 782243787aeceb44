import { isIP } from 'node:net';
import { AppError } from '../../shared/errors/app-error';
import { isPrivateAddress, isPrivateName } from './private-address';
import type { HostPolicy } from './types';

/** Deny by default: an address must be on one of the named origins, encrypted and public, or be allowed by name. */
export function assertMayReach(url: URL, origins: readonly string[], policy: HostPolicy): void {
  if (url.username !== '' || url.password !== '') throw refused('input.hostNotAllowed', url);
  if (!origins.includes(url.origin)) throw refused('input.hostNotAllowed', url);
  assertSafeAddress(url, policy);
}

/** The part of the rule that does not depend on the connector: https and public, unless allowed by name. */
export function assertSafeAddress(url: URL, policy: HostPolicy): void {
  if (isAllowed(url, policy)) return;
  const host = bareHost(url);
  if (url.protocol !== 'https:') throw refused('input.insecureAddress', url);
  if (isPrivateName(host) || (isIP(host) !== 0 && isPrivateAddress(host)))
    throw refused('input.hostNotAllowed', url);
}

/** True when the policy names this host and port. Only http and https are ever meant. */
export function isAllowed(url: URL, policy: HostPolicy): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const asked = `${url.hostname}:${port}`.toLowerCase();
  return policy.allowHosts.some((entry) => entry.trim().toLowerCase() === asked);
}

/** `127.0.0.1:8080, example.test:443` (the form of KERVAN_ALLOW_HOSTS) into a policy; blank entries are dropped. */
export function hostPolicyFrom(list: string | undefined): HostPolicy {
  const allowHosts = (list ?? '')
    .split(/[\s,;]+/)
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => /^[^/]+:\d{1,5}$/.test(entry));
  return { allowHosts };
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function refused(code: 'input.hostNotAllowed' | 'input.insecureAddress', url: URL): AppError {
  return new AppError(code, { facts: { host: url.host } });
}
