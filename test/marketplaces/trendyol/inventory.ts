import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Answer, json } from '../kit/answer';
import { type BatchFault, type BatchFaultPlan, fateOf } from '../kit/batch-faults';
import { readJson } from '../kit/json';
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
  /** Only a fault keeps a row out of the result. */
  unspoken?: boolean;
}
interface Batch {
  readonly id: string;
  readonly madeAt: number;
  readonly dueAt: number;
  readonly rows: Row[];
  readonly fault: BatchFault | undefined;
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
  private readonly pending: Batch[] = [];
  private readonly bodies = new Map<string, number>();
  private readonly priceChanges = new Map<string, SlidingBudget>();
  private made = 0;

  constructor(
    private readonly data: TrendyolProductData,
    private readonly now: () => number,
    /** From taking an update to its effect, ms of the marketplace's clock. */
    private readonly workMs: number,
    private readonly faults: BatchFaultPlan,
  ) {}

  /** https://developers.trendyol.com/docs (Stok ve Fiyat Güncelleme) */
  update(request: MarketplaceRequest): Answer {
    const body = bodySchema.safeParse(readJson(request.body));
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
    const batch: Batch = {
      id,
      madeAt: request.at,
      dueAt: request.at + this.workMs,
      rows: items.map((item) => ({ item })),
      fault: this.faults.next(),
      done: false,
    };
    this.batches.set(id, batch);
    this.pending.push(batch);
    return json(200, { batchRequestId: id });
  }

  /** https://developers.trendyol.com/docs (Toplu İşlem Kontrolü): batches of this kind have no status of their own. */
  result(request: MarketplaceRequest, id: string): Answer {
    const batch = this.batches.get(id);
    if (batch === undefined || request.at - batch.madeAt > KEPT_MS) return notFound(request.at);
    const spoken = batch.rows.filter(({ unspoken }) => unspoken !== true);
    const failed = spoken.filter(({ reasons }) => reasons !== undefined && reasons.length > 0).length;
    return json(200, {
      batchRequestId: id,
      creationDate: batch.madeAt,
      lastModification: batch.done ? batch.dueAt : batch.madeAt,
      sourceType: 'API',
      itemCount: batch.rows.length,
      failedItemCount: failed,
      batchRequestType: 'ProductInventoryUpdate',
      items: spoken.map(({ item, reasons }) => ({
        requestItem: { updateRequestDate: dateText(batch.madeAt), ...item },
        status: reasons === undefined ? 'IN_PROGRESS' : reasons.length > 0 ? 'FAILED' : 'SUCCESS',
        failureReasons: reasons ?? [],
      })),
    });
  }

  /** Works on everything whose time has come, in the order it was taken. */
  settle(): void {
    const now = this.now();
    while (this.pending[0] !== undefined && this.pending[0].dueAt <= now) {
      const batch = this.pending.shift();
      if (batch !== undefined) this.work(batch);
    }
  }

  private work(batch: Batch): void {
    batch.rows.forEach((row, index) => {
      const { told, applied, reason } = fateOf(batch.fault, row.item.barcode, index);
      const reasons = reason !== undefined ? [reason] : applied ? this.apply(row.item, batch.dueAt) : [];
      if (told) row.reasons = reasons;
      else row.unspoken = batch.fault?.kind === 'rowMissing';
    });
    batch.done = batch.fault?.kind !== 'stuck';
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

/** As the documented sample writes it: UTC with an offset. */
const dateText = (at: number): string => new Date(at).toISOString().replace('Z', '+00:00');
