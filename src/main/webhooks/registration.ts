import type { RegisteredHook, WebhookRegistration } from '../../shared/connector/webhook';

/** What has to be done at the channel so that it tells of everything, once, at the right address. */
export interface RegistrationPlan {
  /** Each list is one hook. */
  readonly create: readonly (readonly string[])[];
  readonly activate: readonly RegisteredHook[];
  /** Doubles, and those of an address before; only hooks that are ours. */
  readonly remove: readonly RegisteredHook[];
  /** Hooks of ours that are as they should be. */
  readonly kept: number;
  /** The channel or a person switched one of ours off. */
  readonly switchedOff: boolean;
}

/** Pure. */
export function planRegistration(
  rules: Pick<WebhookRegistration, 'topics' | 'per' | 'activate'>,
  registered: readonly RegisteredHook[],
  address: string,
  renew = false,
): RegistrationPlan {
  const own = ownHooks(registered, address);
  const right = renew ? [] : own.filter((hook) => hook.address === address);
  const groups = rules.per === 'connection' ? [rules.topics] : rules.topics.map((topic) => [topic]);
  const used = new Set<RegisteredHook>();
  const create: (readonly string[])[] = [];
  const activate: RegisteredHook[] = [];
  for (const topics of groups) {
    const fitting = right.filter(
      (hook) => !used.has(hook) && (rules.per === 'connection' || hook.topics[0] === topics[0]),
    );
    const sleeping = rules.activate === undefined ? undefined : fitting.find((hook) => !hook.active);
    const chosen = fitting.find((hook) => hook.active) ?? sleeping;
    if (chosen === undefined) create.push(topics);
    else {
      used.add(chosen);
      if (!chosen.active) activate.push(chosen);
    }
  }
  return {
    create,
    activate,
    remove: own.filter((hook) => !used.has(hook)),
    kept: used.size - activate.length,
    switchedOff: own.some((hook) => !hook.active),
  };
}

/**
 * A hook is ours when its path is the connection's own unguessable one, whatever host stands before it: so that hooks of an address
 * before are found, and nobody else's are touched.
 */
export function ownHooks(registered: readonly RegisteredHook[], address: string): readonly RegisteredHook[] {
  const { pathname } = new URL(address);
  return registered.filter(
    (hook) => URL.canParse(hook.address) && new URL(hook.address).pathname === pathname,
  );
}
