import type { RegisteredHook, WebhookRegistration } from '../../shared/connector/webhook';
import { AppError } from '../../shared/errors/app-error';
import type { ChannelClient } from '../engine/types';
import { ownHooks, planRegistration, type RegistrationPlan } from './registration';

export interface RegistrarOptions {
  readonly client: Pick<ChannelClient, 'ask' | 'tell'>;
  readonly rules: WebhookRegistration;
  /** The whole address, its path included. */
  readonly address: string;
  readonly secret: string;
  readonly signal: AbortSignal;
}

const MOST_PAGES = 50;

/** Makes the channel's hooks what they should be. New ones come before old ones go, so that nothing is missed between. */
export async function register(options: RegistrarOptions, renew = false): Promise<RegistrationPlan> {
  const { client, rules, address, secret, signal } = options;
  const plan = planRegistration(rules, await listHooks(options), address, renew);
  for (const topics of plan.create) {
    const made = await client.ask({
      name: 'webhooks.create',
      ...pick(rules.create),
      body: rules.create.body({ address, topics, secret }),
      read: rules.create.read,
      signal,
    });
    if (made === null) throw new AppError('chan.notFound', { facts: { part: 'webhooks' } });
  }
  for (const hook of plan.activate) {
    if (rules.activate === undefined) continue;
    await client.tell({
      name: 'webhooks.activate',
      ...pick(rules.activate),
      values: { 'hook.id': hook.id },
      signal,
    });
  }
  for (const hook of plan.remove) await remove(options, hook);
  return plan;
}

/** Takes every hook of this path away. */
export async function unregister(options: Omit<RegistrarOptions, 'secret'>): Promise<void> {
  for (const hook of ownHooks(await listHooks(options), options.address)) await remove(options, hook);
}

type Calls = Pick<RegistrarOptions, 'client' | 'rules' | 'signal'>;

async function remove({ client, rules, signal }: Calls, hook: RegisteredHook): Promise<void> {
  await client.tell({
    name: 'webhooks.remove',
    ...pick(rules.remove),
    values: { 'hook.id': hook.id },
    signal,
  });
}

async function listHooks({ client, rules, signal }: Calls): Promise<readonly RegisteredHook[]> {
  const { list } = rules;
  const hooks: RegisteredHook[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await client.ask({
      name: 'webhooks.list',
      request: list.request,
      query: list.pages === undefined ? {} : { [list.pages.query]: String(list.pages.first + page) },
      read: list.read,
      signal,
    });
    const found = answer?.value ?? [];
    hooks.push(...found);
    if (list.pages === undefined || found.length < list.pages.size) break;
  }
  return hooks;
}

function pick({ request, responses }: Pick<WebhookRegistration['remove'], 'request' | 'responses'>) {
  return { request, responses };
}
