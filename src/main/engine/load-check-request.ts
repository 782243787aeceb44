import type { ConnectorDefinition, JsonTemplate, RequestTemplate } from '../../shared/connector/definition';
import { placeholdersOf, type Template } from '../../shared/connector/template';

/** Which placeholders may stand at a place, and what else the checks need to know. */
export interface Scope {
  readonly definition: ConnectorDefinition;
  readonly plain: ReadonlySet<string>;
  readonly secret: ReadonlySet<string>;
  readonly problems: string[];
}

export function checkRequest(
  scope: Scope,
  request: RequestTemplate,
  place: string,
  also: readonly string[] = [],
  mayHoldSecrets = false,
): void {
  if (scope.definition.http.origins[request.origin] === undefined) {
    scope.problems.push(`${place}.origin: no origin "${request.origin}"`);
  }
  if (!request.path.startsWith('/')) scope.problems.push(`${place}.path: does not begin with /`);
  if (/[?#]/.test(request.path)) scope.problems.push(`${place}.path: holds a query`);
  checkTemplate(scope, request.path, `${place}.path`, also);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    checkTemplate(scope, value, `${place}.query.${name}`, also);
  }
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    checkTemplate(scope, value, `${place}.headers.${name}`, also, mayHoldSecrets);
  }
  if (request.body !== undefined) checkBody(scope, request.body, `${place}.body`, also, mayHoldSecrets);
  if (request.method === 'GET' && request.body !== undefined)
    scope.problems.push(`${place}.body: a GET has none`);
}

function checkBody(
  scope: Scope,
  body: JsonTemplate,
  place: string,
  also: readonly string[],
  mayHoldSecrets: boolean,
): void {
  if (typeof body === 'string') {
    checkTemplate(scope, body, place, also, mayHoldSecrets);
    return;
  }
  if (typeof body !== 'object' || body === null) return;
  for (const [name, inner] of Object.entries(body))
    checkBody(scope, inner, `${place}.${name}`, also, mayHoldSecrets);
}

/** Every name is known, and a secret stands only where the request is signed. */
export function checkTemplate(
  scope: Scope,
  template: Template,
  place: string,
  also: readonly string[] = [],
  mayHoldSecrets = false,
): void {
  for (const name of placeholdersOf(template)) {
    if (scope.secret.has(name)) {
      if (!mayHoldSecrets) scope.problems.push(`${place}: secret {${name}} outside the sign-in`);
      continue;
    }
    const known = scope.plain.has(name) || also.some((pattern) => matchesName(pattern, name));
    if (!known) scope.problems.push(`${place}: unknown placeholder {${name}}`);
  }
}

function matchesName(pattern: string, name: string): boolean {
  return pattern.endsWith('.*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

export function checkBudget(scope: Scope, name: string | undefined, place: string): void {
  const known = name === undefined || scope.definition.http.budgets.some((budget) => budget.name === name);
  if (!known) scope.problems.push(`${place}: no budget "${name}"`);
}
