import { describe, expect, it } from 'vitest';
import type { ConnectorDefinition, StreamPart } from '../../shared/connector/definition';
import { checkDefinition } from './load-check';
import { definitionOf, partOf } from './testing';

const good = definitionOf([partOf()]);
const http = (more: Partial<ConnectorDefinition['http']>): ConnectorDefinition => ({
  ...good,
  http: { ...good.http, ...more },
});
const part = (more: Partial<StreamPart>): ConnectorDefinition => definitionOf([partOf(more)]);
const request = (more: Partial<StreamPart['request']>): ConnectorDefinition =>
  part({ request: { ...partOf().request, ...more } });
const since = { kind: 'since', from: { query: 'from' }, format: 'epochMs', overlapSeconds: 1 } as const;

describe('checking a definition when it is loaded', () => {
  it('lets a good one pass', () => {
    expect(() => checkDefinition(good)).not.toThrow();
  });

  it.each<[string, ConnectorDefinition, RegExp]>([
    [
      'an unknown placeholder',
      request({ path: '/x/{nobody}' }),
      /streams\.products\.parts\.0\.request\.path: unknown placeholder \{nobody\}/,
    ],
    [
      'a secret in a path',
      request({ path: '/x/{secretKey}' }),
      /request\.path: secret \{secretKey\} outside the sign-in/,
    ],
    ['a secret in a query', request({ query: { k: '{secretKey}' } }), /request\.query\.k: secret/],
    [
      'a secret in a body',
      request({ method: 'POST', body: { a: ['{secretKey}'] } }),
      /request\.body\.a\.0: secret/,
    ],
    [
      'a secret in a common header',
      http({ headers: { 'X-Key': '{secretKey}' } }),
      /http\.headers\.X-Key: secret/,
    ],
    ['a secret in a host', http({ origins: { api: 'https://{secretKey}' } }), /http\.origins\.api: secret/],
    [
      'an unencrypted host',
      http({ origins: { api: 'http://api.example.com' } }),
      /http\.origins\.api: not https/,
    ],
    [
      'a host made of a plain text field',
      http({ origins: { api: '{account}' } }),
      /http\.origins\.api: not https/,
    ],
    ['an unknown origin', request({ origin: 'other' }), /request\.origin: no origin "other"/],
    ['a query inside the path', request({ path: '/x?a=1' }), /holds a query/],
    ['a GET with a body', request({ body: {} }), /a GET has none/],
    ['an unknown budget', part({ budget: 'other' }), /budget: no budget "other"/],
    ['parts of one name', definitionOf([partOf(), partOf()]), /parts: "items" twice/],
    ['a stand-in for nothing', part({ onlyIfSkipped: 'gone' }), /onlyIfSkipped: no earlier part "gone"/],
    [
      'a body slot without a body',
      part({ delta: { ...since, from: { body: 'a.b' } } }),
      /delta\.from: no such place/,
    ],
    [
      'windows without an end',
      part({ delta: { ...since, windowSeconds: 60 } }),
      /windowSeconds: the range has no end/,
    ],
    [
      'a wrong name in a range',
      part({ delta: { ...since, range: '{start}' } }),
      /range: unknown placeholder \{start\}/,
    ],
    [
      'a sign-in the form does not ask for',
      { ...good, auth: [{ kind: 'none', needs: ['other'] }] },
      /auth\.0\.needs: no field "other"/,
    ],
    [
      'a sign-in that hides a need',
      { ...good, auth: [{ kind: 'header', needs: [], name: 'X', value: '{secretKey}' }] },
      /not among its needs/,
    ],
    [
      'a rule that matches everything',
      http({ responses: [{ outcome: 'ok' }] }),
      /http\.responses\.0: a rule without a condition/,
    ],
    ['documentation over http', request({ doc: 'http://docs.example.com' }), /request\.doc/],
    [
      'a stream promised but not there',
      { ...good, capabilities: { ...good.capabilities, read: ['orders'] } },
      /no stream "orders"/,
    ],
  ])('refuses %s and names the place', (_, definition, message) => {
    expect(() => checkDefinition(definition)).toThrow(message);
    expect(() => checkDefinition(definition)).toThrow(/^pretend: /);
  });
});
