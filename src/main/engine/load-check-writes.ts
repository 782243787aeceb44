import type { JsonTemplate, RequestTemplate, ResponseRule } from '../../shared/connector/definition';
import { placeholdersOf } from '../../shared/connector/template';
import type { ReadBack, WriteAction } from '../../shared/connector/write';
import { checkBudget, checkRequest, type Scope } from './load-check-request';

const ROWS = ['rows.keys', 'rows.skus', 'rows.barcodes', 'rows.ids.*'];

/** The writes of a definition: requests, batches, and a way to the truth wherever a result can get lost. */
export function checkActions(scope: Scope): void {
  const actions = Object.entries(scope.definition.actions ?? {});
  for (const [name, action] of actions) checkAction(scope, action, `actions.${name}`);
  const carried = new Set<string>(actions.flatMap(([, action]) => action.carries));
  for (const kind of ['stock', 'price'] as const) {
    const promised = scope.definition.capabilities.write.includes(kind);
    if (promised && !carried.has(kind))
      scope.problems.push(`capabilities.write: no action carries "${kind}"`);
    if (!promised && carried.has(kind)) scope.problems.push(`capabilities.write: "${kind}" is missing`);
  }
}

function checkAction(scope: Scope, action: WriteAction, place: string): void {
  const { answer, readBack } = action;
  const group = action.group === undefined ? [] : ['group.*'];
  for (const [where, one] of requestsOf(action, place)) {
    checkRequest(scope, one, where, ['key', ...group]);
    checkOwnBody(scope, one, where);
  }
  checkBudget(scope, action.budget, `${place}.budget`);
  checkNoSkip(scope, action.responses, `${place}.responses`);
  if (answer.kind === 'later') {
    checkRequest(scope, answer.poll, `${place}.answer.poll`, ['batch.id', ...group]);
    checkBudget(scope, answer.pollBudget, `${place}.answer.pollBudget`);
    if (!namesOf(answer.poll).includes('batch.id'))
      scope.problems.push(`${place}.answer.poll: asks without {batch.id}`);
    if (answer.giveUpSeconds < answer.firstSeconds)
      scope.problems.push(`${place}.answer.giveUpSeconds: before the first look`);
    if (readBack === undefined)
      scope.problems.push(`${place}.readBack: a lost result could never be settled`);
  }
  if (readBack !== undefined) checkReadBack(scope, readBack, `${place}.readBack`);
}

function checkReadBack(scope: Scope, readBack: ReadBack, place: string): void {
  const group = readBack.group === undefined ? [] : ['group.*'];
  checkBudget(scope, readBack.budget, `${place}.budget`);
  for (const [where, one] of requestsOf(readBack, place)) {
    checkRequest(scope, one, where, [...ROWS, ...group]);
    if (readBack.body !== undefined) checkOwnBody(scope, one, where);
    else if (!namesOf(one).some((name) => name.startsWith('rows.')))
      scope.problems.push(`${where}: does not ask for the rows`);
  }
}

function requestsOf(
  from: WriteAction | ReadBack,
  place: string,
): readonly (readonly [string, RequestTemplate])[] {
  const others = Object.entries(from.alternatives ?? {});
  return [
    [`${place}.request`, from.request],
    ...others.map(([name, one]) => [`${place}.alternatives.${name}`, one] as const),
  ];
}

/** The body comes from the function alone, and only where a body can stand. */
function checkOwnBody(scope: Scope, request: RequestTemplate, place: string): void {
  if (request.method === 'GET') scope.problems.push(`${place}.method: a GET carries no values`);
  if (request.body !== undefined) scope.problems.push(`${place}.body: comes from the body function`);
}

/** "Not there on this shop" says nothing about values that were sent. */
function checkNoSkip(scope: Scope, rules: readonly ResponseRule[] | undefined, place: string): void {
  if (rules?.some((rule) => rule.outcome === 'skip'))
    scope.problems.push(`${place}: a write cannot be skipped`);
}

function namesOf(request: RequestTemplate): readonly string[] {
  const texts = [request.path, ...Object.values(request.query ?? {}), ...textsIn(request.body)];
  return texts.flatMap(placeholdersOf);
}

function textsIn(body: JsonTemplate | undefined): readonly string[] {
  if (typeof body === 'string') return [body];
  if (typeof body !== 'object' || body === null) return [];
  return Object.values(body).flatMap(textsIn);
}
