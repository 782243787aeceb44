import type {
  Auth,
  ConnectorDefinition,
  Delta,
  Paging,
  RequestTemplate,
  Slot,
  StreamPart,
} from '../../shared/connector/definition';
import { placeholdersOf, type Template } from '../../shared/connector/template';
import { assertNever } from '../../shared/errors/app-error';
import { definitionSchema } from './definition-schema';
import { checkOrderChanges } from './load-check-orders';
import { checkBudget, checkRequest, checkTemplate, type Scope } from './load-check-request';
import { checkWebhooks } from './load-check-webhooks';
import { checkActions } from './load-check-writes';

/**
 * Checks a definition when it is loaded, so that a mistake in it is found at once and not in the middle of a merchant's
 * run. Throws an Error that names the place: "trendyol: streams.orders.parts.0.request.path: unknown placeholder {x}".
 */
export function checkDefinition(definition: ConnectorDefinition): void {
  const shape = definitionSchema.safeParse(definition);
  if (!shape.success) {
    const [issue] = shape.error.issues;
    throw new Error(
      `${definition.id}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a definition'}`,
    );
  }
  const problems = findProblems(definition);
  if (problems.length > 0) throw new Error(`${definition.id}: ${problems.join('; ')}`);
}

function findProblems(definition: ConnectorDefinition): readonly string[] {
  const plain = new Set(
    definition.fields.filter((field) => field.secret !== true).map((field) => field.name),
  );
  const secret = new Set(
    definition.fields.filter((field) => field.secret === true).map((field) => field.name),
  );
  for (const step of definition.check)
    for (const name of Object.keys(step.learn ?? {})) plain.add(`learned.${name}`);
  const scope: Scope = { definition, plain, secret, problems: [] };
  checkFields(scope);
  checkOrigins(scope);
  definition.auth.forEach((auth, index) => {
    checkAuth(scope, auth, `auth.${index}`);
  });
  for (const [name, value] of Object.entries(definition.http.headers ?? {})) {
    checkTemplate(scope, value, `http.headers.${name}`);
  }
  definition.check.forEach((step, index) => {
    checkRequest(scope, step.request, `check.${index}.request`);
    if (step.mustEqual) checkTemplate(scope, step.mustEqual.value, `check.${index}.mustEqual`);
  });
  checkStreams(scope);
  checkActions(scope);
  checkOrderChanges(scope);
  checkWebhooks(scope);
  return scope.problems;
}

