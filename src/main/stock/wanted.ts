import { isDeepStrictEqual } from 'node:util';
import type { ChannelRules } from '../../shared/domain/channel-rules';
import type { ConnectionId, ListingId, VariantId } from '../../shared/domain/ids';
import { type ValueKind, valueKindSchema } from '../../shared/domain/listing-value';
import {
  type ChannelValue,
  freshValue,
  type StoredValue,
  type StoredVariant,
  type ValueTarget,
  type WriteTransaction,
} from '../database';
import { channelName, variantName } from './names';
import { afterDesire, asPrice, type Desired, isInFlight, isWaiting } from './next-value';
import { priceFor, priceInput, type RateOf } from './price-rule';
import { stockFor } from './stock-rule';

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
  if (variant === null) return 0;
  const targets = tx.values.ofVariant(id);
  for (const target of targets) {
    const told = { target, variant, rules: tx.rules.of(target.connectionId) };
    if (soldOn === null) refreshBoth(tx, told);
    else refreshOne(tx, told, 'stock', target.connectionId === soldOn);
  }
  return targets.length;
}

/** As refreshWanted for single listings; a listing that is no longer matched is told nothing any more. */
export function refreshListing(tx: WriteTransaction, listingId: ListingId): void {
  const target = tx.values.ofListing(listingId);
  const variant = target === null ? null : tx.variants.find(target.variantId);
  if (target !== null && variant !== null) {
    refreshBoth(tx, { target, variant, rules: tx.rules.of(target.connectionId) });
    return;
  }
  for (const kind of valueKindSchema.options) {
    const row = tx.values.find(listingId, kind);
    if (row !== null && !isInFlight(row)) tx.values.remove(listingId, kind);
  }
}

/** What the products table says the channel shows; some channels count below 0, which is no number of pieces to compare with. */
export function listedValue(
  { stock, price }: Pick<ValueTarget, 'stock' | 'price'>,
  kind: ValueKind,
): ChannelValue | null {
  if (kind === 'price') return price;
  return stock === null || stock < 0 ? null : { quantity: stock };
}

/** What the channel shows of a listing, as far as Kervan knows. */
export function shownOf(target: ValueTarget, kind: ValueKind, row: StoredValue | null): ChannelValue | null {
  // While pieces are missing unexplained, what was confirmed is what it showed before.
  if (row !== null && row.confirmed !== null && !isWaiting(row)) return row.confirmed;
  return listedValue(target, kind);
}

/** A matched listing with what decides about its values. */
interface ToldListing {
  readonly target: ValueTarget;
  readonly variant: StoredVariant;
  readonly rules: ChannelRules;
}

function refreshBoth(tx: WriteTransaction, told: ToldListing): void {
  for (const kind of valueKindSchema.options) refreshOne(tx, told, kind, false);
}

function refreshOne(tx: WriteTransaction, told: ToldListing, kind: ValueKind, forced: boolean): void {
  const { target } = told;
  const known = tx.values.find(target.listingId, kind);
  const shown = shownOf(target, kind, known);
  const desired = desiredOf(tx, told, kind, shown);
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
  { target, variant, rules }: ToldListing,
  kind: ValueKind,
  shown: ChannelValue | null,
): Desired {
  if (!rules[kind].send || target.gone || variant.deletedAt !== null) return { kind: 'off' };
  return kind === 'stock'
    ? desiredStock(variant, rules, tx.rules.isStopped(target.connectionId, variant.id))
    : desiredPrice(tx, { target, variant, rules }, shown);
}

/** A variant whose stock was never told is told to no channel: 0 would take it off sale. */
function desiredStock(variant: StoredVariant, rules: ChannelRules, stopped: boolean): Desired {
  if (variant.openedAt === null) return { kind: 'none' };
  return { kind: 'value', value: stockFor(variant, rules.stock, stopped).value };
}

function desiredPrice(
  tx: WriteTransaction,
  { target, variant, rules }: ToldListing,
  shown: ChannelValue | null,
): Desired {
  const rateOf: RateOf = (currency, base) => tx.rules.rate(currency, base);
  const outcome = priceFor(priceInput(variant), rules.price, rateOf, asPrice(shown));
  if (outcome.kind === 'value') return outcome;
  const names = { sku: variantName(variant), channel: channelName(tx, target.connectionId) };
  return { ...outcome, error: { ...outcome.error, facts: { ...names, ...outcome.error.facts } } };
}
