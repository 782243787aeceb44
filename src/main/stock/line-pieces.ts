import type { LineFacts } from '../orders/line-facts';

/** What is known of an order line's pieces for the stock. `sold` also counts those that came back. */
export interface LinePieces {
  readonly pieces: number;
  readonly awaiting: number;
  readonly sold: number;
  readonly returned: number;
}

export const NO_PIECES: LinePieces = { pieces: 0, awaiting: 0, sold: 0, returned: 0 };

/** What stands in the books for a line. */
export interface Booked {
  readonly reserved: number;
  readonly sold: number;
  readonly returned: number;
}

export const NOTHING_BOOKED: Booked = { reserved: 0, sold: 0, returned: 0 };

type Told = Pick<LineFacts, 'awaiting' | 'sold' | 'returned' | 'cancelled' | 'unsupplied'>;

/**
 * Lays what the document tells now over what was known. A piece that could not be supplied stays sold if it was: it is not on
 * the shelf. Pieces nobody speaks of any more (one half of a split order was read so far) stay as they were, unless the channel
 * told the `whole` order.
 */
export function piecesAfter(before: LinePieces, told: Told, whole: boolean): LinePieces {
  const pieces = told.awaiting + told.sold + told.returned + told.cancelled + told.unsupplied;
  const awaiting = told.awaiting;
  const soldNow = told.sold + told.returned;
  const unsupplied = Math.min(told.unsupplied, Math.max(0, before.sold - soldNow));
  const sold = soldNow + unsupplied;
  const missing = whole ? 0 : Math.max(0, before.pieces - pieces);
  const stillSold = Math.min(missing, Math.max(0, before.sold - sold));
  const stillAwaiting = Math.min(missing - stillSold, Math.max(0, before.awaiting - awaiting));
  const stillReturned = Math.min(stillSold, Math.max(0, before.returned - told.returned));
  return {
    pieces: pieces + missing,
    awaiting: awaiting + stillAwaiting,
    sold: sold + stillSold,
    returned: told.returned + stillReturned,
  };
}

/** What should stand in the books for these pieces. */
export function bookedFor(
  pieces: LinePieces,
  { counts, returnsToStock }: { readonly counts: boolean; readonly returnsToStock: boolean },
): Booked {
  if (!counts) return NOTHING_BOOKED;
  return {
    reserved: pieces.awaiting,
    sold: pieces.sold,
    returned: returnsToStock ? pieces.returned : 0,
  };
}

export interface BookingStep {
  readonly kind: 'reserve' | 'release' | 'sale' | 'cancel' | 'return';
  readonly onHandChange: number;
  readonly reservedChange: number;
}

/** The movements from what is booked to what should be; none when both are equal. */
export function bookingSteps(from: Booked, to: Booked): BookingStep[] {
  const reserved = to.reserved - from.reserved;
  const sold = to.sold - from.sold;
  const returned = to.returned - from.returned;
  const steps: BookingStep[] = [];
  if (reserved !== 0)
    steps.push({ kind: reserved > 0 ? 'reserve' : 'release', onHandChange: 0, reservedChange: reserved });
  if (sold !== 0) steps.push({ kind: sold > 0 ? 'sale' : 'cancel', onHandChange: -sold, reservedChange: 0 });
  if (returned !== 0) steps.push({ kind: 'return', onHandChange: returned, reservedChange: 0 });
  return steps;
}
