import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookProof } from '../../shared/connector/webhook';

/** A delivery as it came; header names in lower case, a header that came twice is missing here. */
export interface DeliveryProof {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** UTC epoch ms. */
  readonly now: number;
}

const SHA256_BYTES = 32;
const BASE64_SHA256 = /^[A-Za-z0-9+/]{43}=$/;
const HEX_SHA256 = /^[0-9a-f]{64}$/i;
/** More signatures than this in one header are no rotation. */
const MOST_SIGNATURES = 8;

/**
 * Whether one of the secrets proves the delivery: the present one, or the one before while it is being exchanged. Says no to
 * everything it does not understand. Compares in the same time wherever the first difference stands.
 */
export function isProved(proof: WebhookProof, delivery: DeliveryProof, secrets: readonly string[]): boolean {
  const usable = secrets.filter((secret) => secret !== '');
  switch (proof.kind) {
    case 'hmac':
      return isSigned(proof, delivery, usable);
    case 'timedHmac':
      return isSignedInTime(proof, delivery, usable);
    case 'basic':
      return isBasic(proof, delivery, usable);
    case 'apiKey':
      return isKey(delivery.headers[proof.header.toLowerCase()], usable);
  }
}

function isSigned(
  proof: Extract<WebhookProof, { kind: 'hmac' }>,
  { headers, body }: DeliveryProof,
  secrets: readonly string[],
): boolean {
  const given = headers[proof.header.toLowerCase()] ?? '';
  const shape = proof.encoding === 'base64' ? BASE64_SHA256 : HEX_SHA256;
  if (!shape.test(given)) return false;
  const signature = Buffer.from(given, proof.encoding);
  return any(secrets, (secret) => equal(signature, createHmac('sha256', secret).update(body).digest()));
}

function isSignedInTime(
  proof: Extract<WebhookProof, { kind: 'timedHmac' }>,
  { headers, body, now }: DeliveryProof,
  secrets: readonly string[],
): boolean {
  const parts = (headers[proof.header.toLowerCase()] ?? '').split(',').map((part) => part.trim());
  const times = parts.filter((part) => part.startsWith('t=')).map((part) => part.slice(2));
  const [time] = times;
  if (time === undefined || times.length > 1 || !/^\d{1,12}$/.test(time)) return false;
  if (Math.abs(now - Number(time) * 1000) > proof.toleranceSeconds * 1000) return false;
  const signatures = parts.filter((part) => part.startsWith('v1=')).map((part) => part.slice(3));
  if (signatures.length > MOST_SIGNATURES) return false;
  const digests = secrets.map((secret) =>
    createHmac('sha256', secret).update(`${time}.`).update(body).digest(),
  );
  return any(signatures, (signature) => {
    if (!HEX_SHA256.test(signature)) return false;
    return any(digests, (digest) => equal(Buffer.from(signature, 'hex'), digest));
  });
}

function isBasic(
  proof: Extract<WebhookProof, { kind: 'basic' }>,
  { headers }: DeliveryProof,
  secrets: readonly string[],
): boolean {
  const encoded = /^Basic ([A-Za-z0-9+/]{1,2000}={0,2})$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  const given = Buffer.from(encoded, 'base64').toString('utf8');
  // One way of writing it only: a shortened one is read by decoders as well.
  if (Buffer.from(given, 'utf8').toString('base64') !== encoded) return false;
  return isKey(
    given,
    secrets.map((secret) => `${proof.user}:${secret}`),
  );
}

/** Compared by their digests, so that neither length nor content shows in the time it takes. */
function isKey(given: string | undefined, secrets: readonly string[]): boolean {
  if (given === undefined || given === '') return false;
  const digest = sha256(given);
  return any(secrets, (secret) => equal(digest, sha256(secret)));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

function equal(one: Buffer, other: Buffer): boolean {
  return one.length === SHA256_BYTES && other.length === SHA256_BYTES && timingSafeEqual(one, other);
}

/** Looks at all of them, so that the time does not tell which one fitted. */
function any<T>(list: readonly T[], fits: (one: T) => boolean): boolean {
  return list.reduce((found, one) => fits(one) || found, false);
}
