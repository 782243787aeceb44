import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { WebhookProof } from '../../shared/connector/webhook';
import { type DeliveryProof, isProved } from './proof';

const NOW = Date.UTC(2026, 10, 24, 12);
const SECRET = 'shpss_0123456789abcdef';
const body = Buffer.from('{"id":5512,"name":"Şişe & Bardak","not":"\\u00e7"}', 'utf8');
const sign = (content: Uint8Array | string, secret = SECRET) => createHmac('sha256', secret).update(content);

const base64: WebhookProof = {
  kind: 'hmac',
  algorithm: 'sha256',
  header: 'X-Shopify-Hmac-Sha256',
  encoding: 'base64',
  secret: { field: 'clientSecret' },
};
const hex: WebhookProof = { ...base64, header: 'X-Signature', encoding: 'hex' };
const timed: WebhookProof = {
  kind: 'timedHmac',
  header: 'Stripe-Signature',
  toleranceSeconds: 300,
  secret: 'own',
};
const basic: WebhookProof = { kind: 'basic', user: 'kervan', secret: 'own' };
const apiKey: WebhookProof = { kind: 'apiKey', header: 'x-api-key', secret: 'own' };

const seconds = NOW / 1000;
const timedValue = (at: number, secret = SECRET) =>
  `t=${at},v1=${sign(Buffer.concat([Buffer.from(`${at}.`), body]), secret).digest('hex')}`;
const basicValue = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

interface Kind {
  readonly name: string;
  readonly proof: WebhookProof;
  readonly header: string;
  good(secret?: string): string;
}

const kinds: readonly Kind[] = [
  {
    name: 'hmac base64',
    proof: base64,
    header: 'x-shopify-hmac-sha256',
    good: (secret) => sign(body, secret).digest('base64'),
  },
  { name: 'hmac hex', proof: hex, header: 'x-signature', good: (secret) => sign(body, secret).digest('hex') },
  {
    name: 'timed hmac',
    proof: timed,
    header: 'stripe-signature',
    good: (secret) => timedValue(seconds, secret),
  },
  {
    name: 'basic',
    proof: basic,
    header: 'authorization',
    good: (secret = SECRET) => basicValue('kervan', secret),
  },
  { name: 'api key', proof: apiKey, header: 'x-api-key', good: (secret = SECRET) => secret },
];

const delivery = (
  headers: Record<string, string | undefined>,
  content: Uint8Array = body,
): DeliveryProof => ({
  headers,
  body: content,
  now: NOW,
});

describe.each(kinds)('a delivery proved by $name', ({ proof, header, good }) => {
  const ask = (value: string | undefined, secrets: readonly string[] = [SECRET]) =>
    isProved(proof, delivery({ [header]: value }), secrets);

  test('is accepted with the secret, and with the one before while both count', () => {
    expect(ask(good())).toBe(true);
    expect(ask(good(), ['new-secret-of-today', SECRET])).toBe(true);
    expect(ask(good('new-secret-of-today'), ['new-secret-of-today', SECRET])).toBe(true);
    expect(ask(good('one-before-that'), ['new-secret-of-today', SECRET])).toBe(false);
  });

  test('is refused without a header, without a secret and with an empty one', () => {
    expect(ask(undefined)).toBe(false);
    expect(ask('')).toBe(false);
    expect(ask(good(), [])).toBe(false);
    expect(ask(good(''), [''])).toBe(false);
  });

  test('is refused with any one character another, missing or added', () => {
    const value = good();
    const accepted: string[] = [];
    for (let at = 0; at < value.length; at += 1) {
      const other = value[at] === 'A' ? 'B' : 'A';
      for (const bent of [
        value.slice(0, at) + other + value.slice(at + 1),
        value.slice(0, at) + value.slice(at + 1),
        `${value.slice(0, at)}x${value.slice(at)}`,
      ])
        if (ask(bent)) accepted.push(bent);
    }
    expect(accepted.filter((bent) => !sameMeaning(proof, bent, value))).toEqual([]);
  });

  test('is refused when it is far longer than any signature', () => {
    expect(ask('A'.repeat(100_000))).toBe(false);
    expect(ask(`${good()},`.repeat(50))).toBe(false);
  });
});

/** Hex and the word Basic may be written in capitals; then nothing was forged. */
function sameMeaning(proof: WebhookProof, bent: string, value: string): boolean {
  return proof.kind !== 'apiKey' && bent.toLowerCase() === value.toLowerCase() && proof !== base64;
}

describe.each(kinds.slice(0, 3))('a body signed by $name', ({ proof, header, good }) => {
  test('is refused with any one byte another, missing or added', () => {
    for (let at = 0; at < body.length; at += 1) {
      const bent = Buffer.from(body);
      bent[at] = (bent[at] ?? 0) ^ 1;
      const short = Buffer.concat([body.subarray(0, at), body.subarray(at + 1)]);
      const long = Buffer.concat([body.subarray(0, at), Buffer.from(' '), body.subarray(at)]);
      for (const content of [bent, short, long])
        expect(isProved(proof, delivery({ [header]: good() }, content), [SECRET])).toBe(false);
    }
  });
});

describe('a timed signature', () => {
  const ask = (value: string) => isProved(timed, delivery({ 'stripe-signature': value }), [SECRET]);

  test.each([
    [seconds - 300, true],
    [seconds + 300, true],
    [seconds - 301, false],
    [seconds + 301, false],
  ])('of second %d is accepted: %s', (at, accepted) => {
    expect(ask(timedValue(at))).toBe(accepted);
  });

  test('counts when one of several fits, and not for another time', () => {
    const [time, signature] = timedValue(seconds).split(',');
    expect(ask(`${time},v1=${'0'.repeat(64)},${signature},v0=abc`)).toBe(true);
    expect(ask(`t=${seconds - 1},${signature}`)).toBe(false);
    expect(ask(`t=${seconds - 1},${time},${signature}`)).toBe(false);
    expect(ask(`${signature}`)).toBe(false);
    expect(ask(`t=,${signature}`)).toBe(false);
    expect(ask(`t=1e9,${signature}`)).toBe(false);
    expect(ask(`${time},v0=${signature?.slice(3)}`)).toBe(false);
  });
});

test('a signature in the other encoding is refused', () => {
  const bytes = sign(body).digest();
  expect(isProved(base64, delivery({ 'x-shopify-hmac-sha256': bytes.toString('hex') }), [SECRET])).toBe(
    false,
  );
  expect(isProved(hex, delivery({ 'x-signature': bytes.toString('base64') }), [SECRET])).toBe(false);
  // The same bytes written with the alphabet for addresses are not what the channel writes.
  const forAddresses = bytes.toString('base64url');
  expect(isProved(base64, delivery({ 'x-shopify-hmac-sha256': forAddresses }), [SECRET])).toBe(false);
});
