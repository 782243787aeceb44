import type { PriceValue } from '../../shared/domain/listing-value';
import { AppError } from '../../shared/errors/app-error';
import type { Actor, StoredValue, StoredVariant, ValueTarget, WriteTransaction } from '../database';
import { channelName, variantName } from './names';
import { asPrice, asStock, sameValue } from './next-value';
import { priceFor, priceInput, type RateOf } from './price-rule';
import { stockFor } from './stock-rule';

export interface Take {
  readonly row: StoredValue;
  readonly target: ValueTarget;
  readonly variant: StoredVariant;
  readonly actor: Actor;
}

/**
 * Books what the panel's change means in pieces; null = what the channel shows is not what stands behind its rule. Answers an error
 * when nothing can be concluded from the channel's number.
 */
export function takeStock(tx: WriteTransaction, take: Take, change: number | null): AppError | null {
  const { row, target, variant, actor } = take;
  const shown = asStock(row.confirmed);
  const names = namesOf(tx, take);
  if (variant.openedAt === null) return new AppError('stock.notOpened', { facts: names });
  const rule = tx.rules.of(target.connectionId).stock;
  const stopped = tx.rules.isStopped(target.connectionId, variant.id);
  if (shown === null || stopped || rule.sharePercent <= 0)
    return new AppError('stock.notTaken', { facts: names });
  const pieces = change ?? piecesShowing(shown.quantity, variant, rule);
  if (pieces === null) return new AppError('stock.notTaken', { facts: names });
  if (pieces !== 0)
    tx.stock.book({
      variantId: variant.id,
      kind: 'channel',
      onHandChange: pieces,
      reservedChange: 0,
      connectionId: target.connectionId,
      eventKey: null,
      actor,
    });
  return null;
}

/** How many pieces more or fewer make the rule show this number; null = no stock does. */
export function piecesShowing(
  quantity: number,
  level: Pick<StoredVariant, 'onHand' | 'reserved' | 'safety'>,
  rule: Parameters<typeof stockFor>[1],
): number | null {
  if (stockFor(level, rule, false).value.quantity === quantity) return 0;
  if (rule.sharePercent <= 0) return null;
  const left = rule.sharePercent === 100 ? quantity : Math.ceil((quantity * 100) / rule.sharePercent - 1e-9);
  const change = left + rule.safety - (level.onHand - level.reserved - level.safety);
  const then = stockFor({ ...level, onHand: level.onHand + change }, rule, false);
  return then.value.quantity === quantity ? change : null;
}

/** Makes the channel's price the base price where the rule hands the base price on unchanged. */
export function takePrice(tx: WriteTransaction, take: Take): AppError | null {
  const { row, target, variant } = take;
  const shown = asPrice(row.confirmed);
  const change = shown === null ? null : basePriceShowing(tx, target, variant, shown);
  if (change === null) return new AppError('price.notTaken', { facts: namesOf(tx, take) });
  tx.variants.update(variant.id, change);
  return null;
}

function basePriceShowing(
  tx: WriteTransaction,
  target: ValueTarget,
  variant: StoredVariant,
  shown: PriceValue,
): { readonly basePriceMinor: number; readonly baseListPriceMinor?: number } | null {
  const rule = tx.rules.of(target.connectionId).price;
  const handsOn = rule.factor === 1 && rule.addMinor === 0 && rule.rounding === 'none';
  if (!handsOn || shown.minor < 1 || shown.currency !== variant.currency) return null;
  const list = rule.listPrice.kind === 'base' ? shown.listMinor : null;
  const change = { basePriceMinor: shown.minor, ...(list === null ? {} : { baseListPriceMinor: list }) };
  const rateOf: RateOf = (currency, base) => tx.rules.rate(currency, base);
  const outcome = priceFor(priceInput({ ...variant, ...change }), rule, rateOf, shown);
  return sameValue('price', outcome.value, shown) ? change : null;
}

function namesOf(tx: WriteTransaction, { target, variant }: Take): { sku: string; channel: string } {
  return { sku: variantName(variant), channel: channelName(tx, target.connectionId) };
}
