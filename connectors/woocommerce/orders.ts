import { money } from '../../src/shared/connector/vendor/money';
import { code, joined, keptText, plainText } from '../../src/shared/connector/vendor/text';
import { utcTime } from '../../src/shared/connector/vendor/time';
import { currencySchema, type Money, sumMoney } from '../../src/shared/domain/money';
import type { Address, OrderLineRecord, OrderRecord } from '../../src/shared/domain/order';
import type { WooAddress, WooLine, WooOrder } from './schema';
import { orderStatusOf } from './statuses';

type Amount = WooOrder['total'];

/** The shop answers every order whole; without a parcel plugin all its lines stand in one unnamed package. */
export function mapOrder(raw: WooOrder): OrderRecord[] {
  const currency = currencySchema.parse(raw.currency.trim().toUpperCase());
  const status = orderStatusOf(raw.status);
  return [
    {
      kind: 'order',
      key: raw.id,
      number: raw.number ?? raw.id,
      placedAt: utcTime(raw.date_created_gmt),
      modifiedAt: utcTime(raw.date_modified_gmt),
      status,
      channelStatus: raw.status.slice(0, 200),
      currency,
      total: money(raw.total, currency, 'total'),
      discount: added([raw.discount_total, raw.discount_tax], currency, 'discount_total'),
      shipping: added([raw.shipping_total, raw.shipping_tax], currency, 'shipping_total'),
      tax: money(raw.total_tax, currency, 'total_tax'),
      customerName: nameOf(raw.billing) ?? nameOf(raw.shipping),
      email: code(raw.billing?.email),
      phone: code(raw.billing?.phone),
      shippingAddress: addressOf(raw.shipping),
      billingAddress: addressOf(raw.billing),
      paymentMethod: plainText(raw.payment_method_title, 200),
      note: keptText(raw.customer_note, 10_000),
      packages: [
        {
          key: '',
          status,
          channelStatus: raw.status.slice(0, 200),
          lines: raw.line_items.map((line) => lineOf(line, raw.tax_lines, currency)),
        },
      ],
      packagesComplete: true,
    },
  ];
}

function lineOf(raw: WooLine, taxLines: WooOrder['tax_lines'], currency: string): OrderLineRecord {
  const quantity = Math.max(0, Math.round(raw.quantity));
  // Both amounts exclude tax, while a merchant and a customer speak of the price with tax.
  const total = added([raw.total, raw.total_tax], currency, 'line_items.total');
  const before = added([raw.subtotal, raw.subtotal_tax], currency, 'line_items.subtotal');
  return {
    key: raw.id,
    sku: code(raw.sku),
    barcode: code(raw.global_unique_id),
    title: plainText(raw.name),
    quantity,
    unitPrice: total && quantity > 0 ? { minor: Math.round(total.minor / quantity), currency } : undefined,
    total,
    discount: total && before ? { minor: before.minor - total.minor, currency } : undefined,
    vatRate: vatRateOf(raw, taxLines),
    variantKey: positive(raw.variation_id) ?? positive(raw.product_id),
  };
}

/** The rates of the taxes that were really charged on the line. */
function vatRateOf(raw: WooLine, taxLines: WooOrder['tax_lines']): number | undefined {
  const rates = raw.taxes
    .filter((tax) => tax.total !== null && tax.total !== undefined && tax.total !== '')
    .map((tax) => taxLines.find((line) => line.rate_id === tax.id)?.rate_percent);
  if (rates.length === 0 || rates.some((rate) => rate === null || rate === undefined)) return undefined;
  const sum = rates.reduce<number>((all, rate) => all + (rate ?? 0), 0);
  return sum <= 100 ? sum : undefined;
}

function added(parts: readonly Amount[], currency: string, field: string): Money | undefined {
  return sumMoney(parts.flatMap((part) => money(part, currency, field) ?? []));
}

/** Ids of things that are not there are 0. */
function positive(value: string | null | undefined): string | undefined {
  return value && value !== '0' ? value : undefined;
}

function nameOf(raw: WooAddress): string | null {
  return joined([raw?.first_name, raw?.last_name]) ?? joined([raw?.company]);
}

function addressOf(raw: WooAddress): Address | null | undefined {
  if (raw === null || raw === undefined) return raw;
  return {
    name: joined([raw.first_name, raw.last_name]),
    company: code(raw.company),
    line1: code(raw.address_1),
    line2: code(raw.address_2),
    city: code(raw.city),
    postalCode: code(raw.postcode),
    country: code(raw.country),
    phone: code(raw.phone),
    email: code(raw.email),
  };
}
