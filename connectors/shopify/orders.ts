import type { MapContext } from '../../src/shared/connector/definition';
import { money } from '../../src/shared/connector/vendor/money';
import { code, joined, keptText, plainText } from '../../src/shared/connector/vendor/text';
import { utcTime } from '../../src/shared/connector/vendor/time';
import { currencySchema, type Money, sumMoney } from '../../src/shared/domain/money';
import {
  type Address,
  type OrderLineRecord,
  type OrderRecord,
  orderStatusSchema,
} from '../../src/shared/domain/order';
import type { MoneyBag, MoreLines, OrderOfFile, ShopifyAddress, ShopifyLine, ShopifyOrder } from './schema';
import { orderStatusOf } from './statuses';

type OrderFields = Omit<ShopifyOrder, 'lineItems'>;

export function mapOrder(raw: ShopifyOrder): OrderRecord[] {
  return [orderOf(raw, raw.lineItems.nodes, raw.lineItems.pageInfo?.hasNextPage !== true)];
}

export function mapOrderOfFile(raw: OrderOfFile): OrderRecord[] {
  return [orderOf(raw, raw.lines, true)];
}

export function moreLines(raw: ShopifyOrder): Record<string, string>[] {
  const { pageInfo } = raw.lineItems;
  return pageInfo?.hasNextPage && pageInfo.endCursor
    ? [{ id: raw.id, after: pageInfo.endCursor, status: orderStatusOf(raw), word: channelWord(raw) }]
    : [];
}

/** The lines after the first page of a long order; they join the package that the order's own answer made. */
export function mapMoreLines(raw: MoreLines, context: MapContext): OrderRecord[] {
  const currency = currencySchema.parse(raw.currencyCode);
  return [
    {
      kind: 'order',
      key: raw.id,
      number: raw.name,
      modifiedAt: utcTime(raw.updatedAt),
      currency,
      packages: [
        {
          key: '',
          status: orderStatusSchema.parse(context.parent?.status),
          channelStatus: context.parent?.word || undefined,
          lines: raw.lineItems.nodes.map((line) => lineOf(line, currency, raw.taxesIncluded === true)),
          linesComplete: false,
        },
      ],
      packagesComplete: false,
    },
  ];
}

/** Shopify's own two words, for a person to compare with the admin. */
function channelWord(raw: OrderFields): string {
  const cancelled = raw.cancelledAt ? 'CANCELLED' : null;
  return joined([cancelled, raw.displayFinancialStatus, raw.displayFulfillmentStatus], ' / ') ?? '';
}

function orderOf(raw: OrderFields, lines: readonly ShopifyLine[], linesComplete: boolean): OrderRecord {
  const currency = currencySchema.parse(raw.currencyCode);
  const status = orderStatusOf(raw);
  const channelStatus = channelWord(raw);
  const parcel = raw.fulfillments.findLast((one) => one.status !== 'CANCELLED');
  const [tracking] = parcel?.trackingInfo ?? [];
  return {
    kind: 'order',
    key: raw.id,
    number: raw.name,
    placedAt: utcTime(raw.processedAt ?? raw.createdAt),
    modifiedAt: utcTime(raw.updatedAt),
    status,
    channelStatus,
    currency,
    total: amountOf(raw.totalPriceSet, currency, 'totalPriceSet'),
    discount: amountOf(raw.totalDiscountsSet, currency, 'totalDiscountsSet'),
    shipping: amountOf(raw.totalShippingPriceSet, currency, 'totalShippingPriceSet'),
    tax: amountOf(raw.totalTaxSet, currency, 'totalTaxSet'),
    customerName: joined([raw.billingAddress?.name]) ?? joined([raw.shippingAddress?.name]),
    email: code(raw.email),
    phone: code(raw.phone) ?? code(raw.shippingAddress?.phone),
    shippingAddress: addressOf(raw.shippingAddress),
    billingAddress: addressOf(raw.billingAddress),
    paymentMethod: joined(raw.paymentGatewayNames, ', ')?.slice(0, 200),
    note: keptText(raw.note, 10_000),
    remoteIds: raw.legacyResourceId ? { legacyResourceId: raw.legacyResourceId } : undefined,
    packages: [
      {
        key: '',
        status,
        channelStatus,
        carrier: tracking?.company,
        trackingNumber: tracking?.number,
        trackingUrl: tracking?.url,
        lines: lines.map((line) => lineOf(line, currency, raw.taxesIncluded === true)),
        linesComplete,
      },
    ],
    packagesComplete: true,
  };
}

function lineOf(raw: ShopifyLine, currency: string, taxesIncluded: boolean): OrderLineRecord {
  const ordered = Math.trunc(raw.quantity);
  const left = Math.max(0, Math.trunc(raw.currentQuantity ?? ordered));
  const removed = left === 0 && ordered > 0;
  // Pieces taken off the order or sent back count no more; a line without any is kept, as removed.
  const quantity = removed ? ordered : Math.min(left, ordered);
  const unitPrice = amountOf(raw.originalUnitPriceSet, currency, 'lineItems.originalUnitPriceSet');
  const paidUnit = amountOf(
    raw.discountedUnitPriceAfterAllDiscountsSet,
    currency,
    'lineItems.discountedUnitPriceAfterAllDiscountsSet',
  );
  const paid = paidUnit && { minor: paidUnit.minor * quantity, currency };
  return {
    key: raw.id,
    sku: code(raw.sku),
    barcode: code(raw.variant?.barcode),
    title: plainText(raw.name),
    quantity,
    unitPrice,
    // Where the shop's prices exclude tax, the customer pays it on top.
    total: paid && (taxesIncluded ? paid : withTaxes(paid, raw, currency)),
    discount: paid && unitPrice ? { minor: unitPrice.minor * quantity - paid.minor, currency } : undefined,
    vatRate: vatRateOf(raw),
    ...(removed ? { status: 'cancelled', channelStatus: 'REMOVED' } : {}),
    variantKey: raw.variant?.id,
  };
}

function withTaxes(paid: Money, raw: ShopifyLine, currency: string): Money | undefined {
  return sumMoney([
    paid,
    ...raw.taxLines.flatMap((tax) => amountOf(tax.priceSet, currency, 'lineItems.taxLines') ?? []),
  ]);
}

/** Shopify writes 0.2 for 20 percent. */
function vatRateOf(raw: ShopifyLine): number | undefined {
  if (raw.taxLines.length === 0 || raw.taxLines.some((tax) => typeof tax.rate !== 'number')) return undefined;
  const percent = raw.taxLines.reduce((sum, tax) => sum + (tax.rate ?? 0), 0) * 100;
  return percent >= 0 && percent <= 100 ? Math.round(percent * 1000) / 1000 : undefined;
}

function amountOf(bag: MoneyBag, currency: string, field: string): Money | null | undefined {
  return money(bag?.shopMoney?.amount, currency, field);
}

function addressOf(raw: ShopifyAddress): Address | null | undefined {
  if (raw === null || raw === undefined) return raw;
  return {
    name: raw.name,
    company: raw.company,
    line1: raw.address1,
    line2: raw.address2,
    district: raw.province ? raw.city : undefined,
    city: raw.province ?? raw.city,
    postalCode: raw.zip,
    country: raw.countryCodeV2,
    phone: raw.phone,
  };
}
