import { isDeepStrictEqual } from 'node:util';
import type { LineUpdate, OrderLineRecord, OrderRecord, PackageRecord } from '../../shared/domain/order';
import {
  type LineDocument,
  type OrderDocument,
  type PackageDocument,
  timeOf,
} from '../../shared/domain/order-document';

/**
 * What is known of an order after one more answer about it. Pure; the same answer twice changes nothing, and an older answer
 * arriving late never overwrites a newer one.
 */
export function mergeOrder(
  known: OrderDocument | undefined,
  record: OrderRecord,
  readAt: number,
): OrderDocument {
  const header = mergeHeader(known, record);
  const kept = record.packagesComplete
    ? (known?.packages ?? []).filter((one) => record.packages.some((given) => given.key === one.key))
    : (known?.packages ?? []);
  const stamp = record.modifiedAt ?? null;
  let packages = kept;
  for (const given of record.packages) {
    packages = mergePackage(packages, given, stamp, readAt);
    if (given.linesMove === true && given.dissolved !== true) packages = takeFromOthers(packages, given.key);
  }
  for (const update of record.lineUpdates ?? []) packages = applyLineUpdate(packages, update, stamp, readAt);
  return { ...header, packages: sortPackages(emptyPoolOfPackedLines(packages)) };
}

function mergeHeader(known: OrderDocument | undefined, record: OrderRecord): Omit<OrderDocument, 'packages'> {
  const older =
    known?.modifiedAt != null && record.modifiedAt != null && record.modifiedAt < known.modifiedAt;
  /** A told value wins unless the answer is older than what is known; an unknown value is always filled. */
  const pick = <T>(told: T | null | undefined, before: T | null | undefined): T | null =>
    told === undefined || (older && before != null) ? (before ?? null) : told;
  return {
    key: record.key,
    number: older && known ? known.number : record.number,
    placedAt: pick(record.placedAt, known?.placedAt),
    modifiedAt: newest(known?.modifiedAt, record.modifiedAt),
    dueAt: pick(record.dueAt, known?.dueAt),
    toldStatus: pick(record.status, known?.toldStatus),
    channelStatus: pick(record.channelStatus, known?.channelStatus),
    currency: pick(record.currency, known?.currency) ?? 'TRY',
    toldTotal: pick(record.total, known?.toldTotal),
    discount: pick(record.discount, known?.discount),
    shipping: pick(record.shipping, known?.shipping),
    tax: pick(record.tax, known?.tax),
    customerName: pick(record.customerName, known?.customerName),
    email: pick(record.email, known?.email),
    phone: pick(record.phone, known?.phone),
    shippingAddress: pick(record.shippingAddress, known?.shippingAddress),
    billingAddress: pick(record.billingAddress, known?.billingAddress),
    paymentMethod: pick(record.paymentMethod, known?.paymentMethod),
    note: pick(record.note, known?.note),
    remoteIds: { ...known?.remoteIds, ...record.remoteIds },
  };
}

function newest(a: number | null | undefined, b: number | null | undefined): number | null {
  if (a == null) return b ?? null;
  return b == null ? a : Math.max(a, b);
}

