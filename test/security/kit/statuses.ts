import { catalogueStatusOf, lineStatusOf, packageStatusOf } from '../../../connectors/hepsiburada/statuses';
import { listingStatusOf as shopifyListing } from '../../../connectors/shopify/statuses';
import { orderStatusOf as trendyolOrder } from '../../../connectors/trendyol/statuses';
import {
  listingStatusOf as wooListing,
  orderStatusOf as wooOrder,
} from '../../../connectors/woocommerce/statuses';

/** Every table that a channel's own word is looked up in. */
export const statusReaders: readonly ((word: string) => unknown)[] = [
  catalogueStatusOf,
  lineStatusOf,
  packageStatusOf,
  shopifyListing,
  trendyolOrder,
  wooListing,
  wooOrder,
];
