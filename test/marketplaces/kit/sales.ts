import { DAY_MS } from './marketplace';
import { type Customer, customer } from './people';
import type { Random } from './random';

/** How a sale ended; each channel gives it its own status words. */
export type SaleState =
  | 'unpaid'
  | 'new'
  | 'preparing'
  | 'invoiced'
  | 'shipped'
  | 'delivered'
  | 'undelivered'
  | 'cancelled'
  | 'partlyCancelled'
  | 'returned';

export interface SaleLine {
  /** Which product and variant of the catalogue was sold. */
  product: number;
  variant: number;
  quantity: number;
}

export interface Sale {
  index: number;
  customer: Customer;
  lines: SaleLine[];
  state: SaleState;
  /** Packed as more than one parcel when there are several lines. */
  split: boolean;
  /** 'TRY' for nearly all. */
  currency: 'TRY' | 'EUR' | 'SAR';
  /** UTC epoch ms within the last `days`; modifiedAt ≥ placedAt. */
  placedAt: number;
  modifiedAt: number;
}

export interface SalesOptions {
  random: Random;
  count: number;
  now: number;
  /** Number of variants of each product, by product index. */
  variantCounts: readonly number[];
  /** How far back (default 90). */
  days?: number;
}

/** Orders of the last 90 days, oldest first, in every state. */
export function generateSales({ random, count, now, variantCounts, days = 90 }: SalesOptions): Sale[] {
  if (variantCounts.length === 0) return [];
  const sales: Sale[] = [];
  for (let index = 0; index < count; index += 1) {
    const age = ((count - index - random.next() * 0.9) / count) * days * DAY_MS;
    sales.push(sale(random.fork(`sale-${index}`), index, now - Math.floor(age), now, variantCounts));
  }
  return sales;
}

function sale(
  random: Random,
  index: number,
  placedAt: number,
  now: number,
  variantCounts: readonly number[],
): Sale {
  const lineCount = index % 50 === 49 ? 12 : random.chance(0.65) ? 1 : random.integer(2, 4);
  const lines = Array.from({ length: lineCount }, () => {
    const product = random.integer(0, variantCounts.length - 1);
    const variant = random.integer(0, Math.max(0, (variantCounts[product] ?? 1) - 1));
    return { product, variant, quantity: random.chance(0.75) ? 1 : random.integer(2, 6) };
  });
  const age = now - placedAt;
  return {
    index,
    customer: customer(random, 100_000 + index),
    lines: distinct(lines),
    state: stateFor(random, age, index),
    split: random.chance(0.06),
    currency: random.chance(0.02) ? random.pick(['EUR', 'SAR'] as const) : 'TRY',
    placedAt,
    modifiedAt: placedAt + Math.floor(random.next() * Math.min(age, 12 * DAY_MS)),
  };
}

function stateFor(random: Random, age: number, index: number): SaleState {
  // A fixed share of each ending, so that a small marketplace has them all too.
  const endings: readonly SaleState[] = ['cancelled', 'returned', 'undelivered', 'partlyCancelled'];
  if (index % 12 === 11) return endings[Math.floor(index / 12) % endings.length] ?? 'cancelled';
  if (index % 40 === 20) return 'unpaid';
  if (age < 2 * DAY_MS) return random.pick(['new', 'new', 'preparing', 'invoiced'] as const);
  if (age < 6 * DAY_MS)
    return random.pick(['preparing', 'invoiced', 'shipped', 'shipped', 'delivered'] as const);
  return random.chance(0.04) ? 'shipped' : 'delivered';
}

function distinct(lines: SaleLine[]): SaleLine[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    const key = `${line.product}/${line.variant}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
