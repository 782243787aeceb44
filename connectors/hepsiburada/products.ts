import { money } from '../../src/shared/connector/vendor/money';
import { clip, code, joined, keptText, plainText } from '../../src/shared/connector/vendor/text';
import type { ProductRecord, VariantRecord } from '../../src/shared/domain/product';
import { skuKey } from './keys';
import type { CatalogueProduct, Listing } from './schema';
import { catalogueStatusOf, listingStatusOf } from './statuses';

const CURRENCY = 'TRY';

/** Price, stock and what hinders the sale; the title stands in the catalogue. */
export function mapListing(raw: Listing): ProductRecord[] {
  const key = skuKey(raw.merchantSku, raw.hepsiburadaSku);
  const told = listingStatusOf(raw);
  const reasons = reasonTexts([...raw.lockReasons, ...raw.freezeReasons, ...raw.deactivationReasons]);
  const price = typeof raw.price === 'object' ? raw.price?.amount : raw.price;
  return [
    {
      kind: 'product',
      key,
      variants: [
        {
          key,
          sku: code(raw.merchantSku),
          price: money(price, CURRENCY, 'price'),
          stock: typeof raw.availableStock === 'number' ? Math.trunc(raw.availableStock) : raw.availableStock,
          status: told.status,
          channelStatus:
            told.word === undefined ? undefined : clip(joined([told.word, reasons], ': ') ?? told.word, 1000),
          remoteIds: listingIds(raw),
        },
      ],
    },
  ];
}

function listingIds(raw: Listing): Record<string, string> {
  const ids = { hepsiburadaSku: raw.hepsiburadaSku, listingId: raw.listingId, productId: raw.productId };
  const told = Object.entries(ids).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  // Stock of what Hepsiburada keeps in its own depot must never be overwritten from here.
  return Object.fromEntries(raw.isFulfilledByHB ? [...told, ['fulfilment', 'hepsiburada'] as const] : told);
}

/** Title, brand, barcode and images; price and stock stand in the listing. */
export function mapCatalogueProduct(raw: CatalogueProduct): ProductRecord[] {
  const key = skuKey(raw.merchantSku, raw.hbSku);
  const word = raw.productStatus ?? raw.status;
  const status = catalogueStatusOf(word);
  const options = raw.variantTypeAttributes
    .map((one) => ({ name: plainText(one.name, 200), value: plainText(one.value, 500) }))
    .flatMap(({ name, value }) => (name && value ? [{ name, value }] : []))
    .slice(0, 50);
  return [
    {
      kind: 'product',
      key,
      title: plainText(raw.productName ?? raw.title ?? raw.name),
      brand: plainText(raw.brand, 500),
      category: plainText(raw.categoryName, 1000),
      description: keptText(raw.description, 200_000),
      imageUrls: raw.images.flatMap((image) => (image.url ? [image.url] : [])).slice(0, 100),
      status,
      variants: [
        {
          key,
          sku: code(raw.merchantSku),
          barcode: code(raw.barcode),
          options,
          title: options.length > 0 ? clip(options.map((option) => option.value).join(' / '), 2000) : null,
          vatRate: vatRateOf(raw.tax),
          ...unlistedStatus(status, word, reasonTexts(raw.rejectReasons)),
        },
      ],
    },
  ];
}

/** Before a product is matched it has no listing, so only then the catalogue speaks about the sale. */
function unlistedStatus(
  status: ProductRecord['status'],
  word: string | null | undefined,
  reasons: string | null,
): Pick<VariantRecord, 'status' | 'channelStatus'> {
  if (status !== 'pending' && status !== 'rejected') return {};
  return { status, channelStatus: clip(joined([word, reasons], ': ') ?? status, 1000) };
}

function vatRateOf(tax: string | null | undefined): number | undefined {
  const rate = Number(tax?.replace('%', '').replace(',', '.').trim() || Number.NaN);
  return rate >= 0 && rate <= 100 ? rate : undefined;
}

function reasonTexts(reasons: Listing['lockReasons']): string | null {
  const texts = reasons.map((one) =>
    typeof one === 'string' ? one : joined([one.name, one.reason, one.description, one.message], ' '),
  );
  return joined(texts, '; ');
}
