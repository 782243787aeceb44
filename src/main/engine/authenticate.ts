import type { Auth, ConnectorDefinition } from '../../shared/connector/definition';
import { fillTemplate } from '../../shared/connector/template';
import { AppError, assertNever } from '../../shared/errors/app-error';
import { type BuiltRequest, headerValue, type Values } from './request-builder';

export type TokenAuth = Extract<Auth, { kind: 'clientCredentials' }>;

/**
 * The first way to sign in for which everything is filled in. When there is none, input.fieldMissing names what the nearest
 * one lacks.
 */
export function chooseAuth(definition: ConnectorDefinition, values: Values): Auth {
  const missing = definition.auth.map((auth) => auth.needs.filter((name) => !filled(values, name)));
  const complete = definition.auth[missing.findIndex((names) => names.length === 0)];
  if (complete !== undefined) return complete;
  const [nearest = []] = missing.toSorted((a, b) => a.length - b.length);
  throw new AppError('input.fieldMissing', { facts: { field: nearest[0] ?? '' } });
}

function filled(values: Values, name: string): boolean {
  return (values[name] ?? '') !== '';
}

/** Signs a request in place. `token` is asked only where a token is sent. */
export async function applyAuth(
  auth: Auth,
  request: BuiltRequest,
  values: Values,
  token: () => Promise<string>,
): Promise<void> {
  switch (auth.kind) {
    case 'none':
      return;
    case 'header':
      request.headers[auth.name.toLowerCase()] = headerValue(auth.name, fillTemplate(auth.value, values));
      return;
    case 'query':
      for (const [name, value] of Object.entries(auth.values)) {
        request.url.searchParams.set(name, fillTemplate(value, values));
      }
      return;
    case 'basic': {
      const pair = `${fillTemplate(auth.user, values)}:${fillTemplate(auth.password, values)}`;
      request.headers.authorization = `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
      return;
    }
    case 'clientCredentials': {
      const sent = fillTemplate(auth.send.value, { ...values, accessToken: await token() });
      request.headers[auth.send.header.toLowerCase()] = headerValue(auth.send.header, sent);
      return;
    }
    default:
      assertNever(auth);
  }
}
