import type { FaultPlan } from './faults';
import type { GivenProduct } from './given-product';
import type { LoggedRequest } from './request';
import type { ShopFloor } from './shop-floor';

/** A practice marketplace: a loopback server that keeps a channel's documented rules over seeded data. */
export interface Marketplace<Data> {
  /** The integration id ('trendyol', 'woocommerce' …). */
  readonly id: string;
  /** http://127.0.0.1:port; it stands for every host of the channel, paths unchanged. */
  readonly url: string;
  readonly seed: number;
  /** What a merchant would paste into the connection form, by field name. */
  readonly credentials: Readonly<Record<string, string>>;
  /** The seeded truth, with methods that change it as the channel would. */
  readonly data: Data;
  readonly requests: readonly LoggedRequest[];
  readonly faults: FaultPlan;
  stop(): Promise<void>;
}

/** A practice marketplace that can be shopped in. */
export interface MarketplaceWithFloor<Data> extends Marketplace<Data> {
  readonly floor: ShopFloor;
}

export interface MarketplaceOptions {
  /** Default 2026. */
  seed?: number;
  /** 0 or missing: any free port. */
  port?: number;
  products?: number;
  /** 0: the shop starts without orders. */
  orders?: number;
  /** Exactly these goods instead of seeded ones, so that several marketplaces can share them. */
  catalogue?: readonly GivenProduct[];
  /** Seeded goods come from the seed alone, so that every marketplace of a seed offers the same merchant's goods. */
  sharedGoods?: boolean;
  /** The marketplace's clock in epoch ms (default Date.now): stamps, windows and budgets all follow it. */
  now?: () => number;
  /** Multiplies every documented rate limit (default 1). Larger in tests that are not about limits. */
  scale?: number;
}

export const DEFAULT_SEED = 2026;
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
