import { z } from 'zod';
import { type Answer, json } from '../kit/answer';
import { type BatchFault, type BatchFaultPlan, fateOf } from '../kit/batch-faults';
import { readJson } from '../kit/json';
import { DAY_MS, HOUR_MS } from '../kit/marketplace';
import { Random } from '../kit/random';
import type { MarketplaceRequest } from '../kit/request';
import type { HepsiburadaGoodsData } from './goods-data';
import { refusal } from './refusals';
import { duplicates, type Item, itemSchema, judge, type PriceVerdict, type UploadKind } from './upload-rules';

const MOST_ROWS = 4000;
const MOST_PENDING = 5;
const ROWS_PER_LISTING_AND_DAY = 10;
const ISTANBUL_MS = 3 * HOUR_MS;

export interface UploadOptions {
  /** From taking an upload to its effect, ms of the marketplace's clock. */
  readonly workMs: number;
  /** Multiplies the limits of pending uploads and of rows a day. */
  readonly scale: number;
  /**
   * How the end is told. 'completed': COMPLETED, COMPLETED_WITH_ERRORS, MinPrice and MaxPrice, empty lists. 'done': the
   * guide's older Done, MinLock and MaxLock, and null for no errors.
   */
  readonly words: 'completed' | 'done';
}

interface Named {
  readonly elementNo: number;
  readonly hepsiburadaSku: string | null;
  readonly merchantSku: string | null;
}
interface Upload {
  readonly id: string;
  readonly kind: UploadKind;
  readonly madeAt: number;
  readonly dueAt: number;
  readonly items: readonly Item[];
  readonly fault: BatchFault | undefined;
  readonly errors: (Named & { errors: string[] })[];
  readonly priceValidations: (Named & { price: PriceVerdict })[];
  done: boolean;
}

export interface ListingWrite {
  readonly at: number;
  readonly merchantSku: string;
  readonly stock?: number;
  readonly price?: number;
}

/** Stock and price uploads of listing-external. https://developers.hepsiburada.com (Listeleme Entegrasyonu) */
export class UploadService {
  readonly writes: ListingWrite[] = [];
  private readonly uploads = new Map<string, Upload>();
  private pending: Upload[] = [];
  private today = { day: Number.NaN, rows: 0 };
  private readonly random: Random;

  constructor(
    private readonly data: HepsiburadaGoodsData,
    private readonly now: () => number,
    private readonly faults: BatchFaultPlan,
    private readonly options: UploadOptions,
  ) {
    this.random = new Random(2026).fork(`uploads-${data.merchantId}`);
  }

  take(request: MarketplaceRequest, kind: UploadKind): Answer {
    const headers = { 'x-correlation-id': this.random.uuid() };
    const refuse = (status: number, message: string): Answer => refusal('listing', status, message, headers);
    if (!/json/i.test(request.headers['content-type'] ?? '')) return refuse(415, 'Unsupported Media Type');
    const body = z.array(itemSchema).min(1).safeParse(readJson(request.body));
    if (!body.success) return refuse(400, 'Request body must be a list of listings');
    const items = body.data;
    if (items.length > MOST_ROWS) return refuse(400, `At most ${MOST_ROWS} listings can be updated at once`);
    if (this.pending.length >= MOST_PENDING * this.options.scale) {
      return refuse(
        400,
        'There are too many ongoing/waiting inventory uploads at the moment. Please try again later.',
      );
    }
    if (!this.mayTakeToday(request.at, items.length)) {
      return refuse(400, `Merchant ${this.data.merchantId} exceeds his inventory upload limit`);
    }
    const upload: Upload = {
      id: this.random.uuid(),
      kind,
      madeAt: request.at,
      dueAt: request.at + this.options.workMs,
      items,
      fault: this.faults.next(),
      errors: [],
      priceValidations: [],
      done: false,
    };
    this.uploads.set(upload.id, upload);
    this.pending.push(upload);
    return json(200, { id: upload.id }, headers);
  }

