import { expect, it } from 'vitest';
import { connectionIdSchema } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import { nextStepOf } from './next-step';

const connectionId = connectionIdSchema.parse('c1');

it.each<[ErrorCode, string]>([
  ['auth.keyRejected', 'renewKey'],
  ['vault.damagedSecret', 'renewKey'],
  ['auth.noPermission', 'openConnection'],
  ['chan.down', 'sync'],
  ['net.timeout', 'sync'],
  ['record.odd', 'openRecords'],
  ['chan.versionClosed', 'none'],
  ['chan.refusedRequest', 'openConnection'],
  ['stock.refused', 'openDifferences'],
  ['price.outOfRange', 'openDifferences'],
  ['product.closedThere', 'openDifferences'],
])('%s leads to %s', (code, step) => {
  expect(nextStepOf({ error: new AppError(code).toWire(), connectionId })).toBe(step);
});

it('an oversold product is looked at in the stock, whatever sold it', () => {
  expect(nextStepOf({ error: new AppError('stock.oversold').toWire(), connectionId: null })).toBe(
    'openStock',
  );
});

it('a problem of no connection has no step here', () => {
  expect(nextStepOf({ error: new AppError('chan.down').toWire(), connectionId: null })).toBe('none');
});
