import type { CatalogueProduct, CatalogueVariant } from '../kit/catalogue';
import { DAY_MS } from '../kit/marketplace';
import type { Customer } from '../kit/people';
import { Random } from '../kit/random';
import type {
  CatalogueStatus,
  HepsiburadaAddress,
  HepsiburadaCatalogueRow,
  HepsiburadaGoods,
  HepsiburadaLine,
  HepsiburadaListing,
} from './model';

/** One product in this many is not matched yet, one in this many has no catalogue row. */
const UNMATCHED_EVERY = 31;
const UNCATALOGUED_EVERY = 53;
/** A product whose index is a multiple of this is matched and catalogued. */
export const GIVEN_STRIDE = UNMATCHED_EVERY * UNCATALOGUED_EVERY;

export function goodsOf(product: CatalogueProduct, seed: number): HepsiburadaGoods[] {
  const random = new Random(seed).fork(`goods-${product.index}`);
  const unmatched = product.index % UNMATCHED_EVERY === UNMATCHED_EVERY - 1;
  const uncatalogued = product.index % UNCATALOGUED_EVERY === UNCATALOGUED_EVERY - 1;
  return product.variants.map((variant, position): HepsiburadaGoods => {
    const serial = product.index * 200 + position;
    const merchantSku = product.variants.length === 1 ? product.code : `${product.code}-${position + 1}`;
    const hbSku = unmatched ? null : `HBCV0000${serial.toString(36).toUpperCase().padStart(6, '0')}`;
    return {
      hbSku,
      merchantSku,
      vatRate: product.vatRate,
      listingUpdatedAt: variant.modifiedAt,
      ...(hbSku === null ? {} : { listing: listingOf(product, variant, hbSku, merchantSku, random) }),
      ...(uncatalogued ? {} : { catalogue: catalogueOf(product, variant, hbSku, merchantSku, random) }),
    };
  });
}

function listingOf(
  product: CatalogueProduct,
  variant: CatalogueVariant,
  hbSku: string,
  merchantSku: string,
  random: Random,
): HepsiburadaListing {
  const { oddity } = product;
  const closed = oddity === 'archived';
  const locked = oddity === 'locked';
  const made: HepsiburadaListing = {
    listingId: random.uuid(),
    uniqueIdentifier: `${hbSku}_${merchantSku}`,
    hepsiburadaSku: hbSku,
    merchantSku,
    price: Number(variant.price),
    availableStock: variant.stock,
    dispatchTime: random.integer(0, 3),
    cargoCompany1: 'hepsiJET',
    cargoCompany2: random.chance(0.5) ? 'Aras Kargo' : null,
    cargoCompany3: null,
    shippingAddressLabel: 'Depo-Şişli',
    shippingProfileName: random.chance(0.3) ? 'Standart' : null,
    claimAddressLabel: 'İade-Şişli',
    maximumPurchasableQuantity: 0,
    minimumPurchasableQuantity: 1,
    pricings: [],
    isSalable: !closed && !locked && variant.stock > 0,
    customizableProperties: [],
    deactivationReasons: closed ? ['DeactivatedByMerchant'] : variant.stock === 0 ? ['StockIsNotEnough'] : [],
    isSuspended: closed,
    isLocked: locked,
    lockReasons: locked ? ['PriceIsTooHigh'] : [],
    isFrozen: false,
    freezeReasons: [],
    availableWarehouses: [],
    isFulfilledByHB: random.chance(0.04),
    priceIncreaseDisabled: false,
    priceDecreaseDisabled: false,
    stockDecreaseDisabled: false,
    skuAfterSuspension: null,
    productId: `P${product.code}`,
    hasVariant: product.variants.length > 1,
  };
  if (oddity === 'missingFields') {
    delete made.availableWarehouses;
    delete made.skuAfterSuspension;
  }
  if (oddity === 'extraFields') made.deliveryBadge = 'yarın kapında';
  return made;
}

