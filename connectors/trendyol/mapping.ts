import { money } from '../../src/shared/connector/vendor/money';
import { clip, code, joined, keptText, plainText } from '../../src/shared/connector/vendor/text';
import { epochMs } from '../../src/shared/connector/vendor/time';
import { currencySchema, type Money, sumMoney } from '../../src/shared/domain/money';
import type { Address, OrderLineRecord, OrderRecord, PackageRecord } from '../../src/shared/domain/order';
import type { ProductRecord, VariantRecord } from '../../src/shared/domain/product';
import type {
  ApprovedProduct,
  ApprovedVariant,
  TrendyolAddress,
  TrendyolLine,
  TrendyolPackage,
  UnapprovedProduct,
} from './schema';
import { approvedStatus, isUnpacked, orderStatusOf } from './statuses';

/** Product prices carry no currency: without a store front the shop is the Turkish one. */
const SHOP_CURRENCY = 'TRY';
/** Epoch values of `orderDate` are shifted to GMT+3. */
const ORDER_DATE_SHIFT_MS = 3 * 3_600_000;

export function mapApproved(raw: ApprovedProduct): ProductRecord[] {
  return [
    {
      kind: 'product',
      key: raw.contentId,
      title: plainText(raw.title),
      brand: plainText(raw.brand?.name, 500),
      category: plainText(raw.category?.name, 1000),
      description: keptText(raw.description, 200_000),
      imageUrls: imageUrls(raw.images),
      modifiedAt: epochMs(raw.lastModifiedDate),
      variants: raw.variants.map((variant) => approvedVariant(variant, raw)),
    },
  ];
}

function approvedVariant(raw: ApprovedVariant, product: ApprovedProduct): VariantRecord {
  const barcode = code(raw.barcode);
  // The barcode is what unapproved rows, orders and stock writes name, so a product keeps its row when it is approved.
  const key = barcode ?? (raw.variantId ? `variant:${raw.variantId}` : null);
  if (key === null) throw new Error('variants.barcode: expected a barcode or a variant id');
  const options = optionsOf(raw.attributes);
  return {
    key,
    sku: code(raw.stockCode),
    barcode,
    title: options.length > 0 ? clip(options.map((option) => option.value).join(' / '), 2000) : null,
    options,
    price: money(raw.price?.salePrice, SHOP_CURRENCY, 'variants.price.salePrice'),
    listPrice: money(raw.price?.listPrice, SHOP_CURRENCY, 'variants.price.listPrice'),
    stock: whole(raw.stock?.quantity),
    vatRate: raw.vatRate,
    ...clippedStatus(approvedStatus(raw)),
    url: raw.productUrl,
    remoteIds: ids({
      variantId: raw.variantId,
      contentId: product.contentId,
      productMainId: product.productMainId,
    }),
    modifiedAt: latest([raw.sellerModifiedDate, raw.stock?.lastModifiedDate, raw.sellerCreatedDate]),
  };
}

function clippedStatus(told: ReturnType<typeof approvedStatus>): ReturnType<typeof approvedStatus> {
  return told.channelStatus === undefined ? told : { ...told, channelStatus: clip(told.channelStatus, 1000) };
}

export function mapUnapproved(raw: UnapprovedProduct): ProductRecord[] {
  const options = optionsOf(raw.attributes);
  const images = imageUrls(raw.media.length > 0 ? raw.media : raw.images);
  return [
    {
      kind: 'product',
      // There is no content id before the approval; the prefix keeps the seller's own id apart from content ids.
      key: `main:${raw.productMainId ?? raw.barcode}`,
      title: plainText(raw.title),
      brand: plainText(raw.brand?.name, 500),
      category: plainText(raw.category?.name, 1000),
      description: keptText(raw.description, 200_000),
      imageUrls: images,
      modifiedAt: epochMs(raw.lastUpdateDate),
      variants: [
        {
          key: raw.barcode,
          sku: code(raw.stockCode),
          barcode: raw.barcode,
          options,
          price: money(raw.salePrice, SHOP_CURRENCY, 'salePrice'),
          listPrice: money(raw.listPrice, SHOP_CURRENCY, 'listPrice'),
          stock: whole(raw.quantity),
          vatRate: raw.vatRate,
          ...unapprovedStatus(raw),
          remoteIds: ids({ productMainId: raw.productMainId }),
          modifiedAt: latest([raw.lastUpdateDate, raw.lastPriceChangeDate, raw.lastStockChangeDate]),
        },
      ],
    },
  ];
}

function unapprovedStatus(raw: UnapprovedProduct): Pick<VariantRecord, 'status' | 'channelStatus'> {
  const reasons = raw.rejectReasonDetails
    .map((one) => joined([one.rejectReason, one.rejectReasonDetail], ': '))
    .filter((reason) => reason !== null);
  const rejected = raw.status?.toLowerCase() === 'rejected' || (!raw.status && reasons.length > 0);
  const word = raw.status ?? (rejected ? 'rejected' : 'pendingApproval');
  return {
    status: rejected ? 'rejected' : 'pending',
    channelStatus: clip(reasons.length > 0 ? `${word}: ${reasons.join('; ')}` : word, 1000),
  };
}

