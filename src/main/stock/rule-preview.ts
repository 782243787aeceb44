import type { PreviewRow, PricePreview, StockPreview } from '../../shared/contract/rules';
import type { ChannelRules } from '../../shared/domain/channel-rules';
import type { PreviewSource } from '../database';
import { variantName } from './names';
import { sameValue } from './next-value';
import { type PriceOutcome, priceFor, type RateOf } from './price-rule';
import { stockFor } from './stock-rule';

export interface PreviewRules {
  readonly rules: ChannelRules;
  readonly rateOf: RateOf;
  /** The connection's name, for the sentences of guards. */
  readonly channel: string;
}

/** What a listing would be told under these rules, beside what its channel shows; the same arithmetic as sending. */
export function previewRow(source: PreviewSource, under: PreviewRules): PreviewRow {
  const stock = previewStock(source, under.rules);
  const price = previewPrice(source, under);
  const { listingId, variantId, title, variantTitle, sku, barcode } = source;
  return {
    listingId,
    variantId,
    title,
    variantTitle,
    sku,
    barcode,
    change: changeOfBoth(stock.change, price.change),
    stock,
    price,
  };
}

function changeOfBoth(stock: StockPreview['change'], price: PricePreview['change']): PreviewRow['change'] {
  if (price === 'held' || stock === 'held') return 'held';
  return price === 'changed' || stock === 'changed' ? 'changed' : 'same';
}

function previewStock(source: PreviewSource, { stock: rule }: ChannelRules): StockPreview {
  const { level, opened, stopped, shownStock: shown } = source;
  if (!opened) return { change: rule.send ? 'none' : 'off', level, stopped, shown, value: null, steps: [] };
  const { value, steps } = stockFor(level, rule, stopped);
  const there = shown === null ? null : { quantity: shown };
  const change = sameValue('stock', there, value) ? 'same' : 'changed';
  return { change: rule.send ? change : 'off', level, stopped, shown, value: value.quantity, steps };
}

function previewPrice(source: PreviewSource, { rules, rateOf, channel }: PreviewRules): PricePreview {
  const { shownPrice: shown } = source;
  const outcome = priceFor(source, rules.price, rateOf, shown);
  const approved = isApproved(source, outcome);
  const inBase = (minor: number | null) => (minor === null ? null : { minor, currency: source.currency });
  const common = {
    change: rules.price.send ? priceChange(source, outcome, approved) : ('off' as const),
    base: inBase(source.baseMinor),
    cost: inBase(source.costMinor),
    shown,
    value: outcome.value,
    steps: outcome.steps,
    approved,
  };
  if (outcome.kind === 'value') return { ...common, error: null, approvable: false };
  const facts = { sku: variantName(source), channel, ...outcome.error.facts };
  return { ...common, error: { ...outcome.error, facts }, approvable: outcome.approvable };
}

function isApproved({ approvedPrice }: PreviewSource, outcome: PriceOutcome): boolean {
  return (
    outcome.kind === 'held' &&
    outcome.approvable &&
    outcome.value !== null &&
    sameValue('price', approvedPrice, outcome.value)
  );
}

function priceChange(
  { shownPrice }: PreviewSource,
  outcome: PriceOutcome,
  approved: boolean,
): PricePreview['change'] {
  if (outcome.kind === 'held' && !approved) return 'held';
  return sameValue('price', shownPrice, outcome.value) ? 'same' : 'changed';
}
