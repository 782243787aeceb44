import type { MapContext } from '../../src/shared/connector/definition';
import type { OrderRecord } from '../../src/shared/domain/order';
import { detailHead } from './order-details';
import { lineOf } from './order-values';
import type { Claim, DetailLine, OrderDetail } from './schema';
import { lineStatusOf } from './statuses';

/** The order a claim is about; one that names no order cannot be followed. */
export function claimBindings(raw: Claim): Readonly<Record<string, string>>[] {
  if (!raw.orderNumber) return [];
  return [
    {
      orderNumber: raw.orderNumber,
      lineItemId: raw.lineItemId ?? '',
      sku: raw.sku ?? '',
      merchantSku: raw.merchantSku ?? '',
      quantity: String(Math.max(0, Math.trunc(raw.quantity ?? 0))),
    },
  ];
}

/**
 * An accepted claim brings pieces of a line back. Two claims of one line cannot be told from one that is listed twice, so the
 * larger counts: rather one piece too few on sale than one too many.
 */
export function mapClaimDetail(raw: OrderDetail, context: MapContext): OrderRecord[] {
  const {
    orderNumber = '',
    lineItemId = '',
    sku = '',
    merchantSku = '',
    quantity = '',
  } = context.parent ?? {};
  const sold = raw.items.filter((item) => lineStatusOf(item.status) !== 'cancelled');
  const line =
    lineItemId === '' ? onlyLine(sold, sku, merchantSku) : sold.find(({ id }) => id === lineItemId);
  if (line === undefined) return [];
  const told = lineOf(line);
  const returnedPieces = quantity === '0' ? told.quantity : Math.min(Number(quantity), told.quantity);
  return [
    {
      ...detailHead(raw, orderNumber),
      packages: [],
      lineUpdates: [{ key: told.key, status: 'returned', returnedPieces }],
    },
  ];
}

function onlyLine(items: readonly DetailLine[], sku: string, merchantSku: string): DetailLine | undefined {
  const same = items.filter(
    (item) => (sku !== '' && item.sku === sku) || (merchantSku !== '' && item.merchantSku === merchantSku),
  );
  return same.length === 1 ? same[0] : undefined;
}