function mergePackage(
  packages: PackageDocument[],
  given: PackageRecord,
  orderStamp: number | null,
  readAt: number,
): PackageDocument[] {
  const known = packages.find((one) => one.key === given.key);
  const modifiedAt = given.modifiedAt ?? orderStamp;
  const stamp = { modifiedAt, readAt };
  // Loose lines have no parcel of their own: each keeps its own time, so only a whole pool can be out of date.
  const looseLines = given.linesComplete === false;
  // Where a parcel came from never changes, so even a late answer adds to it.
  const replaces = [...new Set([...(known?.replaces ?? []), ...(given.replaces ?? [])])]
    .filter((key) => key !== given.key)
    .sort();
  const others = packages.filter((one) => one.key !== given.key);
  if (known && !looseLines && timeOf(stamp) < timeOf(known)) return [...others, { ...known, replaces }];
  const isPool = given.key === '' && looseLines;
  const lines = looseLines
    ? mergeLines(
        known?.lines ?? [],
        isPool ? given.lines.map((line) => withState(line, given)) : given.lines,
        stamp,
      )
    : given.lines.map((line) => ({
        ...lineFrom(line, undefined, stamp),
        returnedPieces: known?.lines.find(({ key }) => key === line.key)?.returnedPieces ?? 0,
      }));
  const outdated = known !== undefined && timeOf(stamp) < timeOf(known);
  const merged: PackageDocument =
    known && outdated
      ? { ...known, replaces, lines: lines.sort(byKey) }
      : {
          key: given.key,
          // Loose lines in the pool each have their own state; the pool as such has none.
          status: isPool ? 'unknown' : given.status,
          channelStatus: isPool ? null : (given.channelStatus ?? known?.channelStatus ?? null),
          ...stamp,
          replaces,
          dissolved: given.dissolved ?? false,
          carrier: told(given.carrier, known?.carrier),
          trackingNumber: told(given.trackingNumber, known?.trackingNumber),
          trackingUrl: told(given.trackingUrl, known?.trackingUrl),
          total: told(given.total, known?.total),
          lines: lines.sort(byKey),
        };
  return [...others, known && sameContent(known, merged) ? known : merged];
}

/** Read again without news: the first reading stands, so that an unchanged order stays unchanged to the letter. */
function sameContent(a: PackageDocument, b: PackageDocument): boolean {
  return isDeepStrictEqual(withoutReadings(a), withoutReadings(b));
}

function withoutReadings(one: PackageDocument): unknown {
  return { ...one, readAt: 0, lines: one.lines.map((line) => ({ ...line, readAt: 0 })) };
}

function withState(line: OrderLineRecord, within: PackageRecord): OrderLineRecord {
  return {
    ...line,
    status: line.status ?? within.status,
    channelStatus: line.channelStatus ?? within.channelStatus,
  };
}

interface Stamp {
  readonly modifiedAt: number | null;
  readonly readAt: number;
}

function mergeLines(
  known: readonly LineDocument[],
  given: readonly OrderLineRecord[],
  stamp: Stamp,
): LineDocument[] {
  const byKey = new Map(known.map((line) => [line.key, line]));
  for (const line of given) {
    const before = byKey.get(line.key);
    if (before && timeOf(stamp) < timeOf(before)) continue;
    byKey.set(line.key, lineFrom(line, before, stamp));
  }
  return [...byKey.values()];
}

function lineFrom(line: OrderLineRecord, known: LineDocument | undefined, stamp: Stamp): LineDocument {
  return {
    key: line.key,
    sku: told(line.sku, known?.sku),
    barcode: told(line.barcode, known?.barcode),
    title: told(line.title, known?.title),
    quantity: line.quantity,
    unitPrice: told(line.unitPrice, known?.unitPrice),
    total: told(line.total, known?.total),
    discount: told(line.discount, known?.discount),
    vatRate: told(line.vatRate, known?.vatRate),
    status: told(line.status, known?.status),
    channelStatus: told(line.channelStatus, known?.channelStatus),
    variantKey: told(line.variantKey, known?.variantKey),
    returnedPieces: known?.returnedPieces ?? 0,
    ...stamp,
  };
}

function told<T>(value: T | null | undefined, before: T | null | undefined): T | null {
  return value === undefined ? (before ?? null) : value;
}

