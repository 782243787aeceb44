import type { MapContext } from '../../src/shared/connector/definition';
import { money } from '../../src/shared/connector/vendor/money';
import { code, keptText, plainText } from '../../src/shared/connector/vendor/text';
import { istanbulTime } from '../../src/shared/connector/vendor/time';
import { currencySchema, type Money, sumMoney } from '../../src/shared/domain/money';
import type { Address, OrderLineRecord } from '../../src/shared/domain/order';
import { optionalSkuKey } from './keys';
import type { DetailLine, HepsiburadaAddress, Invoice, OpenLine, Package, PackageLine } from './schema';

type Price = OpenLine['unitPrice'];

export function lineOf(raw: OpenLine | DetailLine): OrderLineRecord {
  return {
    key: raw.id,
    sku: code(raw.merchantSku),
    barcode: code(raw.productBarcode),
    title: plainText(raw.name),
    quantity: Math.trunc(raw.quantity),
    unitPrice: priceOf(raw.unitPrice, 'unitPrice'),
    total: priceOf(raw.totalPrice, 'totalPrice'),
    discount: discountOf([raw.merchantDiscount?.totalPrice, raw.hbDiscount?.totalPrice]),
    vatRate: raw.vatRate,
    variantKey: optionalSkuKey(raw.merchantSku, raw.sku),
  };
}

export function packageLineOf(raw: PackageLine): OrderLineRecord {
  return {
    key: raw.lineItemId,
    sku: code(raw.merchantSku),
    barcode: code(raw.productBarcode),
    title: plainText(raw.productName),
    quantity: Math.trunc(raw.quantity),
    unitPrice: priceOf(raw.price, 'items.price'),
    total: priceOf(raw.totalPrice, 'items.totalPrice'),
    discount: discountOf([raw.totalMerchantDiscount, raw.totalHBDiscount]),
    vatRate: raw.vatRate,
    variantKey: optionalSkuKey(raw.merchantSku, raw.hbSku),
  };
}

export function priceOf(raw: Price, field: string): Money | null | undefined {
  if (raw === null || raw === undefined) return raw;
  return money(raw.amount, currencyOf(raw), field);
}

function discountOf(parts: readonly Price[]): Money | undefined {
  return sumMoney(parts.flatMap((part) => priceOf(part, 'discount') ?? []));
}

/** Lists that carry no price do not tell the currency either. */
export function toldCurrency(...prices: readonly Price[]): string | undefined {
  return prices.some((price) => price?.currency) ? currencyOf(...prices) : undefined;
}

/** "TL" and no word at all both mean the lira. */
function currencyOf(...prices: readonly Price[]): string {
  const word = prices
    .find((price) => price?.currency)
    ?.currency?.trim()
    .toUpperCase();
  return word === undefined || word === 'TL' ? 'TRY' : currencySchema.parse(word);
}

export function noteOf(raw: OpenLine['deliveryNote']): string | null | undefined {
  return keptText(typeof raw === 'object' ? raw?.value : raw, 10_000);
}

export function addressOf(raw: HepsiburadaAddress): Address | null | undefined {
  if (raw === null || raw === undefined) return raw;
  return {
    name: raw.name,
    line1: raw.address,
    line2: raw.directions,
    neighborhood: raw.district,
    district: raw.town,
    city: raw.city,
    postalCode: raw.postalCode,
    country: raw.countryCode,
    phone: raw.phoneNumber,
    email: raw.email,
  };
}

export function billingOf(raw: Invoice): Address | null | undefined {
  if (raw === null || raw === undefined) return raw;
  return {
    ...addressOf(raw.address),
    taxOffice: raw.taxOffice,
    taxNumber: code(raw.taxNumber) ?? code(raw.turkishIdentityNumber),
  };
}

export function packageShipping(raw: Package): Address {
  return {
    name: raw.recipientName ?? raw.customerName,
    line1: raw.shippingAddressDetail,
    neighborhood: raw.shippingDistrict,
    district: raw.shippingTown,
    city: raw.shippingCity,
    country: raw.shippingCountryCode,
    phone: raw.phoneNumber,
    email: raw.email,
  };
}

export function packageBilling(raw: Package): Address {
  return {
    name: raw.customerName,
    company: raw.companyName,
    line1: raw.billingAddress,
    neighborhood: raw.billingDistrict,
    district: raw.billingTown,
    city: raw.billingCity,
    postalCode: raw.billingPostalCode,
    country: raw.billingCountryCode,
    taxOffice: raw.taxOffice,
    taxNumber: code(raw.taxNumber) ?? code(raw.identityNo),
  };
}

/** Turkish time or UTC, and the channel's own delay: a row this much older than the last reading is read once more. */
const NEWS_MARGIN_MS = 6 * 3_600_000;

/** True for every row of a full run, and for the rows of a delta run that may be new since the last one. */
export function isNews(date: string | null | undefined, context: MapContext): boolean {
  if (context.since === undefined) return true;
  const told = istanbulTime(date);
  return told === null || told === undefined || told >= context.since - NEWS_MARGIN_MS;
}

export function cancelWord(by: string | null | undefined): string {
  return by ? `Cancelled: ${by}`.slice(0, 200) : 'Cancelled';
}
