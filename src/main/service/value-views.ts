import type {
  ListingValues,
  ValueChain,
  ValueListing,
  ValueRow,
  ValueTruth,
} from '../../shared/contract/values';
import type { ConnectionId } from '../../shared/domain/ids';
import type { PriceValue, StockValue, ValueKind, ValueStep } from '../../shared/domain/listing-value';
import { isPanelQuestion } from '../../shared/domain/price-holds';
import {
  type Database,
  freshValue,
  type ShownListing,
  type ShownValue,
  type StoredValue,
  type StoredVariant,
} from '../database';
import { asPrice, asStock } from '../stock/next-value';
import { priceFor } from '../stock/price-rule';
import { panelQuestion } from '../stock/shown';
import { stockFor } from '../stock/stock-rule';

export type NameOf = (id: ConnectionId) => string;

export function nameOf(database: Database): NameOf {
  const names = new Map(database.connections.list().map((one) => [one.id, one.name]));
  return (id) => names.get(id) ?? '';
}

export function viewValue({ listing, value }: ShownValue, names: NameOf): ValueRow {
  const common = viewListing(listing, names);
  return value.kind === 'stock'
    ? { ...common, kind: 'stock', ...stockTruth(listing, value, common) }
    : { ...common, kind: 'price', ...priceTruth(listing, value, common) };
}

/** Both values of a listing with how the rules came to them; a kind that was never told stands as off. */
export function viewListingValues(
  database: Database,
  listing: ShownListing,
  values: readonly StoredValue[],
  names: NameOf,
  capabilities: ListingValues['capabilities'],
): ListingValues {
  const common = viewListing(listing, names);
  const of = (kind: ValueKind): StoredValue =>
    values.find((one) => one.kind === kind) ?? { ...freshValue(listing, kind), state: 'off' };
  const variant = listing.variantId === null ? null : database.variants.find(listing.variantId);
  const price = priceTruth(listing, of('price'), common);
  const chain = <Value>(truth: ValueTruth<Value>, steps: readonly ValueStep[]): ValueChain<Value> => ({
    ...truth,
    steps,
  });
  return {
    ...common,
    status: listing.status,
    gone: listing.gone,
    url: listing.url,
    capabilities,
    stock: chain(
      stockTruth(listing, of('stock'), common),
      variant === null ? [] : stockSteps(database, listing, variant),
    ),
    price: chain(price, variant === null ? [] : priceSteps(database, listing, variant, price.shown)),
  };
}

function stockSteps(database: Database, { connectionId }: ShownListing, variant: StoredVariant) {
  if (variant.openedAt === null) return [];
  const stopped = database.rules.isStopped(connectionId, variant.id);
  return stockFor(variant, database.rules.of(connectionId).stock, stopped).steps;
}

function priceSteps(
  database: Database,
  { connectionId }: ShownListing,
  variant: StoredVariant,
  shown: PriceValue | null,
) {
  const { basePriceMinor, baseListPriceMinor, costMinor, currency } = variant;
  const input = { baseMinor: basePriceMinor, baseListMinor: baseListPriceMinor, costMinor, currency };
  const rate = (from: string, to: string) => database.rules.rate(from, to);
  return priceFor(input, database.rules.of(connectionId).price, rate, shown).steps;
}

function viewListing(listing: ShownListing, names: NameOf): ValueListing {
  const { listingId, connectionId, variantId, title, variantTitle, sku, barcode, key } = listing;
  return {
    listingId,
    connectionId,
    connectionName: names(connectionId),
    variantId,
    title,
    variantTitle,
    sku,
    barcode,
    key,
  };
}

function stockTruth(listing: ShownListing, row: StoredValue, names: ValueListing): ValueTruth<StockValue> {
  const listed = listing.stock === null || listing.stock < 0 ? null : { quantity: listing.stock };
  return {
    ...plainTruth(row, names),
    shown: asStock(row.confirmed) ?? listed,
    wanted: asStock(row.wanted),
    sent: asStock(row.sent),
    confirmed: asStock(row.confirmed),
  };
}

function priceTruth(listing: ShownListing, row: StoredValue, names: ValueListing): ValueTruth<PriceValue> {
  return {
    ...plainTruth(row, names),
    shown: asPrice(row.confirmed) ?? listing.price,
    wanted: asPrice(row.wanted),
    sent: asPrice(row.sent),
    confirmed: asPrice(row.confirmed),
  };
}

function plainTruth(row: StoredValue, { sku, barcode, key, connectionName }: ValueListing) {
  const { state, wantedAt, sentAt, confirmedAt, difference, differsSince, checkAt } = row;
  // What both show moves on while a question is open.
  const asked = { sku: sku ?? barcode ?? key, channel: connectionName };
  const error = isPanelQuestion(row.error) ? panelQuestion(row, asked, null) : row.error;
  const nextAt = (state === 'queued' || state === 'unknown') && row.nextAt > 0 ? row.nextAt : null;
  return { state, wantedAt, sentAt, confirmedAt, error, difference, differsSince, nextAt, checkAt };
}
