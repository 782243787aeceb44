import type { CatalogueEntry } from '../src/shared/connector/catalogue';
import type { ConnectorDefinition } from '../src/shared/connector/definition';
import { carriers, fulfilmentServices } from './catalogue/carriers';
import { erpPrograms } from './catalogue/erp';
import { accountingServices, eInvoiceServices } from './catalogue/invoicing';
import { globalMarketplaces, socialShops } from './catalogue/marketplaces-global';
import { pharmacyMarketplaces, priceComparisons, turkishMarketplaces } from './catalogue/marketplaces-turkey';
import { dataSources, messagingServices, migrationSources, paymentServices } from './catalogue/services';
import { ownModules, shopPlatforms } from './catalogue/shop-platforms';

/** Everything that can be connected now or is known by name. Data only: no connector's code comes with it. */
export const catalogue: readonly CatalogueEntry[] = [
  ...turkishMarketplaces,
  ...globalMarketplaces,
  ...pharmacyMarketplaces,
  ...shopPlatforms,
  ...socialShops,
  ...priceComparisons,
  ...carriers,
  ...fulfilmentServices,
  ...eInvoiceServices,
  ...accountingServices,
  ...erpPrograms,
  ...paymentServices,
  ...messagingServices,
  ...migrationSources,
  ...dataSources,
  ...ownModules,
];

const entriesById: ReadonlyMap<string, CatalogueEntry> = new Map(catalogue.map((entry) => [entry.id, entry]));

/** The entry with exactly this id. */
export function findEntry(id: string): CatalogueEntry | undefined {
  return entriesById.get(id);
}

/** Loads a connector's code when it is first used. One line per folder that holds a connector. */
export const connectorLoaders: Readonly<Record<string, () => Promise<{ connector: ConnectorDefinition }>>> = {
  trendyol: () => import('./trendyol/connector'),
  hepsiburada: () => import('./hepsiburada/connector'),
  woocommerce: () => import('./woocommerce/connector'),
  shopify: () => import('./shopify/connector'),
};
