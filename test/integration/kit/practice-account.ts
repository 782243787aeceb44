import type { Marketplace } from '../../marketplaces/kit';

/** Nothing is read by the clock: a test reads when it wants to. */
export const BY_HAND = { products: { everyMinutes: 0 }, orders: { everyMinutes: 0 } } as const;

/** What a person types to connect a practice marketplace. */
export function connectionTo(
  market: Pick<Marketplace<unknown>, 'id' | 'url' | 'credentials'>,
  name = 'Mağaza',
) {
  return {
    integration: market.id,
    name,
    credentials: { ...market.credentials },
    settings: { baseUrl: market.url, schedules: BY_HAND },
  };
}
