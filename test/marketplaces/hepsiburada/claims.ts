import { type Answer, json } from '../kit/answer';
import { readInteger } from '../kit/query';
import { Random } from '../kit/random';
import type { MarketplaceRequest } from '../kit/request';
import type { HepsiburadaData } from './data';
import { refusal } from './refusals';
import { istanbulText, readIstanbul } from './time';

const CLAIM_STATUSES = [
  'NewRequest',
  'Accepted',
  'AwaitingAction',
  'InDispute',
  'Rejected',
  'Refunded',
  'Cancelled',
  'AwaitingPreApproval',
] as const;

interface Claim {
  readonly number: string;
  readonly status: (typeof CLAIM_STATUSES)[number];
  readonly orderNumber: string;
  readonly lineId: string;
  readonly at: number;
}

/** What customers sent back. https://developers.hepsiburada.com (Talep Entegrasyonu) */
export class ClaimService {
  private readonly claims: Claim[] = [];
  private readonly random: Random;

  constructor(
    private readonly data: HepsiburadaData,
    private readonly now: () => number,
  ) {
    this.random = new Random(2026).fork(`claims-${data.merchantId}`);
  }

  /** A claim for one delivered line, accepted at once. A line is claimed once. */
  accept(orderNumber: string, lineId: string): void {
    if (this.claims.some((claim) => claim.lineId === lineId)) return;
    const number = this.random.digits(9);
    this.claims.push({ number, status: 'Accepted', orderNumber, lineId, at: this.now() });
  }

  list({ query }: MarketplaceRequest, status?: string): Answer {
    const known = CLAIM_STATUSES.find((each) => each === status);
    if (status !== undefined && known === undefined) return refusal('oms', 400, 'Wrong Claim Status');
    const limit = readInteger(query, 'limit', { min: 1 });
    if (limit === undefined) return refusal('oms', 400, 'LimitCannotBeEmpty');
    const offset = readInteger(query, 'offset', { min: 0 }) ?? 0;
    const [from, to] = status === undefined ? ['beginDate', 'endDate'] : ['statusBeginDate', 'statusEndDate'];
    const begin = readIstanbul(query, from) ?? Number.NEGATIVE_INFINITY;
    const end = readIstanbul(query, to) ?? Number.POSITIVE_INFINITY;
    const found = this.claims.filter(
      (claim) => (known === undefined || claim.status === known) && claim.at >= begin && claim.at <= end,
    );
    return json(
      200,
      found.slice(offset, offset + limit).map((claim) => this.render(claim)),
    );
  }

  private render(claim: Claim): unknown {
    const order = this.data.order(claim.orderNumber);
    const line = order.lines.find(({ id }) => id === claim.lineId);
    if (line === undefined) throw new Error(`claim ${claim.number} has no line`);
    const { sku, merchantSku, quantity, unitPrice, hbUnitDiscount, merchantUnitDiscount } = line;
    return {
      id: claim.lineId,
      number: claim.number,
      status: claim.status,
      claimType: 'Return',
      claimDate: istanbulText(claim.at),
      orderNumber: claim.orderNumber,
      lineItemId: claim.lineId,
      sku,
      merchantSku,
      quantity,
      explanation: 'Beğenmedim',
      refundAmount: ((unitPrice - hbUnitDiscount - merchantUnitDiscount) * quantity) / 100,
      refundCurrency: order.currency,
      refundDate: null,
    };
  }
}
