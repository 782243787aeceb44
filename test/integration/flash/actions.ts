import fc from 'fast-check';
import type { Mishap } from './post';

/** `nth` picks among what there is at that moment. */
export type Action =
  | {
      readonly kind: 'sell';
      readonly shop: number;
      readonly lines: readonly SoldLine[];
      readonly awaiting: boolean;
    }
  | { readonly kind: 'pay' | 'expire' | 'ship' | 'repack'; readonly nth: number }
  | { readonly kind: 'cancel' | 'return'; readonly nth: number; readonly line: number | null }
  | { readonly kind: 'deliver'; readonly product: number; readonly pieces: number }
  | { readonly kind: 'panel'; readonly shop: number; readonly product: number; readonly stock: number }
  | { readonly kind: 'storm'; readonly shop: number; readonly calls: number }
  | {
      readonly kind: 'spoilWrite';
      readonly shop: number;
      readonly how: 'lost' | 'twice' | 'failedAfter' | 'cut';
    }
  | {
      readonly kind: 'mixReads';
      readonly shop: number;
      readonly how: 'twice' | 'backwards';
      readonly calls: number;
    }
  | { readonly kind: 'mixHooks'; readonly how: Mishap; readonly deliveries: number }
  | { readonly kind: 'sync'; readonly shop: number; readonly streams: readonly ('orders' | 'products')[] }
  | { readonly kind: 'letWork'; readonly calls: number }
  | { readonly kind: 'kill' };

interface SoldLine {
  readonly product: number;
  readonly pieces: number;
}

const SHOPS = 6;
const NTH = 1_000_000;

/** A few goods of the catalogue are what everybody wants. */
const productOf = (products: number) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.nat(Math.min(products, 40) - 1) },
    { weight: 2, arbitrary: fc.nat(products - 1) },
  );

function anyAction(products: number): fc.Arbitrary<Action> {
  const shop = fc.nat(SHOPS - 1);
  const nth = fc.nat(NTH);
  const product = productOf(products);
  const line = fc.record({ product, pieces: fc.constantFrom(1, 1, 1, 2) });
  const part = fc.option(fc.nat(5), { nil: null });
  return fc.oneof(
    {
      weight: 70,
      arbitrary: fc.record({
        kind: fc.constant('sell' as const),
        shop,
        lines: fc.uniqueArray(line, { minLength: 1, maxLength: 3, selector: (one) => one.product }),
        awaiting: fc.constantFrom(false, false, false, false, true),
      }),
    },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('pay' as const), nth }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('expire' as const), nth }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('ship' as const), nth }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('repack' as const), nth }) },
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('cancel' as const), nth, line: part }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('return' as const), nth, line: part }) },
    {
      weight: 12,
      arbitrary: fc.record({
        kind: fc.constant('deliver' as const),
        product,
        pieces: fc.integer({ min: 1, max: 10 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('panel' as const), shop, product, stock: fc.nat(6) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('storm' as const),
        shop,
        calls: fc.integer({ min: 1, max: 4 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('spoilWrite' as const),
        shop,
        how: fc.constantFrom('lost' as const, 'twice' as const, 'failedAfter' as const, 'cut' as const),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('mixReads' as const),
        shop,
        how: fc.constantFrom('twice' as const, 'backwards' as const),
        calls: fc.integer({ min: 1, max: 3 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('mixHooks' as const),
        how: fc.constantFrom('twice' as const, 'late' as const, 'lost' as const, 'unanswered' as const),
        deliveries: fc.integer({ min: 1, max: 4 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('sync' as const),
        shop,
        streams: fc.subarray(['orders' as const, 'products' as const], { minLength: 1 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('letWork' as const), calls: fc.integer({ min: 1, max: 12 }) }),
    },
  );
}

export interface PlanSize {
  readonly products: number;
  readonly waves: number;
  readonly actionsInWave: number;
  /** At most one kill in a wave. */
  readonly kills: number;
}

export interface Plan {
  /** Pieces of each product at the start. */
  readonly stocks: readonly number[];
  readonly waves: readonly (readonly Action[])[];
}

/** The same plan for the same seed and size. */
export function planOf(seed: number, size: PlanSize): Plan {
  const exactly = (length: number) => ({ minLength: length, maxLength: length, size: 'max' as const });
  const wave = fc
    .tuple(fc.array(anyAction(size.products), exactly(size.actionsInWave)), fc.nat(size.actionsInWave - 1))
    .map(([actions, place]) => ({ actions, place }));
  const arbitrary = fc.record({
    stocks: fc.array(fc.integer({ min: 1, max: 4 }), exactly(size.products)),
    waves: fc.array(wave, exactly(size.waves)),
  });
  const [drawn] = fc.sample(arbitrary, { seed, numRuns: 1 });
  if (drawn === undefined) throw new Error('fast-check drew nothing');
  const waves = drawn.waves.map(({ actions, place }, index) =>
    index < size.kills ? actions.toSpliced(place, 0, { kind: 'kill' }) : actions,
  );
  return { stocks: drawn.stocks, waves };
}
