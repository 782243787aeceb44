import { readPath } from '../../shared/connector/path';
import type { Webhooks } from '../../shared/connector/webhook';
import type { StreamName } from '../../shared/domain/stream';
import { AppError, type WireError } from '../../shared/errors/app-error';
import type { FreshDelivery } from '../database';
import { ruleOf } from './delivery';

export type Understood =
  | { readonly topic: string | null; readonly entity: string | null; readonly stream: StreamName }
  | { readonly error: WireError };

const LONGEST_KEY = 200;

/** What a delivery points at; the reason when nobody can tell. Its values are used for nothing else. */
export function understand(
  rules: Webhooks,
  { topic, body }: Pick<FreshDelivery, 'topic' | 'body'>,
): Understood {
  const json = body === null ? undefined : parse(body);
  if (json === null) return { error: new AppError('hook.unreadable').toWire() };
  const named = topic ?? (rules.topic.kind === 'body' ? textAt(json, rules.topic.at) : null);
  const rule = ruleOf(rules, named);
  if (rule === undefined)
    return { error: new AppError('hook.unknownTopic', { facts: { topic: named ?? '–' } }).toWire() };
  return {
    topic: named,
    entity: rule.entity === undefined ? null : textAt(json, rule.entity),
    stream: rule.stream,
  };
}

/** null = not JSON. An empty body is as good as none: some channels send only headers. */
function parse(body: Uint8Array): unknown {
  const text = Buffer.from(body).toString('utf8').trim();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return null;
  }
}

function textAt(json: unknown, path: string): string | null {
  const value = readPath(json, path);
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  return text === '' ? null : text.slice(0, LONGEST_KEY);
}
