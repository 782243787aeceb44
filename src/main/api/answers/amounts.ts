import { z } from 'zod';
import { type Money, minorDigits } from '../../../shared/domain/money';

/** In major units, for reading; what is exact stands beside it in minor units. */
export const amount = z.number().nullable().describe('In major units: 129.9.');

export function major(money: Money): number;
export function major(money: Money | null): number | null;
export function major(money: Money | null): number | null {
  return money === null ? null : money.minor / 10 ** minorDigits(money.currency);
}
