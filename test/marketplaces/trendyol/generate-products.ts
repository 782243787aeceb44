import type { CatalogueProduct, CatalogueVariant } from '../kit/catalogue';
import type { Random } from '../kit/random';
import type { TrendyolAttribute, TrendyolContent, TrendyolUnapproved, TrendyolVariant } from './model';

const REJECTIONS = [
  { rejectReason: 'Hatalı Marka Bilgisi', rejectReasonDetail: 'Marka görselle uyuşmuyor.' },
  { rejectReason: 'Zorunlu Ürün Özellik Değeri Eksik/Yanlış', rejectReasonDetail: 'Beden bilgisi eksik.' },
] as const;

const ATTRIBUTE_IDS: Readonly<Record<string, number>> = { Renk: 47, Beden: 338, Boyut: 293 };

export function brandId(name: string): number {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 900_000;
  return 1000 + hash;
}

function attribute(name: string, value: string): TrendyolAttribute {
  return { attributeId: ATTRIBUTE_IDS[name] ?? 999, attributeName: name, attributeValue: value };
}

export function contentOf(product: CatalogueProduct, contentId: number, sellerId: number): TrendyolContent {
  const { oddity } = product;
  return {
    contentId,
    productMainId: product.code,
    brand: { id: brandId(product.brand), name: product.brand },
    category: { id: product.category.id, name: product.category.name },
    creationDate: product.createdAt,
    lastModifiedDate: product.modifiedAt,
    lastModifiedBy: 'icerik@example.com',
    title: product.title,
    description: oddity === 'nullFields' ? null : product.description,
    images: product.images.map((url) => ({ url })),
    attributes: [
      { attributeId: 14, attributeName: 'Materyal', attributeValueId: 5, attributeValue: 'Diğer' },
    ],
    variants: product.variants.map((variant, position) =>
      variantOf(product, variant, position, contentId, sellerId),
    ),
  };
}

function variantOf(
  product: CatalogueProduct,
  variant: CatalogueVariant,
  position: number,
  contentId: number,
  sellerId: number,
): TrendyolVariant {
  const { oddity } = product;
  const archived = oddity === 'archived';
  const locked = oddity === 'locked';
  const made: TrendyolVariant = {
    variantId: contentId * 200 + position,
    supplierId: sellerId,
    barcode: trendyolBarcode(product, variant, position),
    attributes: variant.options.map(({ name, value }) => attribute(name, value)),
    productUrl: `https://www.trendyol.com/urun-p-${contentId}?merchantId=${sellerId}`,
    onSale: !archived && !locked && variant.stock > 0,
    deliveryOptions: {
      deliveryDuration: oddity === 'nullFields' ? null : 1,
      isRushDelivery: false,
      fastDeliveryOptions: [],
    },
    stock: { quantity: variant.stock, lastModifiedDate: variant.modifiedAt },
    price: {
      salePrice: Number(variant.price),
      listPrice: Number(variant.listPrice),
      priceSeenByCustomer: Number(variant.price),
    },
    stockCode: oddity === 'nullFields' ? null : variant.sku,
    vatRate: product.vatRate,
    sellerCreatedDate: variant.createdAt,
    sellerModifiedDate: variant.modifiedAt,
    locked,
    lockReason: locked ? 'Fiyat kilidi' : null,
    lockDate: locked ? variant.modifiedAt : null,
    archived,
    archivedDate: archived ? variant.modifiedAt : null,
    docNeeded: false,
    hasViolation: false,
    blacklisted: locked && position > 0,
    origin: oddity === 'nullFields' ? null : 'TR',
    cargoProviders: ['TEXMP', 'ARASMP'],
    channels: ['TRENDYOL'],
  };
  if (oddity === 'missingFields') {
    made.stock = { lastModifiedDate: null };
    delete made.origin;
    delete made.cargoProviders;
    delete made.channels;
    delete made.price.priceSeenByCustomer;
  }
  if (oddity === 'extraFields') made.experimentBucket = 'B';
  return made;
}

/** A listing always has a barcode here: where the merchant had none, Trendyol's sellers invent one. */
function trendyolBarcode(product: CatalogueProduct, variant: CatalogueVariant, position: number): string {
  return variant.barcode === '' ? `${product.code}.${position}` : variant.barcode;
}

export function unapprovedOf(
  product: CatalogueProduct,
  sellerId: number,
  random: Random,
): TrendyolUnapproved[] {
  const state = random.chance(0.5) ? 'rejected' : 'pendingApproval';
  return product.variants.map((variant, position) => ({
    supplierId: sellerId,
    productMainId: product.code,
    createDateTime: variant.createdAt,
    lastUpdateDate: variant.modifiedAt,
    lastPriceChangeDate: product.oddity === 'nullFields' ? null : variant.modifiedAt,
    lastStockChangeDate: product.oddity === 'nullFields' ? null : variant.modifiedAt,
    brand: { id: brandId(product.brand), name: product.brand },
    category: { id: product.category.id, name: product.category.name },
    barcode: trendyolBarcode(product, variant, position),
    title: product.title,
    description: product.description,
    quantity: variant.stock,
    listPrice: Number(variant.listPrice),
    salePrice: Number(variant.price),
    vatRate: product.vatRate,
    dimensionalWeight: 1,
    stockCode: variant.sku,
    media: product.images.map((url) => ({ url })),
    attributes: variant.options.map(({ name, value }) => attribute(name, value)),
    rejectReasonDetails: state === 'rejected' ? [random.pick(REJECTIONS)] : [],
    locationBasedDelivery: null,
    lotNumber: null,
    state,
  }));
}