function applyLineUpdate(
  packages: PackageDocument[],
  update: LineUpdate,
  orderStamp: number | null,
  readAt: number,
): PackageDocument[] {
  const stamp: Stamp = { modifiedAt: update.modifiedAt ?? orderStamp, readAt };
  let found = false;
  const updated = packages.map((one) => {
    if (!one.lines.some((line) => line.key === update.key)) return one;
    found = true;
    return {
      ...one,
      lines: one.lines.map((line) => (line.key === update.key ? updatedLine(line, update, stamp) : line)),
    };
  });
  if (found || !update.line) return updated;
  const line: OrderLineRecord =
    update.returnedPieces === undefined
      ? { ...update.line, status: update.status, channelStatus: update.channelStatus }
      : update.line;
  const status = line.status ?? update.status;
  const pooled = mergePackage(
    updated,
    { key: '', status, modifiedAt: stamp.modifiedAt, lines: [line], linesComplete: false },
    null,
    readAt,
  );
  return update.returnedPieces === undefined
    ? pooled
    : applyLineUpdate(pooled, { ...update, line: undefined }, orderStamp, readAt);
}

/** Pieces that came back never come back again: their number only grows, whenever it was told. */
function updatedLine(line: LineDocument, update: LineUpdate, stamp: Stamp): LineDocument {
  if (update.returnedPieces !== undefined) {
    const returnedPieces = Math.max(line.returnedPieces, update.returnedPieces);
    return returnedPieces === line.returnedPieces ? line : { ...line, returnedPieces };
  }
  if (timeOf(stamp) < timeOf(line)) return line;
  const { status, channelStatus = line.channelStatus } = update;
  return { ...line, status, channelStatus: channelStatus ?? line.channelStatus, ...stamp };
}

/**
 * A line is in a parcel or in the pool, whichever was told last: packed it leaves the pool, unpacked it leaves its parcel, and a
 * parcel that lost its last line this way was taken apart.
 */
function emptyPoolOfPackedLines(packages: PackageDocument[]): PackageDocument[] {
  const pool = packages.find((one) => one.key === '');
  if (!pool) return packages;
  const packed = new Map<string, number>();
  for (const one of livingPackages(packages)) {
    if (one.key === '') continue;
    for (const line of one.lines)
      packed.set(line.key, Math.max(timeOf(line), packed.get(line.key) ?? Number.NEGATIVE_INFINITY));
  }
  const left = pool.lines.filter((line) => timeOf(line) > (packed.get(line.key) ?? Number.NEGATIVE_INFINITY));
  const unpacked = new Set(left.filter((line) => packed.has(line.key)).map((line) => line.key));
  const others = packages.filter((one) => one.key !== '').map((one) => withoutLines(one, unpacked));
  return left.length === 0 && others.length > 0 ? others : [...others, { ...pool, lines: left }];
}

/** Lines that moved into this parcel leave the one that was told of them earlier. */
function takeFromOthers(packages: PackageDocument[], key: string): PackageDocument[] {
  const arrived = packages.find((one) => one.key === key)?.lines ?? [];
  return packages.map((one) => {
    if (one.key === key || one.key === '' || one.dissolved) return one;
    const moved = one.lines.filter((line) =>
      arrived.some(
        (other) => other.key === line.key && other.quantity === line.quantity && timeOf(other) > timeOf(line),
      ),
    );
    return withoutLines(one, new Set(moved.map((line) => line.key)));
  });
}

function withoutLines(parcel: PackageDocument, gone: ReadonlySet<string>): PackageDocument {
  const lines = parcel.lines.filter((line) => !gone.has(line.key));
  if (lines.length === parcel.lines.length) return parcel;
  // The parcel's total spoke of all its lines; what is left is added up from the lines.
  return { ...parcel, lines, total: null, dissolved: parcel.dissolved || lines.length === 0 };
}

/** Packages that still count: not taken apart and not replaced by a later one. */
export function livingPackages(packages: PackageDocument[]): PackageDocument[] {
  const replaced = new Set(packages.flatMap((one) => one.replaces));
  return packages.filter((one) => !one.dissolved && !replaced.has(one.key));
}

/** A fixed order of packages and lines, so that equal knowledge is equal text whatever order the answers came in. */
function sortPackages(packages: PackageDocument[]): PackageDocument[] {
  return [...packages].sort(byKey).map((one) => ({ ...one, lines: [...one.lines].sort(byKey) }));
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
