import type { OrderRecord } from '../../src/shared/domain/order';
import type { TrendyolClaim } from './schema';

/**
 * Which pieces of an order came back: a claim has no status of its own, and each of its items is one piece. Two claims of one line
 * cannot be told from one that is listed twice, so the larger counts: rather one piece too few on sale than one too many.
 */
export function mapClaim(raw: TrendyolClaim): OrderRecord[] {
  const pieces = new Map<string, number>();
  for (const { orderLine, claimItems } of raw.items) {
    const accepted = claimItems.filter(
      ({ claimItemStatus }) => claimItemStatus?.name?.toLowerCase() === 'accepted',
    ).length;
    if (accepted > 0) pieces.set(orderLine.id, (pieces.get(orderLine.id) ?? 0) + accepted);
  }
  if (pieces.size === 0) return [];
  return [
    {
      kind: 'order',
      key: raw.orderNumber,
      number: raw.orderNumber,
      packages: [],
      packagesComplete: false,
      lineUpdates: [...pieces].map(([key, returnedPieces]) => ({ key, status: 'returned', returnedPieces })),
    },
  ];
}
