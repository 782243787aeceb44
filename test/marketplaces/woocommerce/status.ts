import type { ShopBehaviour } from './behaviour';

/** GET system_status, as far as it says which shop this is. */
export function systemStatus(url: string, { currency }: ShopBehaviour): Record<string, unknown> {
  return {
    environment: {
      home_url: url,
      site_url: url,
      version: '11.0.1',
      wp_version: '7.1',
      language: 'tr_TR',
      default_timezone: 'UTC',
    },
    settings: {
      api_enabled: false,
      currency: currency.code,
      currency_symbol: currency.symbol,
      number_of_decimals: 2,
      HPOS_enabled: true,
    },
    active_plugins: [],
  };
}