function checkFields(scope: Scope): void {
  const names = scope.definition.fields.map((field) => field.name);
  reportRepeats(scope, names, 'fields');
  for (const field of scope.definition.fields) {
    const place = `fields.${field.name}`;
    if (field.pattern !== undefined && !isPattern(field.pattern))
      scope.problems.push(`${place}.pattern: not a pattern`);
    if (field.kind === 'choice' && (field.choices ?? []).length === 0)
      scope.problems.push(`${place}: no choices`);
    if (field.fallback !== undefined) checkTemplate(scope, field.fallback, `${place}.fallback`);
  }
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** A host is https, or an address field that the merchant fills in (checked again when it is). */
function checkOrigins(scope: Scope): void {
  for (const [name, template] of Object.entries(scope.definition.http.origins)) {
    const place = `http.origins.${name}`;
    checkTemplate(scope, template, place);
    const [field] = placeholdersOf(template);
    const isAddress = scope.definition.fields.some(
      (known) => known.name === field && known.kind === 'address',
    );
    if (!template.startsWith('https://') && !(isAddress && template.startsWith(`{${field}}`))) {
      scope.problems.push(`${place}: not https`);
    }
  }
}

/** The form asks for everything a sign-in needs, and each template stays within what it says it needs. */
function checkAuth(scope: Scope, auth: Auth, place: string): void {
  for (const name of auth.needs) {
    if (!scope.plain.has(name) && !scope.secret.has(name))
      scope.problems.push(`${place}.needs: no field "${name}"`);
  }
  const own = (template: Template, where: string, also: readonly string[] = []): void => {
    for (const name of placeholdersOf(template)) {
      const known = scope.plain.has(name) || scope.secret.has(name) || also.includes(name);
      if (!known) scope.problems.push(`${place}.${where}: unknown placeholder {${name}}`);
      else if (scope.secret.has(name) && !also.includes(name) && !auth.needs.includes(name)) {
        scope.problems.push(`${place}.${where}: {${name}} is not among its needs`);
      }
    }
  };
  switch (auth.kind) {
    case 'none':
      return;
    case 'header':
      own(auth.value, 'value');
      return;
    case 'query':
      for (const [name, value] of Object.entries(auth.values)) own(value, `values.${name}`);
      return;
    case 'basic':
      own(auth.user, 'user');
      own(auth.password, 'password');
      return;
    case 'clientCredentials':
      own(auth.send.value, 'send.value', ['accessToken']);
      checkRequest(scope, auth.token, `${place}.token`, [], true);
      return;
    default:
      assertNever(auth);
  }
}

function checkStreams(scope: Scope): void {
  const { streams, capabilities } = scope.definition;
  for (const name of capabilities.read) {
    if (streams[name] === undefined) scope.problems.push(`capabilities.read: no stream "${name}"`);
  }
  for (const [name, stream] of Object.entries(streams)) {
    const { parts } = stream;
    reportRepeats(
      scope,
      parts.map((part) => part.name),
      `streams.${name}.parts`,
    );
    parts.forEach((part, index) => {
      const place = `streams.${name}.parts.${index}`;
      checkPart(scope, part, place);
      const earlier = parts.slice(0, index).some((other) => other.name === part.onlyIfSkipped);
      if (part.onlyIfSkipped !== undefined && !earlier) {
        scope.problems.push(`${place}.onlyIfSkipped: no earlier part "${part.onlyIfSkipped}"`);
      }
    });
  }
}

function checkPart(scope: Scope, part: StreamPart, place: string): void {
  checkRequest(scope, part.request, `${place}.request`);
  checkBudget(scope, part.budget, `${place}.budget`);
  checkPaging(scope, part.paging, part.request, `${place}.paging`);
  checkDelta(scope, part.delta, part.request, `${place}.delta`);
  if (part.job !== undefined) {
    checkRequest(scope, part.job.start, `${place}.job.start`);
    checkRequest(scope, part.job.poll, `${place}.job.poll`, ['job.id']);
  }
  if (part.child !== undefined) {
    checkRequest(scope, part.child.request, `${place}.child.request`, ['parent.*']);
    checkBudget(scope, part.child.budget, `${place}.child.budget`);
    checkPaging(scope, part.child.paging, part.child.request, `${place}.child.paging`);
  }
}

function checkPaging(scope: Scope, paging: Paging, request: RequestTemplate, place: string): void {
  if (paging.kind === 'none') return;
  checkSlot(scope, paging.kind === 'cursor' ? paging.to : paging.param, request, `${place}.slot`);
  if (paging.size !== undefined) checkSlot(scope, paging.size.param, request, `${place}.size`);
  if (paging.kind === 'page' && paging.cap !== undefined)
    checkSlot(scope, paging.cap.then.to, request, `${place}.cap`);
  if (paging.total !== undefined && 'request' in paging.total) {
    checkRequest(scope, paging.total.request, `${place}.total.request`);
  }
}

function checkDelta(scope: Scope, delta: Delta, request: RequestTemplate, place: string): void {
  if (delta.kind === 'none') return;
  checkSlot(scope, delta.from, request, `${place}.from`);
  if (delta.until !== undefined) checkSlot(scope, delta.until, request, `${place}.until`);
  checkOwnNames(scope, delta.value, ['time'], `${place}.value`);
  checkOwnNames(scope, delta.range, ['from', 'until'], `${place}.range`);
  const closed =
    delta.until !== undefined || (delta.range !== undefined && placeholdersOf(delta.range).includes('until'));
  if (delta.windowSeconds !== undefined && !closed)
    scope.problems.push(`${place}.windowSeconds: the range has no end`);
  if (delta.always === true && delta.historySeconds === undefined)
    scope.problems.push(`${place}.always: no historySeconds`);
}

function checkOwnNames(
  scope: Scope,
  template: Template | undefined,
  names: readonly string[],
  place: string,
): void {
  if (template === undefined) return;
  for (const name of placeholdersOf(template)) {
    if (!names.includes(name)) scope.problems.push(`${place}: unknown placeholder {${name}}`);
  }
}

function checkSlot(scope: Scope, slot: Slot, request: RequestTemplate, place: string): void {
  const fits = 'body' in slot ? slot.body !== '' && request.body !== undefined : slot.query !== '';
  if (!fits) scope.problems.push(`${place}: no such place in the request`);
}

function reportRepeats(scope: Scope, names: readonly string[], place: string): void {
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length > 0) scope.problems.push(`${place}: "${repeated[0]}" twice`);
}
