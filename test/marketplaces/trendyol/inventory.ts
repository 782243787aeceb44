import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Answer, json } from '../kit/answer';
import { SlidingBudget } from '../kit/limits';
import { HOUR_MS } from '../kit/marketplace';
import type { MarketplaceRequest } from '../kit/request';
import type { TrendyolProductData } from './product-data';
import { badRequest, notFound, refusal } from './refusals';

const MOST_ITEMS = 1000;
const MOST_PIECES = 20_000;
const SAME_BODY_MS = 15 * 60_000;
const KEPT_MS = 4 * HOUR_MS;
const PRICE_CHANGES = 30;

const itemSchema = z.looseObject({
  barcode: z.string().min(1),
  quantity: z.number().optional(),
  salePrice: z.number().optional(),
  listPrice: z.number().optional(),
});
type Item = z.infer<typeof itemSchema>;
const bodySchema = z.object({ items: z.array(itemSchema).min(1) });

interface Row {
  readonly item: Item;
  /** Missing = not worked on yet. */
  reasons?: string[];
}
interface Batch {
  readonly id: string;
  readonly madeAt: number;
  readonly dueAt: number;
  readonly rows: Row[];
  done: boolean;
}

export interface InventoryWrite {
  readonly at: number;
  readonly barcode: string;
  readonly quantity?: number;
  readonly salePrice?: number;
}

/** Stock and price updates: taken at once, worked on later, with a result per item that is kept four hours. */
export class InventoryService {
  readonly writes: InventoryWrite[] = [];
  private readonly batches = new Map<string, Batch>();
  private readonly bodies = new Map<string, number>();
  private readonly priceChanges = new Map<string, SlidingBudget>();
  private made = 0;

  constructor(
    private readonly data: TrendyolProductData,
    private readonly now: () => number,
    /** From taking an update to its effect, ms of the marketplace's clock. */
    private readonly workMs: number,
  ) {}

  /** https://developers.trendyol.com/docs (Stok ve Fiyat Güncelleme) */
  update(request: MarketplaceRequest): Answer {
    const body = bodySchema.safeParse(parsed(request.body));
    if (!body.success) return badRequest(request.at, 'items alanı boş veya hatalı.');
    const { items } = body.data;
    if (items.length > MOST_ITEMS)
      return badRequest(request.at, `Tek istekte en fazla ${MOST_ITEMS} ürün gönderebilirsiniz.`);
    const hash = createHash('sha256').update(request.body).digest('hex');
    const before = this.bodies.get(hash);
    if (before !== undefined && request.at - before < SAME_BODY_MS) {
      return refusal(
        400,
        'recurring.request',
        '15 dakika boyunca aynı isteği tekrarlı olarak atamazsınız!',
        request.at,
        'TrendyolValidationException',
      );
    }
    this.bodies.set(hash, request.at);
    this.made += 1;
    const id = `${hash.slice(0, 8)}-${String(this.made).padStart(6, '0')}-${request.at}`;
    this.batches.set(id, {
      id,
      madeAt: request.at,
      dueAt: request.at + this.workMs,
      rows: items.map((item) => ({ item })),
      done: false,
    });
    return json(200, { batchRequestId: id });
  }

  /** https://developers.trendyol.com/docs (Toplu İşlem Kontrolü): batches of this kind have no status of their own. */
  result(request: MarketplaceRequest, id: string): Answer {
    const batch = this.batches.get(id);
    if (batch === undefined || request.at - batch.madeAt > KEPT_MS) return notFound(request.at);
    const failed = batch.rows.filter(({ reasons }) => reasons !== undefined && reasons.length > 0).length;
    return json(200, {
      batchRequestId: id,
      creationDate: batch.madeAt,
      lastModification: batch.done ? batch.dueAt : batch.madeAt,
      sourceType: 'API',
      itemCount: batch.rows.length,
      failedItemCount: failed,
      batchRequestType: 'ProductInventoryUpdate',
      items: batch.rows.map(({ item, reasons }) => ({
        requestItem: item,
        status: reasons === undefined ? 'IN_PROGRESS' : reasons.length > 0 ? 'FAILED' : 'SUCCESS',
        failureReasons: reasons ?? [],
      })),
    });
  }

  /** Works on everything whose time has come, in the order it was taken. */
  settle(): void {
    const now = this.now();
    for (const batch of this.batches.values()) {
      if (batch.done || batch.dueAt > now) continue;
      for (const row of batch.rows) row.reasons = this.apply(row.item, batch.dueAt);
      batch.done = true;
    }
  }

  private apply(item: Item, at: number): string[] {
    const reasons = this.problemsOf(item, at);
    if (reasons.length > 0) return reasons;
    const { barcode, quantity, salePrice, listPrice } = item;
    this.data.editVariant(barcode, {
      ...(quantity === undefined ? {} : { quantity }),
      ...(salePrice === undefined ? {} : { salePrice }),
      ...(listPrice === undefined ? {} : { listPrice }),
    });
    this.writes.push({
      at,
      barcode,
      ...(quantity === undefined ? {} : { quantity }),
      ...(salePrice === undefined ? {} : { salePrice }),
    });
    return [];
  }

  private problemsOf(item: Item, at: number): string[] {
    const { barcode, quantity, salePrice, listPrice } = item;
    const found = this.data.findVariant(barcode);
    if (found === undefined)
      return [
        this.data.unapproved.has(barcode)
          ? `${barcode} barkodlu ürün henüz onaylanmamıştır.`
          : `${barcode} barkodlu ürün bulunamadı.`,
      ];
    const { variant } = found;
    if (variant.archived) return ['Arşivdeki ürünün stok ve fiyatı güncellenemez.'];
    if (variant.blacklisted) return ['Kara listedeki ürün güncellenemez.'];
    if (variant.locked && (salePrice !== undefined || listPrice !== undefined))
      return ['Kilitli ürünün fiyatı güncellenemez.'];
    if (quantity === undefined && salePrice === undefined && listPrice === undefined)
      return ['Stok veya fiyat bilgisi gönderilmelidir.'];
    if (quantity !== undefined && (!Number.isInteger(quantity) || quantity < 0 || quantity > MOST_PIECES))
      return [`Stok adedi 0 ile ${MOST_PIECES} arasında olmalıdır.`];
    const sale = salePrice ?? variant.price.salePrice;
    const list = listPrice ?? Math.max(variant.price.listPrice, sale);
    if (sale <= 0 || list <= 0) return ['Fiyat sıfırdan büyük olmalıdır.'];
    if (list < sale) return ['Liste fiyatı satış fiyatından küçük olamaz.'];
    if (sale !== variant.price.salePrice && !this.mayChangePrice(barcode, at))
      return [`Bir barkodun fiyatı dakikada en fazla ${PRICE_CHANGES} kez değiştirilebilir.`];
    return [];
  }

  private mayChangePrice(barcode: string, at: number): boolean {
    const budget =
      this.priceChanges.get(barcode) ?? new SlidingBudget(PRICE_CHANGES, 60_000, () => this.priceClock);
    this.priceChanges.set(barcode, budget);
    this.priceClock = at;
    return budget.take().allowed;
  }
  private priceClock = 0;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
