import { type Answer, json } from '../kit/answer';
import { RawNumber } from '../kit/json';
import { DAY_MS } from '../kit/marketplace';
import { BadQuery, readChoice, readInteger, readList } from '../kit/query';
import type { MarketplaceRequest } from '../kit/request';
import { firstAfter, SelectionCache } from '../kit/selection';
import type { TrendyolData } from './data';
import { ISTANBUL_SHIFT_MS, PACKAGE_STATUSES, type PackageStatus, type TrendyolPackage } from './model';
import { renamedToOld } from './old-names';
import { streamRefusal, tooManyRequests } from './refusals';

const WINDOW_MS = 14 * DAY_MS;
const WINDOW_RESULT = 10_000;
const ORDER_FIELDS = ['PackageLastModifiedDate', 'CreatedDate'] as const;

export interface OrderServiceOptions {
  /** 'old' sends the names from before V2, which some answers still carry. */
  fieldNames: 'v2' | 'old';
}

interface ListQuery {
  field: (typeof ORDER_FIELDS)[number];
  ascending: boolean;
  start: number;
  end: number;
  orderNumber: string | null;
  status: readonly PackageStatus[];
  ids: readonly string[];
}

/** The order reads of the seller's order service. */
export class OrderService {
  private readonly listCache = new SelectionCache<TrendyolPackage>();
  private readonly streamCache = new SelectionCache<TrendyolPackage>();

  constructor(
    private readonly data: TrendyolData,
    private readonly options: OrderServiceOptions,
  ) {}

  /** https://developers.trendyol.com/docs (Sipariş Paketlerini Çekme - getShipmentPackages V2) */
  list({ query, at }: MarketplaceRequest): Answer {
    const size = readInteger(query, 'size', { min: 1, max: 200 }) ?? 50;
    const page = readInteger(query, 'page', { min: 0 }) ?? 0;
    const wanted = this.readListQuery(query, at);
    // Beyond the ten thousandth package of one window nothing can be reached.
    if ((page + 1) * size > WINDOW_RESULT) return tooManyRequests(at);
    const found = this.listCache.get(this.data.orderVersion, listKey(wanted, query, at), () =>
      this.select(wanted, at),
    );
    return json(200, {
      totalElements: found.length,
      totalPages: Math.ceil(found.length / size),
      page,
      size,
      content: found.slice(page * size, (page + 1) * size).map((each) => this.render(each)),
    });
  }

  /** https://developers.trendyol.com/docs (getShipmentPackagesStream) */
  stream({ query, at }: MarketplaceRequest): Answer {
    try {
      return this.streamPage(query, at);
    } catch (error) {
      if (error instanceof BadQuery) return streamRefusal(400, 'Bad Request', error.message);
      throw error;
    }
  }

  private streamPage(query: URLSearchParams, at: number): Answer {
    const size = readInteger(query, 'size', { min: 1, max: 200 }) ?? 50;
    const cursor = readCursor(query.get('nextCursor'));
    const { start, end } = cursor ?? streamWindow(query, at);
    const statuses = readStatuses(readList(query, 'packageItemStatuses'));
    const key = JSON.stringify([start, end, statuses]);
    const found = this.streamCache.get(this.data.orderVersion, key, () =>
      [...this.data.packages.values()]
        .filter((each) => each.lastModifiedDate >= start && each.lastModifiedDate <= end)
        .filter(
          (each) =>
            statuses.length === 0 ||
            each.lines.some((line) => statuses.includes(line.orderLineItemStatusName)),
        )
        .sort(newestFirst),
    );
    const from = cursor === undefined ? 0 : firstAfter(found, (each) => isOlder(each, cursor));
    const content = found.slice(from, from + size);
    const last = content.at(-1);
    const hasMore = from + size < found.length;
    return json(200, {
      content: content.map((each) => this.render(each)),
      size: content.length,
      hasMore,
      nextCursor:
        hasMore && last !== undefined
          ? writeCursor({ start, end, modified: last.lastModifiedDate, id: last.shipmentPackageId })
          : null,
    });
  }