  /** Kept for 24 hours. */
  result(request: MarketplaceRequest, kind: UploadKind, id: string): Answer {
    const upload = this.uploads.get(id);
    if (upload === undefined || upload.kind !== kind || request.at - upload.madeAt > DAY_MS)
      return refusal('listing', 404, 'Not Found');
    const old = this.options.words === 'done';
    return json(200, {
      id,
      status: this.statusOf(upload),
      createdAt: new Date(upload.madeAt).toISOString(),
      total: upload.items.length,
      errors: old && upload.errors.length === 0 ? null : upload.errors,
      priceValidations: upload.priceValidations.map(({ price, ...named }) => ({
        ...named,
        type: old ? price.type.replace('Price', 'Lock') : price.type,
        minPrice: price.minPrice,
        maxPrice: price.maxPrice,
        ...(price.type === 'RegulativePrice'
          ? { regulativePriceDetail: { minAmount: price.minPrice, maxAmount: price.maxPrice } }
          : {}),
        description: 'Fiyat izin verilen aralığın dışında olduğu için ürün kilitlendi.',
      })),
    });
  }

  /** Works on everything whose time has come, in the order it was taken. */
  settle(): void {
    const now = this.now();
    while (this.pending[0] !== undefined && this.pending[0].dueAt <= now) {
      const upload = this.pending.shift();
      if (upload !== undefined) this.work(upload);
    }
  }

  private work(upload: Upload): void {
    const twice = duplicates(upload.items);
    upload.items.forEach((item, index) => {
      const named = {
        elementNo: index + 1,
        hepsiburadaSku: item.hepsiburadaSku ?? null,
        merchantSku: item.merchantSku ?? null,
      };
      const fate = fateOf(upload.fault, item.merchantSku ?? item.hepsiburadaSku ?? '', index);
      const error = fate.reason ?? twice.get(index);
      if (error !== undefined) upload.errors.push({ ...named, errors: [error] });
      else if (fate.applied) this.apply(upload, item, fate.told ? named : undefined);
    });
    upload.done = upload.fault?.kind !== 'stuck';
  }

  private apply(upload: Upload, item: Item, named: Named | undefined): void {
    const verdict = judge(this.data, upload.kind, item);
    const at = upload.dueAt;
    switch (verdict.kind) {
      case 'error':
        if (named !== undefined) upload.errors.push({ ...named, errors: [verdict.error] });
        return;
      case 'lock':
        this.data.lockPrice(verdict.listing.merchantSku, verdict.price.type);
        if (named !== undefined) upload.priceValidations.push({ ...named, price: verdict.price });
        return;
      case 'stock': {
        const { merchantSku } = verdict.listing;
        this.data.editListing(merchantSku, verdict.change);
        this.writes.push({ at, merchantSku, stock: verdict.change.availableStock });
        return;
      }
      case 'price': {
        const { merchantSku } = verdict.listing;
        this.data.setPrice(merchantSku, verdict.value);
        this.writes.push({ at, merchantSku, price: verdict.value });
        return;
      }
      default: {
        const never: never = verdict;
        throw new Error(`unknown verdict ${JSON.stringify(never)}`);
      }
    }
  }

  private statusOf({ done, errors, priceValidations }: Upload): string {
    if (!done) return this.options.words === 'done' ? 'Processing' : 'PROCESSING';
    if (this.options.words === 'done') return 'Done';
    return errors.length + priceValidations.length > 0 ? 'COMPLETED_WITH_ERRORS' : 'COMPLETED';
  }

  /** The day is Turkey's. A refused upload is not counted. */
  private mayTakeToday(at: number, rows: number): boolean {
    const day = Math.floor((at + ISTANBUL_MS) / DAY_MS);
    if (day !== this.today.day) this.today = { day, rows: 0 };
    const most = this.data.listingCount * ROWS_PER_LISTING_AND_DAY * this.options.scale;
    if (this.today.rows + rows > most) return false;
    this.today.rows += rows;
    return true;
  }
}
