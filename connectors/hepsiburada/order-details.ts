import type { MapContext } from '../../src/shared/connector/definition';
import { code } from '../../src/shared/connector/vendor/text';
import { istanbulTime } from '../../src/shared/connector/vendor/time';
import type { LineUpdate, OrderLineRecord, OrderRecord, OrderStatus } from '../../src/shared/domain/order';
import { optionalSkuKey } from './keys';
import { addressOf, billingOf, cancelWord, isNews, lineOf, noteOf, toldCurrency } from './order-values';
import { orderHead, orderNumbersOf } from './orders';
import type {
  AwaitingLine,
  CancelledLine,
  DetailLine,
  OpenLine,
  OrderDetail,
  Package,
  PackageNumbers,
} from './schema';
import { lineStatusOf } from './statuses';

type Binding = Record<string, string>;

/** The orders behind a row that gives numbers only; in a delta run those of rows that are news. */
export function detailBindings(status: OrderStatus, word: string) {
  return (raw: PackageNumbers, context: MapContext): Binding[] => {
    if (!isNews(raw.deliveredDate ?? raw.undeliveredDate ?? raw.shippedDate, context)) return [];
    const { packageNumber } = raw;
    return orderNumbersOf(raw).map((orderNumber) => ({ orderNumber, packageNumber, status, word }));
  };
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
          lines: inParcel.filter((item) => !isCancelled(item)).map(lineOf),
          linesComplete: false,
          linesMove: true,
        },
      ],
      lineUpdates: [
        ...loose.map((item) => ({ key: item.id, status, channelStatus: word, line: lineOf(item) })),
        ...cancelledUpdates(raw),
      ],
    },
  ];
}

/** In a full run: an order that is still open may have lines cancelled longer ago than the list of cancelled lines tells. */
export function openBindings(raw: OpenLine, context: MapContext): Binding[] {
  return context.since === undefined ? [{ orderNumber: raw.orderNumber }] : [];
}

export function packageBindings(raw: Package, context: MapContext): Binding[] {
  if (context.since !== undefined) return [];
  const numbers = raw.items.flatMap((item) => item.orderNumber ?? raw.orderNumber ?? []);
  return [...new Set(numbers)].map((orderNumber) => ({ orderNumber }));
}

export function mapCancelledOfOrder(raw: OrderDetail, context: MapContext): OrderRecord[] {
  const { orderNumber } = bindingOf(context, ['orderNumber']);
  const lineUpdates = cancelledUpdates(raw);
  return lineUpdates.length === 0 ? [] : [{ ...detailHead(raw, orderNumber), packages: [], lineUpdates }];
}

/** The whole order as its detail tells it: lines in no parcel, parcels with their lines, and what was cancelled. */
export function mapWholeOrder(raw: OrderDetail): OrderRecord[] {
  const orderNumber = raw.orderNumber;
  if (!orderNumber) throw new Error('orderNumber: expected an order number');
  const parcels = new Map<string, DetailLine[]>();
  for (const item of raw.items.filter((one) => !isCancelled(one))) {
    const key = item.packageNumber ?? '';
    parcels.set(key, [...(parcels.get(key) ?? []), item]);
  }
  return [
    {
      ...detailHead(raw, orderNumber),
      packages: [...parcels].map(([key, items]) => ({
        key,
        status: lineStatusOf(items[0]?.status),
        channelStatus: items[0]?.status,
        lines: items.map((item) =>
          key === ''
            ? { ...lineOf(item), status: lineStatusOf(item.status), channelStatus: item.status }
            : lineOf(item),
        ),
        linesComplete: false,
        ...(key === '' ? {} : { linesMove: true }),
      })),
      lineUpdates: cancelledUpdates(raw),
    },
  ];
}

export function awaitingBindings(raw: AwaitingLine): Binding[] {
  return [{ orderNumber: raw.orderNumber, lineItemId: raw.id }];
}

/** The list of unpaid lines tells neither price nor customer. */
export function mapAwaitingDetail(raw: OrderDetail, context: MapContext): OrderRecord[] {
  const { orderNumber, lineItemId } = bindingOf(context, ['orderNumber', 'lineItemId']);
  const lines = raw.items
    .filter((item) => item.id === lineItemId && !item.packageNumber && !isCancelled(item))
    .map((item): OrderLineRecord => ({ ...lineOf(item), status: 'awaiting' }));
  return [
    {
      ...detailHead(raw, orderNumber),
      packages: lines.length === 0 ? [] : [{ key: '', status: 'awaiting', lines, linesComplete: false }],
    },
  ];
}

export function cancelledBindings(raw: CancelledLine, context: MapContext): Binding[] {
  if (!isNews(raw.cancelDate, context)) return [];
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

export function detailHead(raw: OrderDetail, orderNumber: string) {
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

function cancelledUpdates(raw: OrderDetail): LineUpdate[] {
  return raw.items.filter(isCancelled).map((item) => ({
    key: item.id,
    status: 'cancelled',
    channelStatus: item.status,
    line: lineOf(item),
  }));
}

function isCancelled(item: DetailLine): boolean {
  return lineStatusOf(item.status) === 'cancelled';
}

function bindingOf<Name extends string>(context: MapContext, names: readonly Name[]): Record<Name, string> {
  const read = names.map((name) => {
    const value = context.parent?.[name];
    if (value === undefined) throw new Error(`parent.${name}: expected a value`);
    return [name, value] as const;
  });
  return Object.fromEntries(read) as Record<Name, string>;
}