function catalogueOf(
  product: CatalogueProduct,
  variant: CatalogueVariant,
  hbSku: string | null,
  merchantSku: string,
  random: Random,
): HepsiburadaCatalogueRow {
  const { oddity } = product;
  const status = statusOf(product, hbSku, random);
  const made: HepsiburadaCatalogueRow = {
    merchantSku,
    barcode: variant.barcode === '' ? null : variant.barcode,
    hbSku,
    variantGroupId: product.code,
    productName: product.title,
    brand: oddity === 'nullFields' ? null : product.brand,
    images: product.images,
    categoryId: 18_000_000 + product.category.id,
    categoryName: product.category.name,
    tax: String(product.vatRate),
    price: variant.price.replace('.', ','),
    description: oddity === 'nullFields' ? null : product.description,
    status,
    baseAttributes: [
      { name: 'Garanti Süresi', value: '24', mandatory: true },
      { name: 'kg', value: '1', mandatory: false },
    ],
    variantTypeAttributes: variant.options.map(({ name, value }) => ({ name, value, mandatory: true })),
    productAttributes: [
      { name: 'Materyal', value: oddity === 'nullFields' ? null : 'Pamuk', mandatory: false },
    ],
    validationResults: [],
    rejectReasons: status === 'REJECTED' ? ['Görsel kurallara uygun değil'] : [],
    qualityScore: oddity === 'nullFields' ? null : random.integer(40, 100) / 10,
    qualityStatus: oddity === 'nullFields' ? null : 'GOOD',
  };
  if (oddity === 'missingFields') delete made.barcode;
  return made;
}

function statusOf(product: CatalogueProduct, hbSku: string | null, random: Random): CatalogueStatus {
  if (hbSku === null)
    return random.pick(['WAITING', 'PRE_MATCHED', 'REJECTED', 'MISSING_INFO', 'IN_EXTERNAL_PROGRESS']);
  if (product.oddity === 'locked') return 'BLOCKED';
  return random.chance(0.1) ? 'CREATED' : 'MATCHED';
}

export function lineOf(
  goods: HepsiburadaGoods,
  quantity: number,
  random: Random,
  at: number,
): HepsiburadaLine {
  const { listing, catalogue } = goods;
  if (listing === undefined) throw new Error(`${goods.merchantSku} has no listing, nobody can buy it`);
  const unitPrice = Math.round(listing.price * 100);
  return {
    id: random.uuid(),
    sku: listing.hepsiburadaSku,
    merchantSku: goods.merchantSku,
    listingId: listing.listingId,
    name: catalogue?.productName ?? listing.merchantSku,
    productBarcode: catalogue?.barcode ?? null,
    quantity,
    status: 'Open',
    unitPrice,
    hbUnitDiscount: random.chance(0.15) ? Math.floor(unitPrice * 0.05) : 0,
    merchantUnitDiscount: random.chance(0.2) ? Math.floor(unitPrice * 0.1) : 0,
    commissionRate: random.integer(8, 22),
    vatRate: goods.vatRate,
    statusChangedAt: at,
    packageNumber: null,
  };
}

export function addressOf(customer: Customer, countryCode: string, random: Random): HepsiburadaAddress {
  const { address } = customer;
  return {
    addressId: random.uuid(),
    name: `${customer.firstName} ${customer.lastName}`,
    address: address.line,
    district: address.neighbourhood,
    town: address.district,
    city: address.city,
    countryCode,
    postalCode: address.postalCode,
    phoneNumber: random.chance(0.03) ? null : customer.phone,
    email: customer.email,
  };
}

/** Moments of an order's life, in order, none later than now. */
export function lifeOf(
  placedAt: number,
  endedAt: number,
  now: number,
): { packed: number; shipped: number; ended: number } {
  const packed = Math.min(now, placedAt + 15 * 60_000);
  const shipped = Math.min(now, packed + DAY_MS);
  return { packed, shipped, ended: Math.min(now, Math.max(endedAt, shipped + 60_000)) };
}
