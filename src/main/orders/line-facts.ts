import type { OrderStatus } from '../../shared/domain/order';
import type { OrderDocument } from '../../shared/domain/order-document';
import { livingPackages } from './merge';

/** Pieces of one order line by what became of them; together they are all that is told of the line. */
export interface LineFacts {
  readonly key: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly variantKey: string | null;
  readonly awaiting: number;
  /** Sold and not known to have come back. */
  readonly sold: number;
  readonly returned: number;
  readonly cancelled: number;
  /** The merchant could not supply them. */
  readonly unsupplied: number;
}

export type Fate = 'awaiting' | 'sold' | 'returned' | 'cancelled' | 'unsupplied';

/** What a piece in this state is for the stock. An unknown state counts as sold: better one too few on sale than one too many. */
export function fateOf(status: OrderStatus): Fate {
  switch (status) {
    case 'awaiting':
    case 'returned':
    case 'cancelled':
    case 'unsupplied':
      return status;
    case 'new':
    case 'preparing':
    case 'shipped':
    case 'delivered':
    case 'undelivered':
    case 'unknown':
      return 'sold';
  }
}

/** Piece by piece: a line's quantity may be spread over parcels in different states. */
export function lineFacts(document: OrderDocument): LineFacts[] {
  const byKey = new Map<string, LineFacts>();
  for (const one of livingPackages(document.packages)) {
    for (const line of one.lines) {
      const before = byKey.get(line.key) ?? {
        key: line.key,
        sku: null,
        barcode: null,
        variantKey: null,
        awaiting: 0,
        sold: 0,
        returned: 0,
        cancelled: 0,
        unsupplied: 0,
      };
      const fate = fateOf(line.status ?? one.status);
      // Pieces that were never sold cannot come back to the shelf.
      const back = fate === 'sold' ? Math.min(line.returnedPieces, line.quantity) : 0;
      byKey.set(line.key, {
        ...before,
        sku: before.sku ?? line.sku,
        barcode: before.barcode ?? line.barcode,
        variantKey: before.variantKey ?? line.variantKey,
        [fate]: before[fate] + line.quantity - back,
        ...(back === 0 ? {} : { returned: before.returned + back }),
      });
    }
  }
  return [...byKey.values()];
}
