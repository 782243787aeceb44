import { type Answer, json } from '../kit/answer';
import { DAY_MS, HOUR_MS } from '../kit/marketplace';
import { BadQuery, readInteger } from '../kit/query';
import type { MarketplaceRequest } from '../kit/request';
import { CANCELLED_REACHES_MS, type HepsiburadaData } from './data';
import type { HepsiburadaLine, HepsiburadaOrder, HepsiburadaPackage } from './model';
import { refusal } from './refusals';
import { renderLine, renderOrder, renderPackage } from './render-orders';
import { istanbulText, readIstanbul, utcText } from './time';

export interface OmsOptions {
  /**
   * 'ready' (default): the package list holds what is ready to be shipped, as the vendor's change log of June 2023
   * says; shipped and later packages are only in their own lists. 'all': every package by the day it was packed.
   */
  packageList: 'ready' | 'all';
}

interface Paging {
  limit: number;
  offset: number;
}

type OrderLine = { order: HepsiburadaOrder; line: HepsiburadaLine };

/** oms-external: orders and packages. https://developers.hepsiburada.com (Sipariş Entegrasyonu) */
export class OmsService {
  constructor(
    private readonly data: HepsiburadaData,
    private readonly options: OmsOptions,
  ) {}

  /** Paid lines that wait for packing; each item is one line. More than 100 are never shown at once. */
  openLines({ query }: MarketplaceRequest): Answer {
    const paging = requiredPaging(query, 100);
    const window = dayWindow(query);
    const found = this.lines(
      (line, order) =>
        (line.status === 'Open' || line.status === 'Unpacked') && within(order.placedAt, window),
    );
    return listed(found, paging, ({ order, line }) => renderLine(order, line, this.data.merchantId));
  }

  paymentAwaiting({ query }: MarketplaceRequest): Answer {
    const window = freeWindow(query);
    const found = this.lines(
      (line, order) => line.status === 'PaymentAwaiting' && within(order.placedAt, window),
    );
    return listed(found, optionalPaging(query, 50), ({ order, line }) => ({
      Id: line.id,
      MerchantId: this.data.merchantId,
      MerchantSku: line.merchantSku,
      Name: line.name,
      OrderDate: istanbulText(order.placedAt),
      OrderNumber: order.orderNumber,
      Properties: [],
      Quantity: line.quantity,
      Sku: line.sku,
    }));
  }

  /** Cancelled lines of the last month. */
  cancelled({ query, at }: MarketplaceRequest): Answer {
    const window = freeWindow(query);
    const found = this.lines((line) => {
      const cancelledAt = line.cancel?.at ?? Number.NEGATIVE_INFINITY;
      return cancelledAt >= at - CANCELLED_REACHES_MS && within(cancelledAt, window);
    });
    return listed(found, optionalPaging(query, 50), ({ order, line }) => ({
      cancelDate: istanbulText(line.cancel?.at ?? 0),
      cancelReasonCode: line.cancel?.reasonCode,
      cancelledBy: line.cancel?.by,
      lineItemId: line.id,
      merchantId: this.data.merchantId,
      merchantSku: line.merchantSku,
      orderNumber: order.orderNumber,
      quantity: line.quantity,
      sku: line.sku,
    }));
  }

  detail(_request: MarketplaceRequest, orderNumber: string): Answer {
    const order = this.data.orders.get(orderNumber);
    if (order === undefined) return refusal('oms', 404, 'Order not found');
    return json(200, renderOrder(order, this.data.merchantId));
  }

  /** Packages by the time they were packed, at most 10 at once, a bare array with its paging in the headers. */
  packages({ query, at }: MarketplaceRequest): Answer {
    const paging = requiredPaging(query, 10);
    const window = spanWindow(query, at) ?? dayWindow(query, { start: at - DAY_MS, end: at });
    const found = [...this.data.packages.values()]
      .filter((each) => this.options.packageList === 'all' || each.status === 'Open')
      .filter((each) => within(each.packedAt, window))
      .sort((left, right) => left.packedAt - right.packedAt);
    const shown = found.slice(paging.offset, paging.offset + paging.limit);
    return json(
      200,
      shown.map((each) => renderPackage(each, this.data.linesOf(each), this.data.merchantId)),
      {
        totalcount: String(found.length),
        pagecount: String(Math.ceil(found.length / paging.limit)),
        limit: String(paging.limit),
        offset: String(paging.offset),
      },
    );
  }

  shipped(request: MarketplaceRequest): Answer {
    return this.byState(
      request,
      'InTransit',
      (each) => each.shippedAt,
      (each) => ({
        Deci: 1,
        EtgbNo: null,
        ShippedDate: istanbulText(each.shippedAt ?? 0),
      }),
    );
  }

  delivered(request: MarketplaceRequest): Answer {
    return this.byState(
      request,
      'Delivered',
      (each) => each.deliveredAt,
      (each) => ({
        EtgbNo: null,
        DeliveredDate: istanbulText(each.deliveredAt ?? 0),
      }),
    );
  }

