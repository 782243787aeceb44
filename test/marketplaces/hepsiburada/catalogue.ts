import { type Answer, json } from '../kit/answer';
import { readInteger } from '../kit/query';
import type { MarketplaceRequest } from '../kit/request';
import { SelectionCache } from '../kit/selection';
import type { HepsiburadaGoodsData } from './goods-data';
import { CATALOGUE_STATUSES, type HepsiburadaCatalogueRow } from './model';
import { refusal } from './refusals';

const SIZE_DEFAULT = 1000;
const SIZE_MAX = 1000;

/** MPOP: titles, brands, images, attributes; no stock, and no time of change. */
export class CatalogueService {
  private readonly cache = new SelectionCache<HepsiburadaCatalogueRow>();

  constructor(private readonly data: HepsiburadaGoodsData) {}

  /** https://developers.hepsiburada.com (Mağaza Bazlı Ürün Bilgisi Listeleme) */
  all({ query }: MarketplaceRequest): Answer {
    const barcode = query.get('barcode');
    const merchantSku = query.get('merchantSku');
    const hbSku = query.get('hbSku');
    const found = this.cache.get(this.data.goodsVersion, `all ${barcode} ${merchantSku} ${hbSku}`, () =>
      this.data
        .catalogue()
        .filter(
          (row) =>
            (barcode === null || row.barcode === barcode) &&
            (merchantSku === null || row.merchantSku === merchantSku) &&
            (hbSku === null || row.hbSku === hbSku),
        ),
    );
    return page(query, found, (row) => row);
  }

  /** A missing or wrong status is an HTTP 500 here, not a 400. */
  byStatus({ query }: MarketplaceRequest): Answer {
    const status = CATALOGUE_STATUSES.find((known) => known === query.get('productStatus'));
    if (status === undefined) return refusal('catalogue', 500, 'Internal Server Error');
    if (query.get('merchantId') !== this.data.merchantId) return refusal('catalogue', 403, 'Forbidden');
    const found = this.cache.get(this.data.goodsVersion, `status ${status}`, () =>
      this.data.catalogue().filter((row) => row.status === status),
    );
    return page(query, found, (row) => ({
      merchant: this.data.merchantId,
      merchantSku: row.merchantSku,
      hbSku: row.hbSku,
      barcode: row.barcode,
      productStatus: row.status,
      productName: row.productName,
      variantGroupId: row.variantGroupId,
      categoryId: row.categoryId,
      taskDetails: [],
      validationResults: row.validationResults,
      rejectReasonsMessages: row.rejectReasons,
      matchedHbProductInfo: [],
      qualityScore: row.qualityScore,
      qualityStatus: row.qualityStatus,
    }));
  }
}

/** Nothing found is a 200 with success false. */
function page(
  query: URLSearchParams,
  found: readonly HepsiburadaCatalogueRow[],
  render: (row: HepsiburadaCatalogueRow) => unknown,
): Answer {
  const size = Math.min(readInteger(query, 'size', { min: 1 }) ?? SIZE_DEFAULT, SIZE_MAX);
  const number = readInteger(query, 'page', { min: 0 }) ?? 0;
  const rows = found.slice(number * size, (number + 1) * size);
  const totalPages = Math.ceil(found.length / size);
  const success = rows.length > 0;
  return json(200, {
    success,
    code: success ? 0 : 404,
    version: 1,
    message: success ? null : 'Ürün bulunamadı',
    totalElements: success ? found.length : 0,
    totalPages: success ? totalPages : 0,
    number,
    numberOfElements: rows.length,
    first: number === 0,
    last: number >= totalPages - 1,
    data: rows.map(render),
  });
}
