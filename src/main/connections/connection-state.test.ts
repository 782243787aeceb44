import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import { connectionStateOf } from './connection-state';

const healthy = { active: true, everRead: true, waitingForLimit: false, openErrors: [] };
const failing = (...codes: ErrorCode[]) => ({
  ...healthy,
  openErrors: codes.map((code) => new AppError(code).toWire()),
});

describe('the state of a connection', () => {
  it.each([
    ['healthy', healthy, 'ok'],
    ['never read', { ...healthy, everRead: false }, 'new'],
    ['paused', { ...healthy, active: false }, 'paused'],
    ['waiting for the limit', { ...healthy, waitingForLimit: true }, 'limit'],
    ['with odd records only', failing('record.odd'), 'ok'],
    ['silent channel', failing('chan.down'), 'down'],
    ['no internet', failing('net.offline'), 'offline'],
    ['blocked for calling too often', failing('limit.blocked'), 'limit'],
    ['rejected key beside a silent channel', failing('chan.down', 'auth.keyRejected'), 'keyRejected'],
    ['rejected key while paused', { ...failing('auth.keyRejected'), active: false }, 'keyRejected'],
    ["Kervan's own fault", failing('internal.unexpected'), 'problem'],
  ])('%s', (_, facts, state) => {
    expect(connectionStateOf(facts).state).toBe(state);
  });
});
