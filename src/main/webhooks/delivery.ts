import { createHash } from 'node:crypto';
import type { Webhooks } from '../../shared/connector/webhook';
import type { StreamName } from '../../shared/domain/stream';
import { AppError } from '../../shared/errors/app-error';
import type { NewDelivery } from '../database';
import { type Entrance, secretsOf } from './door';
import { isProved } from './proof';

/** Header values in the order they came, by lower-case name. */
export type RawHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/** Bodies up to this are kept; a hint needs none. */
const KEPT_BYTES = 256 * 1024;
const KEPT_TEXT = 500;
const LONGEST_ID = 200;
/** Headers of the channel that may be kept beside a delivery; whatever looks like a proof never is. */
const KEPT_HEADER = /^(?:content-type|user-agent|x-shopify-.+|x-wc-webhook-.+|x-request-id)$/;
const PROOF_HEADER = /authorization|signature|hmac|secret|token|key|cookie/;

export type Verdict =
  | { readonly kind: 'accepted'; readonly delivery: NewDelivery }
  | { readonly kind: 'refused' }
  /** The channel's knock when a hook is made: answered, and nothing else. */
  | { readonly kind: 'ping' };

/** What a request to a door is. Pure but for the hashes; nothing of the body is understood yet. */
export function judge({ door, rest }: Entrance, headers: RawHeaders, body: Uint8Array, now: number): Verdict {
  const { rules } = door;
  const single = (name: string): string | undefined => {
    const values = headers[name.toLowerCase()];
    return values?.length === 1 ? values[0] : undefined;
  };
  const proof = { headers: { [headerOf(rules)]: single(headerOf(rules)) }, body, now };
  if (!isProved(rules.proof, proof, secretsOf(door, now)))
    return isPing(rules, single('content-type'), body) ? { kind: 'ping' } : { kind: 'refused' };
  const topic = topicOf(rules, single, rest);
  const stream = topic === undefined ? null : streamOf(rules, topic);
  const key = keyOf(rules, single, topic ?? null, body);
  return {
    kind: 'accepted',
    delivery: {
      connectionId: door.connectionId,
      key: key.text,
      topic: clip(topic ?? null),
      stream,
      headers: keptHeaders(headers),
      body: body.length > KEPT_BYTES ? null : body,
      bytes: body.length,
      error:
        topic !== undefined && stream === null
          ? new AppError('hook.unknownTopic', { facts: { topic: clip(topic) ?? '' } }).toWire()
          : null,
      wakes: key.wakes,
    },
  };
}

/** The stream a topic points at; `*` stands for every topic that is not named. null = nobody knows the topic. */
export function streamOf(rules: Webhooks, topic: string | null): StreamName | null {
  return ruleOf(rules, topic)?.stream ?? null;
}

export function ruleOf({ topics }: Webhooks, topic: string | null) {
  if (topic !== null && Object.hasOwn(topics, topic)) return topics[topic];
  return Object.hasOwn(topics, '*') ? topics['*'] : undefined;
}

function headerOf({ proof }: Webhooks): string {
  return proof.kind === 'basic' ? 'authorization' : proof.header.toLowerCase();
}

function isPing({ ping }: Webhooks, contentType: string | undefined, body: Uint8Array): boolean {
  if (ping === undefined || body.length > 200) return false;
  const isType = (contentType ?? '').toLowerCase().split(';')[0]?.trim() === ping.contentType;
  return isType && new RegExp(`^(?:${ping.pattern})$`).test(Buffer.from(body).toString('utf8'));
}

/** undefined = it stands in the body, which is read later; null = the channel did not say. */
function topicOf(
  { topic }: Webhooks,
  single: (name: string) => string | undefined,
  rest: string | null,
): string | null | undefined {
  switch (topic.kind) {
    case 'header':
      return single(topic.header) ?? null;
    case 'path':
      return rest;
    case 'body':
      return undefined;
  }
}

function keyOf(
  { deliveryId }: Webhooks,
  single: (name: string) => string | undefined,
  topic: string | null,
  body: Uint8Array,
): { readonly text: string; readonly wakes: boolean } {
  const id = deliveryId === undefined ? undefined : single(deliveryId.header)?.trim();
  const known = id !== undefined && id !== '' && id.length <= LONGEST_ID;
  if (known && deliveryId?.alone === true) return { text: `id:${id}`, wakes: false };
  const hash = createHash('sha256')
    .update(topic ?? '')
    .update('\n')
    .update(body)
    .digest('base64url');
  return known ? { text: `id:${id}:${hash}`, wakes: false } : { text: `body:${hash}`, wakes: true };
}

function keptHeaders(headers: RawHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => KEPT_HEADER.test(name) && !PROOF_HEADER.test(name))
      .slice(0, 20)
      .map(([name, values]) => [name, (values ?? []).join(', ').slice(0, KEPT_TEXT)]),
  );
}

function clip(text: string | null): string | null {
  return text === null ? null : text.slice(0, LONGEST_ID);
}
