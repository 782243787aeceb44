import type { OrderAction } from '../../shared/connector/order-change';
import { checkBudget, checkRequest, type Scope } from './load-check-request';

/** The changes of orders a definition offers: requests, budgets, and that the capability says the same. */
export function checkOrderChanges(scope: Scope): void {
  const { orderChanges, capabilities } = scope.definition;
  const promised = capabilities.write.includes('orderStatus');
  if (promised !== (orderChanges !== undefined))
    scope.problems.push('capabilities.write: "orderStatus" and orderChanges disagree');
  if (orderChanges === undefined) return;
  const { look, actions } = orderChanges;
  checkRequest(scope, look.request, 'orderChanges.look.request', ['look.ids']);
  if (look.whole !== undefined) checkRequest(scope, look.whole, 'orderChanges.look.whole', ['look.ids']);
  checkBudget(scope, look.budget, 'orderChanges.look.budget');
  for (const [name, action] of Object.entries(actions))
    checkAction(scope, action, `orderChanges.actions.${name}`);
}

function checkAction(scope: Scope, action: OrderAction, place: string): void {
  const fields = (action.fields ?? []).map((field) => `field.${field.name}`);
  checkRequest(scope, action.request, `${place}.request`, ['order.*', 'piece.key', ...fields]);
  checkBudget(scope, action.budget, `${place}.budget`);
  if (action.request.method === 'GET') scope.problems.push(`${place}.request.method: a GET changes nothing`);
  if (action.request.body !== undefined) scope.problems.push(`${place}.request.body: comes from bodies`);
  if (action.responses?.some((rule) => rule.outcome === 'skip'))
    scope.problems.push(`${place}.responses: a change cannot be skipped`);
  if (action.prepare === undefined) return;
  checkRequest(scope, action.prepare.request, `${place}.prepare.request`, ['order.*', 'piece.key']);
  checkBudget(scope, action.prepare.budget, `${place}.prepare.budget`);
}
