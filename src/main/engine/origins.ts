import type { ConnectorDefinition } from '../../shared/connector/definition';
import { fillTemplate } from '../../shared/connector/template';
import { AppError } from '../../shared/errors/app-error';
import { assertSafeAddress, isAllowed } from '../http/host-policy';
import type { HostPolicy } from '../http/types';

export interface Origins {
  /** Base address of each origin of the definition, without a trailing slash. */
  readonly base: Readonly<Record<string, string>>;
  /** Every `scheme://host[:port]` that may be reached. */
  readonly reachable: readonly string[];
}

/**
 * Fills the origin templates. With `baseUrl` its scheme, host and port stand for every host; paths stay. It is never taken
 * without leave by the policy, not even a public one: whoever may set it would have the keys sent to a server of theirs. Throws
 * input.invalid, input.insecureAddress or input.hostNotAllowed on an address a merchant may not use.
 */
export function resolveOrigins(
  definition: ConnectorDefinition,
  values: Readonly<Record<string, string>>,
  policy: HostPolicy,
  baseUrl: string | undefined,
): Origins {
  const replacement = baseUrl === undefined ? undefined : parseAddress(baseUrl, 'baseUrl');
  if (replacement !== undefined) {
    assertSafeAddress(replacement, policy);
    if (!isAllowed(replacement, policy))
      throw new AppError('input.hostNotAllowed', { facts: { host: replacement.host } });
  }
  const base: Record<string, string> = {};
  const reachable = new Set<string>();
  for (const [name, template] of Object.entries(definition.http.origins)) {
    const url = parseAddress(fillTemplate(template, values), name);
    const origin = replacement?.origin ?? url.origin;
    assertSafeAddress(new URL(origin), policy);
    base[name] = origin + url.pathname.replace(/(?<!\/)\/+$/, '');
    reachable.add(origin);
  }
  return { base, reachable: [...reachable] };
}

function parseAddress(text: string, field: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain =
    url !== undefined && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AppError('input.invalid', { facts: { field } });
  }
  return url;
}
