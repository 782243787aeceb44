import type { CatalogueEntry } from '../../shared/connector/catalogue';
import type { ConnectionDetail } from '../../shared/contract/connections';
import { AppError } from '../../shared/errors/app-error';

/** What the allowed addresses are taken from. */
export interface LinkSources {
  readonly catalogue: readonly Pick<CatalogueEntry, 'docsUrl'>[];
  /** Addresses that connectors name themselves: their documentation. */
  readonly docs: readonly string[];
  /** What the merchant typed. What a channel tells of itself opens no door: a shop may be named like any host. */
  readonly connections: readonly Pick<ConnectionDetail, 'values'>[];
}

const HOST = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

/** The address as it may be handed to the browser. Throws input.hostNotAllowed or input.insecureAddress. */
export function checkExternalLink(address: string, sources: LinkSources): string {
  const url = new URL(address);
  if (url.protocol !== 'https:') throw new AppError('input.insecureAddress', { facts: { host: url.host } });
  const isPlain = url.username === '' && url.password === '' && url.port === '';
  if (!isPlain || !allowedHosts(sources).has(bare(url.hostname))) {
    throw new AppError('input.hostNotAllowed', { facts: { host: url.host } });
  }
  return url.href;
}

function allowedHosts({ catalogue, docs, connections }: LinkSources): ReadonlySet<string> {
  const documents = [...catalogue.flatMap((entry) => entry.docsUrl ?? []), ...docs];
  const values = connections.flatMap((connection) => Object.values(connection.values));
  return new Set([...documents, ...values].flatMap((text) => hostOf(text) ?? []));
}

/** Host of an address or of a bare host name such as `magaza.com`; null for any other value. */
function hostOf(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  if (HOST.test(trimmed)) return bare(trimmed);
  try {
    const url = new URL(trimmed);
    return url.protocol === 'https:' ? bare(url.hostname) : null;
  } catch {
    return null;
  }
}

/** A shop answers with and without www. */
function bare(host: string): string {
  return host.replace(/^www\./, '');
}
