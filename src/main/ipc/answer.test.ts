import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { windowOperations } from '../../shared/contract';
import { AppError } from '../../shared/errors/app-error';
import { createLog, silentLog } from '../log/log';
import { createAnswer, type Sender } from './answer';

const ORIGIN = 'kervan://app';
const ownPage: Sender = { isOwnWindow: true, isMainFrame: true, origin: ORIGIN };

function answerWith(handlers: Record<string, (input: never) => Promise<unknown>>, log = silentLog) {
  return createAnswer({
    origin: ORIGIN,
    operations: { ...windowOperations, 'test.echo': { input: z.object({ text: z.string().max(5) }) } },
    handlers,
    log,
  });
}

const echo = { 'test.echo': async (input: { text: string }) => input.text };

describe('a call from a window', () => {
  it('is answered with the value of the handler', async () => {
    await expect(answerWith(echo)(ownPage, 'test.echo', { text: 'abc' })).resolves.toEqual({
      ok: true,
      value: 'abc',
    });
  });

  it.each<[string, Sender]>([
    ['a window that is not ours', { ...ownPage, isOwnWindow: false }],
    ['a frame inside our window', { ...ownPage, isMainFrame: false }],
    ['our window on a foreign page', { ...ownPage, origin: 'https://example.com' }],
    ['a host of our scheme that is not the page', { ...ownPage, origin: 'kervan://open' }],
    ['a sandboxed frame', { ...ownPage, origin: 'null' }],
  ])('is refused from %s', async (_name, sender) => {
    const answer = await answerWith(echo)(sender, 'test.echo', { text: 'abc' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'access.untrustedSender' } });
  });

  it.each([
    ['nothing.here'],
    ['__proto__'],
    ['constructor'],
    [''],
    [7],
    [null],
    [undefined],
    [{ toString: () => 'test.echo' }],
  ])('is refused under the name %s', async (name) => {
    await expect(answerWith(echo)(ownPage, name, {})).resolves.toMatchObject({
      ok: false,
      error: { code: 'input.notFound' },
    });
  });
});

describe('bad input is refused with its place', () => {
  const handled = Object.fromEntries(
    Object.keys(windowOperations).map((name) => [name, async () => expect.unreachable(`${name} ran`)]),
  );
  it.each<[keyof typeof windowOperations, unknown, string]>([
    ['connections.get', undefined, '(input)'],
    ['connections.get', null, '(input)'],
    ['connections.get', { id: 7 }, 'id'],
    ['connections.get', { id: '' }, 'id'],
    ['connections.create', { integration: 'trendyol', name: '   ', credentials: {}, settings: {} }, 'name'],
    [
      'connections.create',
      { integration: 'trendyol', name: 'a', credentials: { key: 5 }, settings: {} },
      'credentials.key',
    ],
    [
      'connections.create',
      { integration: 'trendyol', name: 'a', credentials: {}, settings: { baseUrl: 'file:///etc/passwd' } },
      'settings.baseUrl',
    ],
    ['connections.sync', { id: 'a', mode: 'everything' }, 'mode'],
    ['listings.window', { query: {}, window: { offset: 0, limit: 100_000 } }, 'window.limit'],
    ['listings.get', { id: '1; drop table listings' }, 'id'],
    ['desktop.setPreferences', { theme: 'pink' }, 'theme'],
    ['desktop.openExternal', { url: 'file:///etc/passwd' }, 'url'],
    ['desktop.openExternal', { url: 'http://example.com' }, 'url'],
    ['desktop.unlock', { passphrase: 'x'.repeat(1001) }, 'passphrase'],
    [
      'desktop.export',
      {
        request: {
          what: 'orders',
          query: {},
          selection: {},
          columns: ['number'],
          format: 'csv',
          language: 'tr',
        },
        suggestedName: '../../etc/passwd',
      },
      'suggestedName',
    ],
  ])('%s %j', async (name, input, field) => {
    const answer = await answerWith(handled)(ownPage, name, input);
    expect(answer).toMatchObject({ ok: false, error: { code: 'input.invalid', facts: { field } } });
  });

  it('never repeats the value', async () => {
    const answer = await answerWith(echo)(ownPage, 'test.echo', { text: 'a secret that is too long' });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
});

describe('a failing handler', () => {
  it('gives an expected error as data', async () => {
    const failing = {
      'test.echo': async () => {
        throw new AppError('connection.busy', { facts: { connection: 'Ana mağaza' } });
      },
    };
    await expect(answerWith(failing)(ownPage, 'test.echo', { text: '' })).resolves.toEqual({
      ok: false,
      error: {
        code: 'connection.busy',
        fault: 'merchant',
        retryable: false,
        facts: { connection: 'Ana mağaza' },
      },
    });
  });

  it('keeps the text of an unexpected one for the log, under the same id', async () => {
    const lines: string[] = [];
    const log = createLog({
      level: 'debug',
      destination: { write: (line) => void lines.push(line) },
      redact: (line) => line,
    });
    const failing = {
      'test.echo': async () => {
        throw new TypeError('/home/ayse/data is gone');
      },
    };
    const answer = await answerWith(failing, log)(ownPage, 'test.echo', { text: '' });
    expect(JSON.stringify(answer)).not.toContain('ayse');
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'internal.unexpected', facts: { id: expect.any(String) } },
    });
    const id = answer.ok ? '' : String(answer.error.facts.id);
    expect(lines.join('')).toContain(id);
    expect(lines.join('')).toContain('ayse');
  });
});
