import { type Answer, json } from '../kit/answer';
import { BadQuery, readInteger, readList } from '../kit/query';
import type { MarketplaceRequest } from '../kit/request';
import { SelectionCache } from '../kit/selection';
import type { HepsiburadaGoodsData } from './goods-data';
import type { HepsiburadaGoods } from './model';
import { readIso } from './time';

const LIMIT_MAX = 5000;
const SKUS_MAX = 50;

/** listing-external: where stock and price live. https://developers.hepsiburada.com (Listeleme Entegrasyonu) */
export class ListingService {
  private readonly cache = new SelectionCache<HepsiburadaGoods>();

  constructor(private readonly data: HepsiburadaGoodsData) {}

  list({ query }: MarketplaceRequest): Answer {
    const offset = readInteger(query, 'offset', { min: 0 });
    const limit = readInteger(query, 'limit', { min: 1, max: LIMIT_MAX });
    if (offset === undefined || limit === undefined) throw new BadQuery('offset and limit are mandatory');
    const key = [...query].filter(([name]) => name !== 'offset' && name !== 'limit').join('&');
    const found = this.cache.get(this.data.goodsVersion, key, () => this.select(query));
    return json(200, {
      listings: found.slice(offset, offset + limit).map((goods) => goods.listing),
      totalCount: found.length,
      limit,
      offset,
    });
  }

  private select(query: URLSearchParams): HepsiburadaGoods[] {
    const hbSkus = new Set(readList(query, 'hbSkuList', SKUS_MAX));
    const merchantSkus = new Set(readList(query, 'merchantSkuList', SKUS_MAX));
    const productId = query.get('productId');
    const start = readIso(query, 'updateStartDate');
    const end = readIso(query, 'updateEndDate');
    const salable = wants(query, 'salableListings', 'salable-listings');
    const notSalable = wants(query, 'notsalableListings', 'notsalable-listings');
    return [...this.data.goods.values()].filter(({ listing, listingUpdatedAt }) => {
      if (listing === undefined) return false;
      return (
        (hbSkus.size === 0 || hbSkus.has(listing.hepsiburadaSku)) &&
        (merchantSkus.size === 0 || merchantSkus.has(listing.merchantSku)) &&
        (productId === null || listing.productId === productId) &&
        (start === undefined || listingUpdatedAt >= start) &&
        (end === undefined || listingUpdatedAt <= end) &&
        (!salable || listing.isSalable) &&
        (!notSalable || !listing.isSalable)
      );
    });
  }
}

/** The notes and the documents spell these two filters differently. */
const wants = (query: URLSearchParams, ...names: string[]): boolean =>
  names.some((name) => query.get(name)?.toLowerCase() === 'true');
