import { z } from 'zod';
import type { MapContext } from '../../src/shared/connector/definition';
import { currencySchema } from '../../src/shared/domain/money';
import type { OrderRecord } from '../../src/shared/domain/order';
import type { WooOrder, WooRefunds } from './schema';
import { orderStatusOf } from './statuses';

type RefundLine = WooRefunds[number]['line_items'][number];

const boundLines = z.array(z.object({ key: z.string(), product: z.string() }));

/** An order of which a part was paid back; one that was paid back whole says so itself. */
export function refundBindings(raw: WooOrder): Readonly<Record<string, string>>[] {
  if (raw.refunds.length === 0 || ['returned', 'cancelled'].includes(orderStatusOf(raw.status))) return [];
  const lines = raw.line_items.map((line) => ({
    key: line.id,
    product: productOf(line.product_id, line.variation_id),
  }));
  return [{ id: raw.id, number: raw.number ?? raw.id, currency: raw.currency, lines: JSON.stringify(lines) }];
}

/** How many pieces of each line were paid back, over all refunds. */
export function mapRefunds(raw: WooRefunds, context: MapContext): OrderRecord[] {
  const { id = '', number = '', currency = '', lines = '[]' } = context.parent ?? {};
  const known = boundLines.parse(JSON.parse(lines));
  const pieces = new Map<string, number>();
  for (const line of raw.flatMap((refund) => refund.line_items)) {
    const key = lineOf(line, known);
    const quantity = Math.abs(Math.round(line.quantity ?? 0));
    if (key !== undefined && quantity > 0) pieces.set(key, (pieces.get(key) ?? 0) + quantity);
  }
  if (pieces.size === 0) return [];
  return [
    {
      kind: 'order',
      key: id,
      number,
      currency: currencySchema.parse(currency.trim().toUpperCase()),
      packages: [],
      packagesComplete: false,
      lineUpdates: [...pieces].map(([key, returnedPieces]) => ({ key, status: 'returned', returnedPieces })),
    },
  ];
}

/** The refund names the line it pays back; without that the only line with the product is meant. */
function lineOf(line: RefundLine, known: z.infer<typeof boundLines>): string | undefined {
  const named = line.meta_data.find(({ key }) => key === '_refunded_item_id')?.value;
  if (typeof named === 'string' || typeof named === 'number') return String(named);
  const product = productOf(line.product_id, line.variation_id);
  const same = known.filter((one) => one.product === product);
  return same.length === 1 ? same[0]?.key : undefined;
}

function productOf(productId: string | null | undefined, variationId: string | null | undefined): string {
  return variationId && variationId !== '0' ? variationId : (productId ?? '');
}
