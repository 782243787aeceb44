import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { ConnectionId } from '../../shared/domain/ids';
import type { StoredEndpoint } from '../database';
import type { Vault } from '../vault/vault';
import { newToken } from '../webhooks/address';
import type { Door } from '../webhooks/door';

/** Names in the vault beside the connection's own fields. */
const TOKEN = 'webhook.token';
const SECRET = 'webhook.secret';
const BEFORE = 'webhook.secretBefore';

export const isWebhookSecret = (name: string): boolean => name.startsWith('webhook.');

export interface HookSecrets {
  readonly token: string;
  /** What proves deliveries; empty when the connection lacks the field it is. */
  readonly secret: string;
  readonly before: string | null;
}

/** The secrets of a connection's hook; makes what is missing. */
export async function hookSecrets(
  vault: Vault,
  id: ConnectionId,
  definition: ConnectorDefinition,
): Promise<HookSecrets> {
  const saved = await vault.get(id);
  const field = secretField(definition);
  const made = {
    ...(saved[TOKEN] === undefined ? { [TOKEN]: newToken() } : {}),
    ...(field === null && saved[SECRET] === undefined ? { [SECRET]: newToken() } : {}),
  };
  if (Object.keys(made).length > 0) await vault.put(id, made);
  const all: Readonly<Record<string, string | undefined>> = { ...saved, ...made };
  return {
    token: all[TOKEN] ?? '',
    secret: all[field ?? SECRET] ?? '',
    before: all[BEFORE] ?? null,
  };
}

/** A new secret of Kervan's own; the present one becomes the one before. */
export async function exchangeSecret(vault: Vault, id: ConnectionId): Promise<void> {
  const saved = await vault.get(id);
  const before = saved[SECRET];
  await vault.put(id, { ...(before === undefined ? {} : { [BEFORE]: before }), [SECRET]: newToken() });
}

/** The merchant typed another value of the field that proves deliveries: the one before counts a while longer. */
export async function keepBefore(
  vault: Vault,
  id: ConnectionId,
  definition: ConnectorDefinition,
  typed: Readonly<Record<string, string>>,
): Promise<boolean> {
  const field = secretField(definition);
  const next = field === null ? undefined : typed[field];
  if (field === null || next === undefined) return false;
  const before = (await vault.get(id))[field];
  if (before === undefined || before === next) return false;
  await vault.put(id, { [BEFORE]: before });
  return true;
}

export async function forgetSecrets(vault: Vault, id: ConnectionId): Promise<void> {
  for (const name of await vault.names(id)) if (isWebhookSecret(name)) await vault.remove(id, name);
}

/** The field that proves deliveries; null = a secret of Kervan's own does. */
export function secretField({ webhooks }: ConnectorDefinition): string | null {
  const secret = webhooks?.proof.secret;
  return secret === undefined || secret === 'own' ? null : secret.field;
}

export function doorOf(
  endpoint: StoredEndpoint,
  { webhooks }: ConnectorDefinition,
  { secret, before }: HookSecrets,
): Door | null {
  if (webhooks === undefined) return null;
  const until = endpoint.previousUntil;
  return {
    connectionId: endpoint.connectionId,
    rules: webhooks,
    secret,
    previous: before === null || until === null ? null : { secret: before, until },
  };
}
