import { expect, it } from 'vitest';
import type { Problem } from '../../../shared/contract/problems';
import { AppError } from '../../../shared/errors/app-error';
import { problemError, withFacts } from './with-facts';

const error = new AppError('chan.down', { facts: { channel: 'Trendyol', code: 503, time: null } }).toWire();

it('fills what is missing and leaves what the error says itself', () => {
  expect(withFacts(error, { channel: 'n11', time: 5, host: undefined }).facts).toEqual({
    channel: 'Trendyol',
    code: 503,
    time: 5,
  });
});

it('knows how long a problem lasts, until it was closed', () => {
  const problem = { error, firstSeenAt: 1000, closedAt: null, nextTryAt: 9000 } as Problem;
  expect(problemError(problem, 4000).facts).toMatchObject({ duration: 3000, time: 9000 });
  expect(problemError({ ...problem, closedAt: 2000 }, 4000).facts).toMatchObject({ duration: 1000 });
});
