import { z } from 'zod';
import { type Answer, json } from '../kit/answer';
import type { MarketplaceRequest } from '../kit/request';
import type { HepsiburadaData } from './data';
import type { HepsiburadaLine, HepsiburadaOrder } from './model';
import { refusal } from './refusals';

const packSchema = z.object({
  lineItemRequests: z.array(z.object({ id: z.string(), quantity: z.int().positive() })).min(1),
  parcelQuantity: z.int().positive().optional(),
});
const cancelSchema = z.object({ reasonId: z.union([z.number(), z.string()]) });

/** Packing (which accepts an order) and the merchant's cancellation of a line. */
export class OrderWriteService {
  constructor(private readonly data: HepsiburadaData) {}

  pack({ body }: MarketplaceRequest): Answer {
    const asked = packSchema.safeParse(parsed(body));
    if (!asked.success) return refusal('oms', 400, 'Bad Request');
    const found = asked.data.lineItemRequests.map(({ id, quantity }) => ({ ...this.find(id), quantity }));
    const [first] = found;
    if (first?.order === undefined) return refusal('oms', 404, 'Line item not found');
    if (found.some(({ line }) => line === undefined || !waits(line)))
      return refusal('oms', 409, 'Line item is not packageable');
    if (found.some(({ order }) => order !== first.order))
      return refusal('oms', 409, 'Line items can not be packaged together');
    if (found.some(({ line, quantity }) => line?.quantity !== quantity))
      return refusal('oms', 409, 'Quantity is not valid');
    const ids = found.flatMap(({ line }) => line?.id ?? []);
    const made = this.data.pack(first.order.orderNumber, ids);
    return json(201, { packageNumber: made.packageNumber, barcode: made.barcode });
  }

  cancel({ body }: MarketplaceRequest, id: string): Answer {
    const asked = cancelSchema.safeParse(parsed(body));
    if (!asked.success || String(asked.data.reasonId) !== '83')
      return refusal('oms', 400, 'ReasonId is not valid');
    const { order, line } = this.find(id);
    if (order === undefined || line === undefined) return refusal('oms', 404, 'Line item not found');
    if (!waits(line)) return refusal('oms', 409, 'Line item is not cancellable');
    this.data.cancelLine(order.orderNumber, line.id, 'Merchant');
    return json(200, { code: 'Cancelled' });
  }

  private find(id: string): {
    readonly order: HepsiburadaOrder | undefined;
    readonly line: HepsiburadaLine | undefined;
  } {
    for (const order of this.data.orders.values()) {
      const line = order.lines.find((one) => one.id === id);
      if (line !== undefined) return { order, line };
    }
    return { order: undefined, line: undefined };
  }
}

const waits = ({ status }: HepsiburadaLine): boolean => status === 'Open' || status === 'Unpacked';

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