  undelivered(request: MarketplaceRequest): Answer {
    return this.byState(
      request,
      'UnDelivered',
      (each) => each.undelivered?.at,
      (each) => ({
        UndeliveredDate: istanbulText(each.undelivered?.at ?? 0),
        UndeliveredReason: each.undelivered?.reason,
      }),
    );
  }

  unpacked({ query, at }: MarketplaceRequest): Answer {
    const window = spanWindow(query, at) ?? freeWindow(query);
    const found = [...this.data.packages.values()].filter(
      (each) => each.unpackedAt !== undefined && within(each.unpackedAt, window),
    );
    return listed(found, optionalPaging(query, 10), (each) => ({
      barcode: each.barcode,
      packageNumber: each.packageNumber,
      unpackedDate: utcText(each.unpackedAt ?? 0),
    }));
  }

  /** Cargo information of one package. */
  tracking(_request: MarketplaceRequest, packageNumber: string): Answer {
    const found = this.data.packages.get(packageNumber);
    if (found === undefined) return refusal('oms', 404, 'Package not found');
    const shipped = found.shippedAt !== undefined;
    return json(200, [
      {
        barcode: found.barcode,
        cargoCompany: found.cargoCompany,
        deci: 1,
        estimatedArrivalDate: istanbulText(found.packedAt + 3 * DAY_MS),
        packageNumber: found.packageNumber,
        status: found.status,
        trackingInfoCode: shipped ? `HX${found.packageNumber}` : null,
        trackingInfoUrl: shipped ? `https://kargo.example.com/${found.packageNumber}` : null,
      },
    ]);
  }

  /** The lists by state name packages and order numbers only, in PascalCase, and carry no lines. */
  private byState(
    { query }: MarketplaceRequest,
    status: HepsiburadaPackage['status'],
    moment: (each: HepsiburadaPackage) => number | undefined,
    extra: (each: HepsiburadaPackage) => object,
  ): Answer {
    const window = freeWindow(query);
    const found = [...this.data.packages.values()]
      .filter((each) => each.status === status && within(moment(each) ?? Number.NaN, window))
      .sort((left, right) => (moment(left) ?? 0) - (moment(right) ?? 0));
    return listed(found, optionalPaging(query, 50), (each) => {
      const orderNumbers = [...new Set(each.lines.map((line) => line.orderNumber))];
      return {
        Id: each.id,
        MerchantId: this.data.merchantId,
        OrderNumber: orderNumbers[0],
        OrderNumbers: orderNumbers,
        PackageNumber: each.packageNumber,
        Barcode: each.barcode,
        ...extra(each),
      };
    });
  }

  private lines(keep: (line: HepsiburadaLine, order: HepsiburadaOrder) => boolean): OrderLine[] {
    const found: OrderLine[] = [];
    for (const order of this.data.orders.values()) {
      for (const line of order.lines) if (keep(line, order)) found.push({ order, line });
    }
    return found;
  }
}

interface Window {
  start: number;
  end: number;
}

const EVER: Window = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

const within = (at: number, window: Window): boolean => at >= window.start && at <= window.end;

/** A range of more than 24 hours loses its end without a word: it becomes the 24 hours after its start. */
function dayWindow(query: URLSearchParams, otherwise: Window = EVER): Window {
  const start = readIstanbul(query, 'begindate');
  const end = readIstanbul(query, 'enddate');
  if (start === undefined) return otherwise;
  if (end === undefined || end - start > DAY_MS) return { start, end: start + DAY_MS };
  return { start, end };
}

function freeWindow(query: URLSearchParams): Window {
  return {
    start: readIstanbul(query, 'begindate') ?? EVER.start,
    end: readIstanbul(query, 'enddate') ?? EVER.end,
  };
}

function spanWindow(query: URLSearchParams, at: number): Window | undefined {
  const hours = readInteger(query, 'timespan', { min: 1 });
  return hours === undefined ? undefined : { start: at - hours * HOUR_MS, end: at };
}

/** Above the maximum the list just shows the maximum; a client must page by what `limit` comes back. */
function optionalPaging(query: URLSearchParams, max: number): Paging {
  const limit = readInteger(query, 'limit', { min: 1 }) ?? max;
  const offset = readInteger(query, 'offset', { min: 0 }) ?? readInteger(query, 'Offset', { min: 0 }) ?? 0;
  return { limit: Math.min(limit, max), offset };
}

function requiredPaging(query: URLSearchParams, max: number): Paging {
  const given = query.has('limit') && (query.has('offset') || query.has('Offset'));
  if (!given) throw new BadQuery('Bad Request limit and offset parameters are required');
  return optionalPaging(query, max);
}

function listed<Item>(
  found: readonly Item[],
  { limit, offset }: Paging,
  render: (item: Item) => unknown,
): Answer {
  return json(200, {
    items: found.slice(offset, offset + limit).map(render),
    limit,
    offset,
    pageCount: Math.ceil(found.length / limit),
    totalCount: found.length,
  });
}
