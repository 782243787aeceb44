import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecretRegistry } from './secret-registry';

describe('redaction', () => {
  const secret = 'p@ss wörd+/"9$&';
  const registry = createSecretRegistry();
  registry.add('c1', [secret]);

  it.each([
    ['plain', secret],
    ['in JSON', JSON.stringify({ key: secret })],
    ['in an address', `https://x.example/?key=${encodeURIComponent(secret)}`],
    ['in a form', `a=1&${new URLSearchParams({ key: secret })}`],
    ['in Basic authentication', `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`],
    [
      'in Basic authentication of a longer name',
      `Basic ${Buffer.from(`user1:${secret}`).toString('base64')}`,
    ],
    [
      'in Basic authentication of a still longer name',
      `Basic ${Buffer.from(`user22:${secret}`).toString('base64')}`,
    ],
    ['as base64url', Buffer.from(secret).toString('base64url')],
  ])('hides a secret %s', (_name, text) => {
    const hidden = registry.redact(text);
    expect(hidden).toContain('•••');
    expect(hidden).not.toContain('wörd');
    expect(hidden).not.toContain(Buffer.from(secret).toString('base64').slice(4, -4));
  });

  it('hides every occurrence and the longer of two secrets whole', () => {
    const two = createSecretRegistry();
    two.add('a', ['anahtar', 'anahtar-uzun']);
    expect(two.redact('anahtar-uzun, anahtar, anahtar')).toBe('•••, •••, •••');
  });

  it('leaves ordinary words alone, whatever a form held', () => {
    const empty = createSecretRegistry();
    empty.add('a', ['', 'a', 'xyz']);
    expect(empty.redact('a xyz abc')).toBe('a xyz abc');
  });

  it('forgets an owner and keeps another that has the same secret', () => {
    const shared = createSecretRegistry();
    shared.add('a', ['ortak-değer']);
    shared.add('b', ['ortak-değer']);
    shared.remove('a');
    expect(shared.redact('ortak-değer')).toBe('•••');
    shared.remove('b');
    expect(shared.redact('ortak-değer')).toBe('ortak-değer');
  });

  it('hides any secret at any place of a base64 text', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12, maxLength: 60, unit: 'grapheme-ascii' }),
        fc.string({ maxLength: 9 }),
        fc.string({ maxLength: 9 }),
        (value, before, after) => {
          const one = createSecretRegistry();
          one.add('x', [value]);
          const encoded = Buffer.from(`${before}${value}${after}`).toString('base64');
          expect(one.redact(encoded)).toContain('•••');
          expect(one.redact(`${before} ${value} ${after}`)).toContain('•••');
        },
      ),
    );
  });
});