export function mapPackage(raw: TrendyolPackage): OrderRecord[] {
  const currency = currencySchema.parse(
    (raw.currencyCode ?? raw.lines[0]?.currencyCode ?? 'TRY').trim().toUpperCase(),
  );
  const orderDate = epochMs(raw.orderDate);
  return [
    {
      kind: 'order',
      key: raw.orderNumber,
      number: raw.orderNumber,
      placedAt: typeof orderDate === 'number' ? orderDate - ORDER_DATE_SHIFT_MS : orderDate,
      modifiedAt: epochMs(raw.lastModifiedDate),
      dueAt: epochMs(raw.agreedDeliveryDate),
      currency,
      customerName: joined([raw.customerFirstName, raw.customerLastName]) ?? raw.shipmentAddress?.fullName,
      email: raw.customerEmail,
      phone: raw.shipmentAddress?.phone,
      shippingAddress: addressOf(raw.shipmentAddress),
      billingAddress: addressOf(raw.invoiceAddress, code(raw.taxNumber) ?? code(raw.identityNumber)),
      paymentMethod: raw.paymentMethod,
      remoteIds: ids({ customerId: raw.customerId }),
      packages: [packageOf(raw, currency)],
      packagesComplete: false,
    },
  ];
}

function packageOf(raw: TrendyolPackage, currency: string): PackageRecord {
  const key = raw.shipmentPackageId ?? raw.id;
  if (!key) throw new Error('shipmentPackageId: expected an id');
  const word = raw.status ?? raw.shipmentPackageStatus;
  return {
    key,
    status: orderStatusOf(word),
    channelStatus: word,
    modifiedAt: epochMs(raw.lastModifiedDate),
    replaces: raw.originPackageIds.filter((origin) => origin !== key),
    dissolved: isUnpacked(word),
    carrier: raw.cargoProviderName,
    trackingNumber: raw.cargoTrackingNumber,
    trackingUrl: raw.cargoTrackingLink,
    total: money(raw.packageTotalPrice ?? raw.totalPrice, currency, 'packageTotalPrice'),
    lines: raw.lines.map((line) => lineOf(line, currency)),
  };
}

function lineOf(raw: TrendyolLine, currency: string): OrderLineRecord {
  const key = raw.lineId ?? raw.id;
  if (!key) throw new Error('lines.lineId: expected an id');
  const barcode = code(raw.barcode);
  const unitPrice = money(raw.lineUnitPrice ?? raw.price, currency, 'lines.lineUnitPrice');
  return {
    key,
    sku: code(raw.stockCode ?? raw.merchantSku),
    barcode,
    title: plainText(raw.productName),
    quantity: Math.trunc(raw.quantity),
    unitPrice,
    total: lineTotal(raw, unitPrice, currency),
    discount: sumMoney(
      [
        money(raw.lineSellerDiscount ?? raw.discount, currency, 'lines.lineSellerDiscount'),
        money(raw.lineTyDiscount ?? raw.tyDiscount, currency, 'lines.lineTyDiscount'),
      ].filter((part) => part !== null && part !== undefined),
    ),
    vatRate: raw.vatRate ?? raw.vatBaseAmount,
    ...lineStatus(raw.orderLineItemStatusName),
    variantKey: barcode,
  };
}

function lineStatus(word: string | null | undefined): Pick<OrderLineRecord, 'status' | 'channelStatus'> {
  if (!word) return {};
  const status = orderStatusOf(word);
  // A line's word that the package does not know tells nothing more than the package itself.
  return status === 'unknown' ? { channelStatus: word } : { status, channelStatus: word };
}

/** One entry of discountDetails per piece tells each net price; else the net unit price counts for every piece. */
function lineTotal(
  raw: TrendyolLine,
  unitPrice: Money | null | undefined,
  currency: string,
): Money | null | undefined {
  if (raw.discountDetails.length === Math.trunc(raw.quantity)) {
    const pieces = raw.discountDetails.map((one) =>
      money(one.lineItemPrice, currency, 'lines.discountDetails'),
    );
    const told = pieces.filter((piece) => piece !== null && piece !== undefined);
    if (told.length === pieces.length && told.length > 0) return sumMoney(told);
  }
  return unitPrice ? { minor: unitPrice.minor * Math.trunc(raw.quantity), currency } : unitPrice;
}

function addressOf(raw: TrendyolAddress, taxNumber?: string | null): Address | null | undefined {
  if (raw === null || raw === undefined) return raw;
  return {
    name: raw.fullName ?? joined([raw.firstName, raw.lastName]),
    company: raw.company,
    line1: raw.address1 ?? raw.addressLines?.addressLine1 ?? raw.fullAddress,
    line2: raw.address2 ?? raw.addressLines?.addressLine2,
    neighborhood: raw.neighborhood,
    district: raw.district,
    city: raw.city,
    postalCode: raw.postalCode,
    country: raw.countryCode,
    phone: raw.phone,
    taxOffice: raw.taxOffice,
    taxNumber: code(raw.taxNumber) ?? taxNumber,
  };
}

function optionsOf(attributes: ApprovedVariant['attributes']): { name: string; value: string }[] {
  return attributes
    .map((one) => ({ name: plainText(one.attributeName, 200), value: plainText(one.attributeValue, 500) }))
    .flatMap(({ name, value }) => (name && value ? [{ name, value }] : []))
    .slice(0, 50);
}

function imageUrls(images: ApprovedProduct['images']): string[] {
  return images.flatMap((image) => (image.url ? [image.url] : [])).slice(0, 100);
}

function whole(value: number | null | undefined): number | null | undefined {
  return typeof value === 'number' ? Math.trunc(value) : value;
}

function latest(values: readonly (number | null | undefined)[]): number | undefined {
  const told = values.flatMap((value) => (value && value > 0 ? [value] : []));
  return told.length > 0 ? Math.max(...told) : undefined;
}

function ids(values: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}
