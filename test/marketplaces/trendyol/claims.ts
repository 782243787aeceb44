import { type Answer, json } from '../kit/answer';
import { readChoice, readInteger } from '../kit/query';
import { Random } from '../kit/random';
import type { MarketplaceRequest } from '../kit/request';
import type { TrendyolData } from './data';

const CLAIM_STATUSES = [
  'Created',
  'WaitingInAction',
  'WaitingFraudCheck',
  'Accepted',
  'Unresolved',
  'Rejected',
  'Cancelled',
  'InAnalysis',
] as const;
type ClaimStatus = (typeof CLAIM_STATUSES)[number];

interface Claim {
  readonly claimId: string;
  readonly orderNumber: string;
  readonly lineIds: readonly number[];
  readonly status: ClaimStatus;
  readonly at: number;
}

/** What customers sent back. https://developers.trendyol.com/docs (İadesi Oluşturulan Siparişleri Çekme - getClaims) */
export class ClaimService {
  readonly #claims: Claim[] = [];
  readonly #random: Random;

  constructor(
    private readonly data: TrendyolData,
    private readonly now: () => number,
  ) {
    this.#random = new Random(data.sellerId).fork('claims');
  }

  /** A claim for lines of delivered packages, accepted at once. A line is claimed once. */
  accept(orderNumber: string, lineIds: readonly number[]): void {
    const claimed = new Set(this.#claims.flatMap((claim) => claim.lineIds));
    const open = lineIds.filter((lineId) => !claimed.has(lineId));
    if (open.length > 0) this.add(orderNumber, open, 'Accepted');
  }

  add(orderNumber: string, lineIds: readonly number[], status: ClaimStatus): void {
    const claimId = this.#random.uuid();
    this.#claims.push({ claimId, orderNumber, lineIds, status, at: this.now() });
  }

  list({ query }: MarketplaceRequest): Answer {
    const size = readInteger(query, 'size', { min: 1, max: 200 }) ?? 50;
    const page = readInteger(query, 'page', { min: 0 }) ?? 0;
    const status = readChoice(query, 'claimItemStatus', CLAIM_STATUSES);
    const start = readInteger(query, 'startDate', { min: 0 }) ?? 0;
    const end = readInteger(query, 'endDate', { min: 0 }) ?? Number.POSITIVE_INFINITY;
    const orderNumber = query.get('orderNumber');
    const found = this.#claims
      .filter((claim) => claim.at >= start && claim.at <= end)
      .filter((claim) => status === undefined || claim.status === status)
      .filter((claim) => orderNumber === null || claim.orderNumber === orderNumber);
    return json(200, {
      totalElements: found.length,
      totalPages: Math.ceil(found.length / size),
      page,
      size,
      content: found.slice(page * size, (page + 1) * size).map((claim) => this.#render(claim)),
    });
  }

  #render({ claimId, orderNumber, lineIds, status, at }: Claim): unknown {
    const order = this.data.order(orderNumber);
    const [first] = order.packages;
    if (first === undefined) throw new Error(`claim ${claimId} has no package`);
    return {
      id: claimId,
      claimId,
      orderNumber,
      orderDate: first.orderDate,
      customerFirstName: first.customerFirstName,
      customerLastName: first.customerLastName,
      claimDate: at,
      lastModifiedDate: at,
      orderShipmentPackageId: first.shipmentPackageId,
      items: order.lines
        .filter(({ lineId }) => lineIds.includes(lineId))
        .map((line) => ({
          orderLine: {
            id: line.lineId,
            productName: line.productName,
            barcode: line.barcode,
            merchantSku: line.stockCode,
            price: line.lineUnitPrice,
            vatRate: line.vatRate,
          },
          // One for each piece.
          claimItems: Array.from({ length: line.quantity }, (_, piece) => ({
            id: `${claimId}-${line.lineId}-${piece}`,
            orderLineItemId: line.lineId * 100 + piece,
            customerClaimItemReason: { id: 401, name: 'Beğenmedim', code: 'DISLIKE' },
            claimItemStatus: { name: status },
            resolved: status === 'Accepted',
            autoAccepted: false,
            acceptedBySeller: status === 'Accepted',
          })),
        })),
    };
  }
}
