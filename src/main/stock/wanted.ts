import { isDeepStrictEqual } from 'node:util';
import type { ChannelRules } from '../../shared/domain/channel-rules';
import type { ConnectionId, ListingId, VariantId } from '../../shared/domain/ids';
import type { ValueKind } from '../../shared/domain/listing-value';
import type { ChannelValue, StoredValue, StoredVariant, ValueTarget, WriteTransaction } from '../database';
import { afterDesire, asPrice, type Desired, isInFlight, isWaiting } from './next-value';
import { priceFor } from './price-rule';
import { stockFor } from './stock-rule';

const KINDS: readonly ValueKind[] = ['stock', 'price'];
const STOCK_ONLY: readonly ValueKind[] = ['stock'];
/** More listings than these would hold the process up; the rest is noted in the same transaction and computed right after it. */
const LISTINGS_AT_ONCE = 60;

/**
 * Computes anew what every channel is to be told of these variants, in this transaction; to be called after every change of a
 * variant, its stock, its match or its rules. `soldOn` = the channel whose own orders moved the stock: it counts down by itself,
 * so what it shows is not known and is told again even when the number is the same.
 */
export function refreshWanted(
  tx: WriteTransaction,
  variantIds: Iterable<VariantId>,
  soldOn?: ConnectionId,
): void {
  let listings = 0;
  for (const id of new Set(variantIds)) {
    if (listings >= LISTINGS_AT_ONCE) tx.values.computeLater(id, soldOn ?? null);
    else listings += refreshVariant(tx, id, soldOn ?? null);
  }
}

/** One step of what refreshWanted left for later. */
export function refreshDue(tx: WriteTransaction): void {
  let listings = 0;
  for (const { variantId, soldOn } of tx.values.toCompute()) {
    if (listings >= LISTINGS_AT_ONCE) return;
    listings += refreshVariant(tx, variantId, soldOn);
    tx.values.computed(variantId, soldOn);
  }
}

/** Answers how many listings that were. */
function refreshVariant(tx: WriteTransaction, id: VariantId, soldOn: ConnectionId | null): number {
  const variant = tx.variants.find(id);
  const targets = variant === null ? [] : tx.values.ofVariant(id);
  if (variant === null) return 0;
  for (const target of targets) {
    for (const kind of soldOn === null ? KINDS : STOCK_ONLY)
      refreshOne(tx, target, variant, kind, kind === 'stock' && target.connectionId === soldOn);
  }
  return targets.length;
}

/** As refreshWanted for single listings; a listing that is no longer matched is told nothing any more. */
export function refreshListing(tx: WriteTransaction, listingId: ListingId): void {
  const target = tx.values.ofListing(listingId);
  const variant = target === null ? null : tx.variants.find(target.variantId);
  for (const kind of KINDS) {
    if (target !== null && variant !== null) {
      refreshOne(tx, target, variant, kind, false);
      continue;
    }
    const row = tx.values.find(listingId, kind);
    if (row !== null && !isInFlight(row)) tx.values.remove(listingId, kind);
  }
}

/** What the channel shows of a listing, as far as Kervan knows. */
export function shownOf(target: ValueTarget, kind: ValueKind, row: StoredValue | null): ChannelValue | null {
  // While pieces are missing unexplained, what was confirmed is what it showed before.
  if (row !== null && row.confirmed !== null && !isWaiting(row)) return row.confirmed;
  if (kind === 'price') return target.price;
  return target.stock === null || target.stock < 0 ? null : { quantity: target.stock };
}

function refreshOne(
  tx: WriteTransaction,
  target: ValueTarget,
  variant: StoredVariant,
  kind: ValueKind,
  forced: boolean,
): void {
  const known = tx.values.find(target.listingId, kind);
  const shown = shownOf(target, kind, known);
  const desired = desiredOf(tx, target, variant, kind, shown);
  if (known === null && desired.kind === 'off') return;
  const before = known ?? freshValue(target, kind);
  const moment = { now: tx.stamp(), shown: forced ? null : shown };
  const settled = afterDesire(before, desired, moment);
  // The channel counted by itself while a call was under way: which of the two came last is asked after its end.
  const after = forced && isInFlight(settled) ? { ...settled, checkAt: moment.now } : settled;
  if (known === null || !isDeepStrictEqual(after, before)) tx.values.save(after);
}

function desiredOf(
  tx: WriteTransaction,
  target: ValueTarget,
  variant: StoredVariant,
  kind: ValueKind,
  shown: ChannelValue | null,
): Desired {
  const rules = tx.rules.of(target.connectionId);
  if (!rules[kind].send || target.gone || variant.deletedAt !== null) return { kind: 'off' };
  return kind === 'stock'
    ? desiredStock(variant, rules, tx.rules.isStopped(target.connectionId, variant.id))
    : desiredPrice(tx, target.connectionId, variant, rules, shown);
}

/** A variant whose stock was never told is told to no channel: 0 would take it off sale. */
function desiredStock(variant: StoredVariant, rules: ChannelRules, stopped: boolean): Desired {
  if (variant.openedAt === null) return { kind: 'none' };
  return { kind: 'value', value: stockFor(variant, rules.stock, stopped).value };
}

function desiredPrice(
  tx: WriteTransaction,
  connectionId: ConnectionId,
  variant: StoredVariant,
  rules: ChannelRules,
  shown: ChannelValue | null,
): Desired {
  const outcome = priceFor(
    {
      baseMinor: variant.basePriceMinor,
      baseListMinor: variant.baseListPriceMinor,
      costMinor: variant.costMinor,
      currency: variant.currency,
    },
    rules.price,
    (currency, base) => tx.rules.rate(currency, base),
    asPrice(shown),
  );
  if (outcome.kind === 'value') return outcome;
  const channel = tx.connections.find(connectionId)?.name ?? '';
  const sku = variant.sku ?? variant.barcode ?? variant.title;
  return {
    ...outcome,
    error: { ...outcome.error, facts: { sku, channel, ...outcome.error.facts } },
  };
}

export function freshValue(
  target: Pick<ValueTarget, 'listingId' | 'connectionId'>,
  kind: ValueKind,
): StoredValue {
  return {
    listingId: target.listingId,
    kind,
    connectionId: target.connectionId,
    state: 'idle',
    wanted: null,
    wantedAt: null,
    sent: null,
    sentAt: null,
    confirmed: null,
    confirmedAt: null,
    approved: null,
    error: null,
    difference: null,
    differsSince: null,
    attempts: 0,
    nextAt: 0,
    checkAt: null,
    sendId: null,
  };
}