  private readListQuery(query: URLSearchParams, at: number): ListQuery {
    const start = readInteger(query, 'startDate', { min: 0 });
    const end = readInteger(query, 'endDate', { min: 0 });
    const last = end ?? at + ISTANBUL_SHIFT_MS;
    const first = start ?? last - 7 * DAY_MS;
    if (first > last) throw new BadQuery('startDate is after endDate');
    if (last - first > WINDOW_MS) throw new BadQuery('startDate and endDate may be at most two weeks apart');
    return {
      field: readChoice(query, 'orderByField', ORDER_FIELDS) ?? 'PackageLastModifiedDate',
      ascending: readChoice(query, 'orderByDirection', ['ASC', 'DESC']) === 'ASC',
      start: first,
      end: last,
      orderNumber: query.get('orderNumber'),
      status: readStatuses(readList(query, 'status')),
      ids: readList(query, 'shipmentPackageIds', 50),
    };
  }

  private select(wanted: ListQuery, at: number): TrendyolPackage[] {
    const { field, start, end, orderNumber, status, ids } = wanted;
    // The list reaches back one month; older packages are silently not there.
    const horizon = at - 30 * DAY_MS;
    const named = orderNumber !== null || ids.length > 0;
    const stamp = (each: TrendyolPackage): number =>
      field === 'CreatedDate' ? each.orderDate : each.lastModifiedDate;
    const found = [...this.data.packages.values()].filter(
      (each) =>
        each.lastModifiedDate >= horizon &&
        (orderNumber === null || each.orderNumber === orderNumber) &&
        (ids.length === 0 || ids.includes(String(each.shipmentPackageId))) &&
        (status.length === 0 || status.includes(each.status)) &&
        (named || (stamp(each) >= start && stamp(each) <= end)),
    );
    const sign = wanted.ascending ? 1 : -1;
    return found.sort(
      (left, right) =>
        sign * (stamp(left) - stamp(right) || left.shipmentPackageId - right.shipmentPackageId),
    );
  }

  render(each: TrendyolPackage): unknown {
    const sent = {
      ...each,
      cargoTrackingNumber: each.cargoTrackingNumber === null ? null : new RawNumber(each.cargoTrackingNumber),
    };
    return this.options.fieldNames === 'old' ? renamedToOld(sent) : sent;
  }
}

/** Pages of one window share a selection; without dates the window moves with the clock. */
function listKey(wanted: ListQuery, query: URLSearchParams, at: number): string {
  const moment = query.has('startDate') && query.has('endDate') ? Math.floor(at / 60_000) : at;
  return JSON.stringify([wanted, moment]);
}

function readStatuses(words: readonly string[]): PackageStatus[] {
  return words.map((word) => {
    const known = PACKAGE_STATUSES.find((status) => status === word);
    if (known === undefined) throw new BadQuery(`unknown status ${word}`);
    return known;
  });
}

function streamWindow(query: URLSearchParams, at: number): { start: number; end: number } {
  const end = readInteger(query, 'lastModifiedEndDate', { min: 0 }) ?? at;
  const start = readInteger(query, 'lastModifiedStartDate', { min: 0 }) ?? end - WINDOW_MS;
  if (start > end) throw new BadQuery('lastModifiedStartDate is after lastModifiedEndDate');
  if (end - start > WINDOW_MS) throw new BadQuery('the date range may be at most 14 days');
  if (start < threeMonthsBefore(at)) throw new BadQuery('only the last 3 months can be queried');
  return { start, end };
}

function threeMonthsBefore(at: number): number {
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() - 3);
  return date.getTime();
}

interface Cursor {
  start: number;
  end: number;
  modified: number;
  id: number;
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from([cursor.start, cursor.end, cursor.modified, cursor.id].join(':')).toString('base64url');
}

function readCursor(text: string | null): Cursor | undefined {
  if (text === null || text === '') return undefined;
  const [start, end, modified, id, ...more] = Buffer.from(text, 'base64url')
    .toString('utf8')
    .split(':')
    .map(Number);
  const numbers = [start, end, modified, id];
  if (more.length > 0 || !numbers.every((value) => Number.isSafeInteger(value))) {
    throw new BadQuery('nextCursor is not valid');
  }
  return { start: start ?? 0, end: end ?? 0, modified: modified ?? 0, id: id ?? 0 };
}

const newestFirst = (left: TrendyolPackage, right: TrendyolPackage): number =>
  right.lastModifiedDate - left.lastModifiedDate || right.shipmentPackageId - left.shipmentPackageId;

const isOlder = (each: TrendyolPackage, cursor: Cursor): boolean =>
  each.lastModifiedDate < cursor.modified ||
  (each.lastModifiedDate === cursor.modified && each.shipmentPackageId < cursor.id);
