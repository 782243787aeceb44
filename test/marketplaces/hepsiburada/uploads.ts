import { z } from 'zod';
import { type Answer, json } from '../kit/answer';
import { DAY_MS } from '../kit/marketplace';
import type { MarketplaceRequest } from '../kit/request';
import type { HepsiburadaGoodsData } from './goods-data';
import type { HepsiburadaListing } from './model';
import { refusal } from './refusals';

export type UploadKind = 'stock' | 'price';

const itemSchema = z.looseObject({
  hepsiburadaSku: z.string().nullish(),
  merchantSku: z.string().nullish(),
  availableStock: z.number().optional(),
  price: z.number().optional(),
});
type Item = z.infer<typeof itemSchema>;

interface RowError {
  readonly elementNo: number;
  readonly hepsiburadaSku: string | null;
  readonly merchantSku: string | null;
  readonly errors: readonly string[];
}
interface PriceValidation {
  readonly elementNo: number;
  readonly hepsiburadaSku: string | null;
  readonly merchantSku: string | null;
  readonly type: 'MinPrice' | 'MaxPrice';
  readonly minPrice: number;
  readonly maxPrice: number;
  readonly description: string;
}
interface Upload {
  readonly id: string;
  readonly kind: UploadKind;
  readonly madeAt: number;
  readonly dueAt: number;
  readonly items: readonly Item[];
  readonly errors: RowError[];
  readonly priceValidations: PriceValidation[];
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
  private made = 0;

  constructor(
    private readonly data: HepsiburadaGoodsData,
    private readonly now: () => number,
    /** From taking an upload to its effect, ms of the marketplace's clock. */
    private readonly workMs: number,
  ) {}

  take(request: MarketplaceRequest, kind: UploadKind): Answer {
    const body = z.array(itemSchema).min(1).safeParse(parsed(request.body));
    if (!body.success) return refusal('listing', 400, 'Request body must be a list of listings');
    this.made += 1;
    const id = `${kind}-${String(this.made).padStart(8, '0')}-${request.at}`;
    this.uploads.set(id, {
      id,
      kind,
      madeAt: request.at,
      dueAt: request.at + this.workMs,
      items: body.data,
      errors: [],
      priceValidations: [],
      done: false,
    });
    return json(200, { id });
  }

  /** Kept for 24 hours. */
  result(request: MarketplaceRequest, kind: UploadKind, id: string): Answer {
    const upload = this.uploads.get(id);
    if (upload === undefined || upload.kind !== kind || request.at - upload.madeAt > DAY_MS)
      return refusal('listing', 404, 'Not Found');
    const failed = upload.errors.length + upload.priceValidations.length;
    return json(200, {
      id,
      status: !upload.done ? 'PROCESSING' : failed > 0 ? 'COMPLETED_WITH_ERRORS' : 'COMPLETED',
      createdAt: new Date(upload.madeAt).toISOString(),
      total: upload.items.length,
      errors: upload.errors,
      priceValidations: upload.priceValidations,
    });
  }

  /** Works on everything whose time has come, in the order it was taken. */
  settle(): void {
    const now = this.now();
    for (const upload of this.uploads.values()) {
      if (upload.done || upload.dueAt > now) continue;
      upload.items.forEach((item, index) => {
        if (upload.kind === 'stock') this.setStock(upload, item, index + 1);
        else this.setPrice(upload, item, index + 1);
      });
      upload.done = true;
    }
  }

  private setStock(upload: Upload, item: Item, elementNo: number): void {
    const listing = this.find(item);
    const problem = stockProblem(item, listing);
    if (problem !== null || listing === undefined || item.availableStock === undefined) {
      upload.errors.push({ elementNo, ...namesOf(item), errors: [problem ?? NOT_FOUND] });
      return;
    }
    const stock = item.availableStock;
    this.data.editListing(listing.merchantSku, { availableStock: stock });
    this.writes.push({ at: upload.dueAt, merchantSku: listing.merchantSku, stock });
  }

  private setPrice(upload: Upload, item: Item, elementNo: number): void {
    const { price } = item;
    const listing = this.find(item);
    const problem = priceProblem(item, listing);
    if (problem !== null || listing === undefined || price === undefined) {
      upload.errors.push({ elementNo, ...namesOf(item), errors: [problem ?? NOT_FOUND] });
      return;
    }
    const { lowest, highest } = bandOf(listing.price);
    if (price < lowest || price > highest) {
      upload.priceValidations.push({
        elementNo,
        ...namesOf(item),
        type: price < lowest ? 'MinPrice' : 'MaxPrice',
        minPrice: lowest,
        maxPrice: highest,
        description: 'OutOfPriceRange: fiyat izin verilen aralığın dışında',
      });
      return;
    }
    this.data.editListing(listing.merchantSku, { price });
    this.writes.push({ at: upload.dueAt, merchantSku: listing.merchantSku, price });
  }

  /** Both names, where both are given, must mean the same listing. */
  private find({ hepsiburadaSku, merchantSku }: Item): HepsiburadaListing | undefined {
    const listing = merchantSku
      ? this.data.goods.get(merchantSku)?.listing
      : this.data.listings().find((one) => one.hepsiburadaSku === hepsiburadaSku);
    if (listing === undefined || (hepsiburadaSku && listing.hepsiburadaSku !== hepsiburadaSku))
      return undefined;
    return listing;
  }
}

const NOT_FOUND = 'Listing bulunamadı';

function stockProblem({ availableStock }: Item, listing: HepsiburadaListing | undefined): string | null {
  if (listing === undefined) return NOT_FOUND;
  if (availableStock === undefined || !Number.isInteger(availableStock) || availableStock < 0)
    return 'AvailableStock geçerli değil';
  if (listing.isFulfilledByHB) return 'IsFulfilledByHB: stok Hepsiburada deposunda';
  if (listing.isFrozen) return 'Listing dondurulmuş';
  return listing.stockDecreaseDisabled && availableStock < listing.availableStock
    ? 'Stok düşürme kapalı'
    : null;
}

function priceProblem({ price }: Item, listing: HepsiburadaListing | undefined): string | null {
  if (listing === undefined) return NOT_FOUND;
  if (price === undefined || price <= 0) return 'Price geçerli değil';
  if (listing.isFrozen) return 'Listing dondurulmuş';
  if (listing.priceIncreaseDisabled && price > listing.price) return 'Fiyat artırma kapalı';
  return listing.priceDecreaseDisabled && price < listing.price ? 'Fiyat düşürme kapalı' : null;
}

/** How far one change may go: cheap goods up to 250 %, above 2,000 TL about 80 %. */
function bandOf(price: number): { lowest: number; highest: number } {
  const share = price > 2000 ? 0.8 : 2.5;
  const highest = round(price * (1 + share));
  return { lowest: round(price / (1 + share)), highest };
}

const round = (price: number): number => Math.round(price * 100) / 100;

function namesOf(item: Item): { hepsiburadaSku: string | null; merchantSku: string | null } {
  return { hepsiburadaSku: item.hepsiburadaSku ?? null, merchantSku: item.merchantSku ?? null };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
