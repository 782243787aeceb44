import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/app-error';
import { type Attempt, backoffMs, decide } from './retry-decision';

const base: Attempt = {
  status: 200,
  rule: null,
  thrown: null,
  readable: true,
  message: null,
  attempt: 1,
  limitHits: 0,
  maxAttempts: 5,
  idempotent: true,
  canRefresh: false,
  toldWaitMs: null,
  host: 'api.example.com',
  random: () => 0.5,
};

function shown(attempt: Partial<Attempt>): string {
  const decision = decide({ ...base, ...attempt });
  switch (decision.action) {
    case 'again':
      return `again ${decision.limit ? 'limit' : 'retry'} ${decision.waitMs} ${decision.error.code}`;
    case 'stop':
      return `stop${decision.blocked ? ' blocked' : ''} ${decision.error.code}`;
    default:
      return decision.action;
  }
}

describe('what happens after an attempt', () => {
  it.each<[string, Partial<Attempt>, string]>([
    ['a good answer', {}, 'accept'],
    ['HTML instead of JSON', { readable: false }, 'again retry 250 chan.badAnswer'],
    ['HTML to the end', { readable: false, attempt: 5 }, 'stop chan.badAnswer'],
    ['a wrong key', { status: 401 }, 'stop auth.keyRejected'],
    ['an expired token', { status: 401, canRefresh: true }, 'refresh'],
    ['no permission', { status: 403 }, 'stop auth.noPermission'],
    ['not found', { status: 404 }, 'stop chan.notFound'],
    ['request timeout', { status: 408 }, 'again retry 250 chan.down'],
    ['too early', { status: 425 }, 'again retry 250 chan.down'],
    ['closed version', { status: 426 }, 'stop chan.versionClosed'],
    ['limit, told', { status: 429, limitHits: 1, toldWaitMs: 2500 }, 'again limit 2500 limit.reached'],
    ['limit, not told', { status: 429, limitHits: 1 }, 'again limit 1500 limit.reached'],
    ['limit without end', { status: 429, limitHits: 10 }, 'stop limit.reached'],
    ['server error', { status: 500 }, 'again retry 250 chan.down'],
    ['server error, third time', { status: 502, attempt: 3 }, 'again retry 1000 chan.down'],
    ['server error, told', { status: 503, toldWaitMs: 7000 }, 'again retry 7000 chan.down'],
    ['server error to the end', { status: 500, attempt: 5 }, 'stop chan.down'],
    ['any other refusal', { status: 422 }, 'stop chan.refusedRequest'],
    ['a redirect that is not followed', { status: 307 }, 'stop chan.badAnswer'],
    [
      'a rule before the table',
      { status: 403, rule: { outcome: 'limited' }, limitHits: 1 },
      'again limit 1500 limit.reached',
    ],
    ['a rule that skips', { status: 404, rule: { outcome: 'skip' } }, 'skip'],
    ['a rule that blocks', { rule: { outcome: 'blocked' } }, 'stop blocked limit.blocked'],
    ['a rule with a code', { rule: { outcome: 'fail', code: 'auth.shopFrozen' } }, 'stop auth.shopFrozen'],
    ['cut off', { status: null, thrown: new AppError('net.cutOff') }, 'again retry 250 net.cutOff'],
    ['bad certificate', { status: null, thrown: new AppError('net.certificate') }, 'stop net.certificate'],
    [
      'wrong host',
      { status: null, thrown: new AppError('input.hostNotAllowed') },
      'stop input.hostNotAllowed',
    ],
    [
      'a write cut off',
      { status: null, thrown: new AppError('net.cutOff'), idempotent: false },
      'stop net.cutOff',
    ],
  ])('%s', (_, attempt, expected) => {
    expect(shown(attempt)).toBe(expected);
  });

  it('tells the channel’s own words and the status', () => {
    const decision = decide({ ...base, status: 400, message: 'window too wide' });
    expect(decision).toMatchObject({
      error: {
        code: 'chan.refusedRequest',
        facts: { code: 400, text: 'window too wide', host: 'api.example.com' },
      },
    });
  });

  it('backs off by a growing spread up to a minute', () => {
    expect([1, 2, 3, 4, 20].map((n) => backoffMs(n, () => 1))).toEqual([500, 1000, 2000, 4000, 60_000]);
    expect(backoffMs(4, () => 0)).toBe(0);
  });
});
