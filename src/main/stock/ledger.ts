import type { ConnectionId, VariantId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import { type StoredLineStock, skuCodeOf, type WriteTransaction } from '../database';
import type { AppliedOrder } from '../orders/apply';
import { type LineFacts, lineFacts } from '../orders/line-facts';
import { type Booked, bookedFor, bookingSteps, NO_PIECES, NOTHING_BOOKED, piecesAfter } from './line-pieces';

export interface OrderBooking {
  /** The order as it was merged into what was known. */
  readonly document: AppliedOrder['mergeState'];
  /** The channel told all of the order: what is no longer in it is not in it. */
  readonly whole: boolean;
}

/**
 * Books what a page told about orders: the difference between what should stand in the books for each line and what does.
 * The same answer twice, or an older one, makes no difference. Answers the variants whose stock changed.
 */
export function bookOrders(
  tx: WriteTransaction,
  connectionId: ConnectionId,
  orders: readonly OrderBooking[],
  readAt: number,
): Set<VariantId> {
  const moved = new Set<VariantId>();
  const toStock = tx.rules.of(connectionId).returnsToStock;
  for (const { document, whole } of orders) {
    const known = new Map(
      tx.lineStock.ofOrder(connectionId, document.key).map((line) => [line.lineKey, line]),
    );
    const facts = lineFacts(document);
    for (const told of facts) {
      const line = lineAfter(tx, connectionId, document, told, known.get(told.key), whole, readAt);
      if (line !== null) settleLine(tx, line, toStock, moved);
      known.delete(told.key);
    }
    // A line nobody speaks of any more: only a whole order tells that it is gone.
    if (whole) {
      for (const gone of known.values()) settleLine(tx, { ...gone, ...NO_PIECES }, toStock, moved);
    }
  }
  return moved;
}

/** The line with today's pieces and listing; null = first seen as cancelled, which is no business of the stock. */
function lineAfter(
  tx: WriteTransaction,
  connectionId: ConnectionId,
  document: OrderBooking['document'],
  told: LineFacts,
  before: StoredLineStock | undefined,
  whole: boolean,
  readAt: number,
): StoredLineStock | null {
  const pieces = piecesAfter(before ?? NO_PIECES, told, whole);
  if (before === undefined && pieces.awaiting === 0 && pieces.sold === 0) return null;
  const spoken = {
    variantKey: told.variantKey ?? before?.variantKey ?? null,
    barcode: told.barcode ?? before?.barcode ?? null,
    skuCode: skuCodeOf(told.sku) ?? before?.skuCode ?? null,
  };
  // A booked line stays with its variant until its listing is matched anew.
  const listing = before?.variantId == null ? tx.lineStock.listingOf(connectionId, spoken) : null;
  return {
    connectionId,
    orderKey: document.key,
    lineKey: told.key,
    ...spoken,
    variantKey: listing?.variantKey ?? spoken.variantKey,
    variantId: before?.variantId ?? listing?.variantId ?? null,
    placedAt: document.placedAt ?? before?.placedAt ?? document.modifiedAt ?? readAt,
    ...pieces,
    bookedReserved: before?.bookedReserved ?? 0,
    bookedSold: before?.bookedSold ?? 0,
    bookedReturned: before?.bookedReturned ?? 0,
    bookings: before?.bookings ?? 0,
  };
}

/** Books the difference for one line and keeps the line; `moved` gathers the variants whose stock changed. */
export function settleLine(
  tx: WriteTransaction,
  line: StoredLineStock,
  toStock: boolean,
  moved: Set<VariantId>,
): void {
  const variant = line.variantId === null ? null : tx.variants.find(line.variantId);
  const counts = variant !== null && isAfterOpening(line, variant.openedAt);
  tx.lineStock.save(bookLine(tx, line, bookedFor(line, { counts, returnsToStock: toStock }), moved));
}

/** Channels tell whole seconds: in the second of the opening rather one piece too few on sale than one too many. */
function isAfterOpening({ placedAt }: StoredLineStock, openedAt: number | null): boolean {
  return openedAt !== null && placedAt >= Math.floor(openedAt / 1000) * 1000;
}

/** Takes everything booked for the line back from the variant it was booked for. */
export function releaseLine(
  tx: WriteTransaction,
  line: StoredLineStock,
  moved: Set<VariantId>,
): StoredLineStock {
  return bookLine(tx, line, NOTHING_BOOKED, moved);
}

/** Gives back what a connection's unpaid orders keep aside, before its rows go; what it sold stays sold. */
export function releaseReservations(tx: WriteTransaction, connectionId: ConnectionId): Set<VariantId> {
  const moved = new Set<VariantId>();
  for (const line of tx.lineStock.reserving(connectionId)) {
    const kept: Booked = { reserved: 0, sold: line.bookedSold, returned: line.bookedReturned };
    tx.lineStock.save(bookLine(tx, line, kept, moved));
  }
  return moved;
}

function bookLine(
  tx: WriteTransaction,
  line: StoredLineStock,
  to: Booked,
  moved: Set<VariantId>,
): StoredLineStock {
  const from = { reserved: line.bookedReserved, sold: line.bookedSold, returned: line.bookedReturned };
  const steps = bookingSteps(from, to);
  if (steps.length === 0 || line.variantId === null) return line;
  for (const step of steps) {
    const { connectionId, orderKey, lineKey, variantId } = line;
    const eventKey = JSON.stringify(['order', connectionId, orderKey, lineKey, step.kind, line.bookings]);
    const first = tx.stock.book({
      ...step,
      variantId,
      connectionId,
      orderKey,
      lineKey,
      eventKey,
      actor: 'system',
    });
    if (!first) throw new AppError('internal.unexpected', { facts: { what: 'booking', orderKey, lineKey } });
  }
  moved.add(line.variantId);
  return {
    ...line,
    bookedReserved: to.reserved,
    bookedSold: to.sold,
    bookedReturned: to.returned,
    bookings: line.bookings + 1,
  };
}
