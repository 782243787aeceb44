import { describe, expect, it } from 'vitest';
import type { ConnectorDefinition, StreamPart } from '../../shared/connector/definition';
import type { ReadBack, WriteAction } from '../../shared/connector/write';
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

describe('checking the writes of a definition', () => {
  const doc = 'https://docs.example.com/';
  const action: WriteAction = {
    carries: ['stock'],
    request: { method: 'POST', origin: 'api', path: '/stock', doc },
    batchSize: 10,
    body: () => ({}),
    answer: { kind: 'now', read: () => [] },
  };
  const poll = { method: 'GET', origin: 'api', path: '/batches/{batch.id}', doc } as const;
  const later = {
    kind: 'later',
    id: 'id',
    poll,
    firstSeconds: 1,
    everySeconds: 1,
    giveUpSeconds: 60,
    read: () => null,
  } as const;
  const readBack: ReadBack = {
    request: { method: 'GET', origin: 'api', path: '/shown', query: { ids: '{rows.ids.shelf}' }, doc },
    batchSize: 50,
    read: () => [],
  };
  const writing = (
    more: Partial<WriteAction>,
    write: ConnectorDefinition['capabilities']['write'] = ['stock'],
  ): ConnectorDefinition => ({
    ...good,
    actions: { stock: { ...action, ...more } },
    capabilities: { ...good.capabilities, write },
  });

  it('lets good ones pass', () => {
    expect(() => checkDefinition(writing({}))).not.toThrow();
    expect(() => checkDefinition(writing({ answer: later, readBack }))).not.toThrow();
  });

  it.each<[string, ConnectorDefinition, RegExp]>([
    ['a batch of nothing', writing({ batchSize: 0 }), /actions\.stock\.batchSize/],
    [
      'a call without its page of documentation',
      writing({ request: { ...action.request, doc: '' } }),
      /actions\.stock\.request\.doc/,
    ],
    [
      'values in a GET',
      writing({ request: { ...action.request, method: 'GET' } }),
      /request\.method: a GET carries no values/,
    ],
    [
      'a body in two places',
      writing({ request: { ...action.request, body: {} } }),
      /request\.body: comes from the body function/,
    ],
    [
      'a group that nobody makes',
      writing({ request: { ...action.request, path: '/{group.product}' } }),
      /unknown placeholder \{group\.product\}/,
    ],
    ['a budget that is not there', writing({ budget: 'other' }), /actions\.stock\.budget: no budget "other"/],
    [
      'a write that may be skipped',
      writing({ responses: [{ status: [404], outcome: 'skip' }] }),
      /responses: a write cannot be skipped/,
    ],
    [
      'a result asked for without its number',
      writing({ answer: { ...later, poll: { ...poll, path: '/batches' } }, readBack }),
      /answer\.poll: asks without \{batch\.id\}/,
    ],
    [
      'a result that can get lost',
      writing({ answer: later }),
      /readBack: a lost result could never be settled/,
    ],
    [
      'a read-back of everything',
      writing({ readBack: { ...readBack, request: { ...readBack.request, query: {} } } }),
      /readBack\.request: does not ask for the rows/,
    ],
    [
      'a secret in the other address',
      writing({ alternatives: { other: { ...action.request, path: '/{secretKey}' } } }),
      /alternatives\.other\.path: secret \{secretKey\}/,
    ],
    [
      'a promise nobody keeps',
      writing({}, ['stock', 'price']),
      /capabilities\.write: no action carries "price"/,
    ],
    ['a write nobody promised', writing({}, []), /capabilities\.write: "stock" is missing/],
  ])('refuses %s and names the place', (_, definition, message) => {
    expect(() => checkDefinition(definition)).toThrow(message);
  });
});
