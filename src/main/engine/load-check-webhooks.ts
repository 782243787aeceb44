import type { Webhooks } from '../../shared/connector/webhook';
import { checkRequest, type Scope } from './load-check-request';

/** The webhooks of a definition: what proves them exists, what they point at can be read, and there is a way to set them up. */
export function checkWebhooks(scope: Scope): void {
  const { webhooks, capabilities } = scope.definition;
  if (capabilities.webhooks !== (webhooks !== undefined))
    scope.problems.push('capabilities.webhooks: differs from the definition');
  if (webhooks === undefined) return;
  checkSecret(scope, webhooks);
  for (const [name, topic] of Object.entries(webhooks.topics)) {
    if (!capabilities.read.includes(topic.stream))
      scope.problems.push(`webhooks.topics.${name}: no stream "${topic.stream}" is read`);
  }
  if (webhooks.registration === undefined && webhooks.byHand === undefined)
    scope.problems.push('webhooks: neither a registration nor words for a person');
  if (webhooks.registration !== undefined) checkRegistration(scope, webhooks.registration);
}

function checkSecret(scope: Scope, { proof }: Webhooks): void {
  if (proof.secret === 'own') return;
  if (!scope.secret.has(proof.secret.field))
    scope.problems.push(`webhooks.proof: no secret field "${proof.secret.field}"`);
}

function checkRegistration(scope: Scope, rules: NonNullable<Webhooks['registration']>): void {
  const place = 'webhooks.registration';
  checkRequest(scope, rules.list.request, `${place}.list`);
  checkRequest(scope, rules.create.request, `${place}.create`);
  if (rules.create.request.body !== undefined)
    scope.problems.push(`${place}.create.body: comes from the body function`);
  checkRequest(scope, rules.remove.request, `${place}.remove`, ['hook.id']);
  if (rules.activate) checkRequest(scope, rules.activate.request, `${place}.activate`, ['hook.id']);
}
