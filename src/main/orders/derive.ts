import type { OrderLine } from '../../shared/contract/catalogue-data';
import { type Money, sumMoney } from '../../shared/domain/money';
import type { OrderStatus } from '../../shared/domain/order';
import type { LineDocument, OrderDocument, PackageDocument } from '../../shared/domain/order-document';
import { livingPackages } from './merge';

/** What follows from a document: never stored as truth, always computed from it. */
export interface DerivedOrder {
  readonly status: OrderStatus;
  readonly total: Money | null;
  readonly lines: readonly OrderLine[];
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
}

export function deriveOrder(document: OrderDocument): DerivedOrder {
  const living = livingPackages(document.packages);
  const lines = linesOf(living);
  const shipped =
    living.find((one) => one.trackingNumber !== null) ?? living.find((one) => one.carrier !== null);
  return {
    status: document.toldStatus ?? statusOf(living, lines),
    total: document.toldTotal ?? totalOf(living, lines),
    lines,
    carrier: shipped?.carrier ?? null,
    trackingNumber: shipped?.trackingNumber ?? null,
  };
}

/** One line per key: a line whose quantity was split over parcels is added up again. */
function linesOf(living: readonly PackageDocument[]): OrderLine[] {
  const byKey = new Map<string, OrderLine>();
  for (const one of living) {
    for (const line of one.lines) {
      const before = byKey.get(line.key);
      byKey.set(line.key, before ? addUp(before, line, one) : lineIn(line, one));
    }
  }
  return [...byKey.values()];
}

function lineIn(line: LineDocument, within: PackageDocument): OrderLine {
  const { modifiedAt: _modifiedAt, readAt: _readAt, ...kept } = line;
  return {
    ...kept,
    status: stateOf(line, within),
    channelStatus: line.channelStatus ?? within.channelStatus,
    packageKey: within.key === '' ? null : within.key,
  };
}

function addUp(before: OrderLine, line: LineDocument, within: PackageDocument): OrderLine {
  const total = before.total && line.total ? (sumMoney([before.total, line.total]) ?? null) : null;
  const discount =
    before.discount && line.discount ? (sumMoney([before.discount, line.discount]) ?? null) : null;
  return {
    ...before,
    quantity: before.quantity + line.quantity,
    total,
    discount,
    returnedPieces: before.returnedPieces + line.returnedPieces,
    status: leastAdvanced([before.status, stateOf(line, within)]),
  };
}

/** A line of which every piece came back is returned, whatever its parcel says. */
function stateOf(line: LineDocument, within: PackageDocument): OrderStatus {
  if (line.quantity > 0 && line.returnedPieces >= line.quantity) return 'returned';
  return line.status ?? within.status;
}

function totalOf(living: readonly PackageDocument[], lines: readonly OrderLine[]): Money | null {
  const packageTotals = living.map((one) => one.total);
  if (packageTotals.length > 0 && packageTotals.every((total) => total !== null))
    return sumMoney(packageTotals) ?? null;
  const lineTotals = lines.map((line) => line.total);
  if (lineTotals.length > 0 && lineTotals.every((total) => total !== null))
    return sumMoney(lineTotals) ?? null;
  return null;
}

function statusOf(living: readonly PackageDocument[], lines: readonly OrderLine[]): OrderStatus {
  const statuses = lines.length > 0 ? lines.map((line) => line.status) : living.map((one) => one.status);
  return statuses.length > 0 ? leastAdvanced(statuses) : 'unknown';
}

/** From "least done" to "done"; an order is as far as its slowest piece that is still wanted. */
const PROGRESS: readonly OrderStatus[] = [
  'unknown',
  'awaiting',
  'new',
  'preparing',
  'shipped',
  'undelivered',
  'delivered',
];
/** Pieces that left the order; they decide only when nothing else is left. */
const ENDED: readonly OrderStatus[] = ['returned', 'unsupplied', 'cancelled'];

function leastAdvanced(statuses: readonly OrderStatus[]): OrderStatus {
  for (const status of PROGRESS) if (statuses.includes(status)) return status;
  for (const status of ENDED) if (statuses.includes(status)) return status;
  return 'unknown';
}
