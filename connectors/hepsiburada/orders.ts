import type { MapContext } from '../../src/shared/connector/definition';
import { code, plainText } from '../../src/shared/connector/vendor/text';
import { istanbulTime } from '../../src/shared/connector/vendor/time';
import type { OrderLineRecord, OrderRecord, OrderStatus, PackageRecord } from '../../src/shared/domain/order';
import { optionalSkuKey } from './keys';
import {
  addressOf,
  billingOf,
  cancelWord,
  isNews,
  lineOf,
  noteOf,
  packageBilling,
  packageLineOf,
  packageShipping,
  priceOf,
  toldCurrency,
} from './order-values';
import type {
  AwaitingLine,
  CancelledLine,
  OpenLine,
  Package,
  PackageLine,
  PackageNumbers,
  Unpacked,
} from './schema';
import { isUnpacked, lineStatusOf, packageStatusOf } from './statuses';

/*
 * No list of Hepsiburada is a whole order, and none tells when a parcel changed: every answer adds lines or a state, and the
 * time of reading decides which is newer. That is why modifiedAt stays empty here.
 */

/** A line waiting for packing: it stands in no parcel. */
export function mapOpenLine(raw: OpenLine): OrderRecord[] {
  const status = lineStatusOf(raw.status ?? 'Open');
  const line = { ...lineOf(raw), status, channelStatus: raw.status };
  const pool: PackageRecord = {
    key: '',
    status,
    channelStatus: raw.status,
    lines: [line],
    linesComplete: false,
  };
  // A line that came back from a parcel may still name it: that parcel is no more.
  const takenApart = isUnpacked(raw.status) && raw.packageNumber ? [dissolved(raw.packageNumber)] : [];
  return [
    {
      ...orderHead(raw.orderNumber, toldCurrency(raw.totalPrice, raw.unitPrice)),
      placedAt: istanbulTime(raw.orderDate),
      dueAt: istanbulTime(raw.dueDate),
      customerName: raw.customerName ?? raw.shippingAddress?.name,
      email: raw.shippingAddress?.email,
      phone: raw.shippingAddress?.phoneNumber,
      shippingAddress: addressOf(raw.shippingAddress),
      billingAddress: billingOf(raw.invoice),
      note: noteOf(raw.deliveryNote),
      packages: [...takenApart, pool],
    },
  ];
}

/** A line whose payment is not settled: reserve, do not ship. The list tells no price. */
export function mapAwaitingLine(raw: AwaitingLine): OrderRecord[] {
  const line: OrderLineRecord = {
    key: raw.id,
    sku: code(raw.merchantSku),
    title: plainText(raw.name),
    quantity: Math.trunc(raw.quantity),
    status: 'awaiting',
    channelStatus: 'PaymentAwaiting',
    variantKey: optionalSkuKey(raw.merchantSku, raw.sku),
  };
  return [
    {
      ...orderHead(raw.orderNumber, undefined),
      placedAt: istanbulTime(raw.orderDate),
      packages: [
        {
          key: '',
          status: 'awaiting',
          channelStatus: 'PaymentAwaiting',
          lines: [line],
          linesComplete: false,
        },
      ],
    },
  ];
}

/** A parcel with its lines. It may hold lines of several orders of one customer: one record for each. */
export function mapPackage(raw: Package): OrderRecord[] {
  const byOrder = new Map<string, PackageLine[]>();
  for (const item of raw.items) {
    const orderNumber = item.orderNumber ?? raw.orderNumber;
    if (!orderNumber) throw new Error('items.orderNumber: expected an order number');
    byOrder.set(orderNumber, [...(byOrder.get(orderNumber) ?? []), item]);
  }
  return [...byOrder].map(([orderNumber, items]) => {
    const [first] = items;
    return {
      ...orderHead(orderNumber, toldCurrency(raw.totalPrice, first?.totalPrice, first?.price)),
      placedAt: istanbulTime(first?.orderDate ?? raw.orderDate),
      dueAt: istanbulTime(raw.dueDate),
      customerName: raw.customerName ?? raw.recipientName,
      email: raw.email,
      phone: raw.phoneNumber,
      shippingAddress: packageShipping(raw),
      billingAddress: packageBilling(raw),
      packages: [
        {
          key: raw.packageNumber,
          status: packageStatusOf(raw.status ?? 'Open'),
          channelStatus: raw.status,
          dissolved: isUnpacked(raw.status) || Boolean(istanbulTime(raw.unpackedDate)),
          carrier: raw.cargoCompany,
          trackingNumber: code(raw.barcode),
          // The parcel's total is the order's only when the parcel is for this order alone.
          total: byOrder.size === 1 ? priceOf(raw.totalPrice, 'totalPrice') : undefined,
          lines: items.map(packageLineOf),
          linesMove: true,
        },
      ],
    };
  });
}

/** Parcels whose rows give numbers only: the state is news, the lines are known from elsewhere. */
export function mapPackageNumbers(status: OrderStatus, word: string): (raw: PackageNumbers) => OrderRecord[] {
  return (raw) =>
    orderNumbersOf(raw).map((orderNumber) => ({
      ...orderHead(orderNumber, undefined),
      packages: [
        {
          key: raw.packageNumber,
          status,
          channelStatus: word,
          trackingNumber: code(raw.barcode),
          lines: [],
          linesComplete: false,
        },
      ],
    }));
}

export function mapUnpacked(raw: Unpacked): OrderRecord[] {
  const numbers = new Set([...orderNumbersOf(raw), ...raw.items.flatMap((item) => item.orderNumber ?? [])]);
  // Rows without an order number cannot be told to an order; its lines come back in the list of open lines.
  return [...numbers].map((orderNumber) => ({
    ...orderHead(orderNumber, undefined),
    packages: [dissolved(raw.packageNumber)],
  }));
}

/** Where the order's detail follows it tells more of the line than this row does. */
export function mapCancelledLine(raw: CancelledLine, context: MapContext): OrderRecord[] {
  const line: OrderLineRecord = {
    key: raw.lineItemId,
    sku: code(raw.merchantSku),
    quantity: Math.trunc(raw.quantity),
    variantKey: optionalSkuKey(raw.merchantSku, raw.sku),
  };
  return [
    {
      ...orderHead(raw.orderNumber, undefined),
      packages: [],
      lineUpdates: [
        {
          key: raw.lineItemId,
          status: 'cancelled',
          channelStatus: cancelWord(raw.cancelledBy),
          line: isNews(raw.cancelDate, context) ? undefined : line,
        },
      ],
    },
  ];
}

export function orderHead(orderNumber: string, currency: string | undefined) {
  return { kind: 'order', key: orderNumber, number: orderNumber, currency, packagesComplete: false } as const;
}

function dissolved(packageNumber: string): PackageRecord {
  return {
    key: packageNumber,
    status: 'cancelled',
    channelStatus: 'Unpacked',
    dissolved: true,
    lines: [],
    linesComplete: false,
  };
}

export function orderNumbersOf(raw: {
  orderNumber?: string | null;
  orderNumbers: readonly string[];
}): string[] {
  return [...new Set([...(raw.orderNumber ? [raw.orderNumber] : []), ...raw.orderNumbers])];
}
