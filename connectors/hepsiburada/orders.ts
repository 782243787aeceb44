import type { MapContext } from '../../src/shared/connector/definition';
import { code, plainText } from '../../src/shared/connector/vendor/text';
import { istanbulTime } from '../../src/shared/connector/vendor/time';
import type { OrderLineRecord, OrderRecord, OrderStatus, PackageRecord } from '../../src/shared/domain/order';
import { optionalSkuKey } from './keys';
import {
  addressOf,
  billingOf,
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
  DetailLine,
  OpenLine,
  OrderDetail,
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

/** Which orders to read in full for a row that gives numbers only. */
export function detailBindings(status: OrderStatus, word: string) {
  return (raw: PackageNumbers): Record<string, string>[] =>
    orderNumbersOf(raw).map((orderNumber) => ({
      orderNumber,
      packageNumber: raw.packageNumber,
      status,
      word,
    }));
}

/** The order behind such a row: who bought, and the lines of that parcel. Other parcels have rows of their own. */
export function mapPackageDetail(raw: OrderDetail, context: MapContext): OrderRecord[] {
  const { orderNumber, packageNumber, word } = bindingOf(context, ['orderNumber', 'packageNumber', 'word']);
  const status = lineStatusOf(word);
  const inParcel = raw.items.filter((item) => item.packageNumber === packageNumber);
  // Without parcel numbers nothing tells which line lies in which parcel: the state still reaches the lines.
  const loose = raw.items.some((item) => item.packageNumber)
    ? []
    : raw.items.filter((item) => !isCancelled(item));
  return [
    {
      ...detailHead(raw, orderNumber),
      packages: [
        {
          key: packageNumber,
          status,
          channelStatus: word,
          lines: inParcel.filter((item) => !isCancelled(item)).map((item) => lineOf(item)),
          linesComplete: false,
        },
      ],
      lineUpdates: [
        ...loose.map((item) => ({ key: item.id, status, channelStatus: word, line: lineOf(item) })),
        ...raw.items.filter(isCancelled).map(cancelledUpdate),
      ],
    },
  ];
}

export function mapUnpacked(raw: Unpacked): OrderRecord[] {
  const numbers = new Set([...orderNumbersOf(raw), ...raw.items.flatMap((item) => item.orderNumber ?? [])]);
  // Rows without an order number cannot be told to an order; its lines come back in the list of open lines.
  return [...numbers].map((orderNumber) => ({
    ...orderHead(orderNumber, undefined),
    packages: [dissolved(raw.packageNumber)],
  }));
}

export function mapCancelledLine(raw: CancelledLine): OrderRecord[] {
  return [cancelledOrder(raw, true)];
}

/** In a full run the order's detail follows and tells more of the line than this row does. */
export function mapCancelledBeforeDetail(raw: CancelledLine): OrderRecord[] {
  return [cancelledOrder(raw, false)];
}

function cancelledOrder(raw: CancelledLine, withLine: boolean): OrderRecord {
  const line: OrderLineRecord = {
    key: raw.lineItemId,
    sku: code(raw.merchantSku),
    quantity: Math.trunc(raw.quantity),
    variantKey: optionalSkuKey(raw.merchantSku, raw.sku),
  };
  return {
    ...orderHead(raw.orderNumber, undefined),
    packages: [],
    lineUpdates: [
      {
        key: raw.lineItemId,
        status: 'cancelled',
        channelStatus: cancelWord(raw.cancelledBy),
        line: withLine ? line : undefined,
      },
    ],
  };
}

export function cancelledBindings(raw: CancelledLine): Record<string, string>[] {
  return [
    {
      orderNumber: raw.orderNumber,
      lineItemId: raw.lineItemId,
      quantity: String(Math.trunc(raw.quantity)),
      sku: raw.merchantSku ?? '',
      hbSku: raw.sku ?? '',
      cancelledBy: raw.cancelledBy ?? '',
    },
  ];
}

export function mapCancelledDetail(raw: OrderDetail, context: MapContext): OrderRecord[] {
  const bound = bindingOf(context, ['orderNumber', 'lineItemId', 'quantity', 'sku', 'hbSku', 'cancelledBy']);
  const item = raw.items.find((one) => one.id === bound.lineItemId);
  const line: OrderLineRecord = item
    ? lineOf(item)
    : {
        key: bound.lineItemId,
        sku: code(bound.sku),
        quantity: Number(bound.quantity),
        variantKey: optionalSkuKey(bound.sku, bound.hbSku),
      };
  return [
    {
      ...detailHead(raw, bound.orderNumber),
      packages: [],
      lineUpdates: [
        { key: line.key, status: 'cancelled', channelStatus: cancelWord(bound.cancelledBy), line },
      ],
    },
  ];
}

function cancelWord(by: string | null | undefined): string {
  return by ? `Cancelled: ${by}`.slice(0, 200) : 'Cancelled';
}

function isCancelled(item: DetailLine): boolean {
  return lineStatusOf(item.status) === 'cancelled';
}

function cancelledUpdate(item: DetailLine) {
  return { key: item.id, status: 'cancelled' as const, channelStatus: item.status, line: lineOf(item) };
}

function bindingOf<Name extends string>(context: MapContext, names: readonly Name[]): Record<Name, string> {
  const read = names.map((name) => {
    const value = context.parent?.[name];
    if (value === undefined) throw new Error(`parent.${name}: expected a value`);
    return [name, value] as const;
  });
  return Object.fromEntries(read) as Record<Name, string>;
}

function orderHead(orderNumber: string, currency: string | undefined) {
  return { kind: 'order', key: orderNumber, number: orderNumber, currency, packagesComplete: false } as const;
}

function detailHead(raw: OrderDetail, orderNumber: string) {
  const [first] = raw.items;
  return {
    ...orderHead(orderNumber, toldCurrency(first?.totalPrice, first?.unitPrice)),
    placedAt: istanbulTime(raw.orderDate),
    dueAt: istanbulTime(first?.dueDate),
    customerName: raw.customer?.name ?? raw.deliveryAddress?.name,
    email: raw.deliveryAddress?.email,
    phone: raw.deliveryAddress?.phoneNumber,
    shippingAddress: addressOf(raw.deliveryAddress),
    billingAddress: billingOf(raw.invoice),
    note: noteOf(raw.orderNote),
  };
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

function orderNumbersOf(raw: { orderNumber?: string | null; orderNumbers: readonly string[] }): string[] {
  return [...new Set([...(raw.orderNumber ? [raw.orderNumber] : []), ...raw.orderNumbers])];
}
