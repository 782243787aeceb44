import type { SoldOrder } from '../../marketplaces/kit';
import { saleNow } from './clock';
import { placeIn, type Shop } from './shops';

export type LineState = 'awaiting' | 'sold' | 'cancelled' | 'returned';

export interface BookLine {
  readonly lineKey: string;
  readonly product: number;
  readonly pieces: number;
  state: LineState;
}

export interface BookOrder {
  readonly shop: Shop;
  readonly number: string;
  readonly lines: BookLine[];
  shipped: boolean;
}

/** Pieces of a product became free or were taken. */
export interface Change {
  /** Epoch ms of the sale's clock. */
  readonly at: number;
  /** The channel through which Kervan hears of it; null = told to Kervan itself. */
  readonly shop: Shop | null;
  readonly pieces: number;
}

/** A sale of pieces of which there were not enough. */
export interface LateSale {
  readonly product: number;
  readonly shop: Shop;
  readonly at: number;
  readonly pieces: number;
  /** How many of them there were not. */
  readonly missing: number;
  /** Pieces that were free when everything was last in step. */
  readonly free: number;
  /** What happened since then, before this sale. */
  readonly changes: readonly Change[];
  /** Someone raised the number in the channel's own panel since then. */
  readonly panelRaised: boolean;
}

/**
 * What really happened, kept by the shops' side alone: every sale, cancellation and return, and from it what must stand in
 * Kervan's ledger and on every shelf.
 */
export class Books {
  readonly orders: BookOrder[] = [];
  piecesSold = 0;
  readonly #onHand: number[];
  readonly #reserved: number[];
  #changes = new Map<number, { readonly free: number; readonly changes: Change[] }>();
  #panelRaised = new Set<string>();
  #late: LateSale[] = [];

  constructor(opening: readonly number[]) {
    this.#onHand = [...opening];
    this.#reserved = opening.map(() => 0);
  }

  get products(): number {
    return this.#onHand.length;
  }

  onHand(product: number): number {
    return this.#onHand[product] ?? 0;
  }

  reserved(product: number): number {
    return this.#reserved[product] ?? 0;
  }

  free(product: number): number {
    return this.onHand(product) - this.reserved(product);
  }

  /** Everything is in step: every channel shows what is free. Answers the late sales since the last time. */
  inStep(): LateSale[] {
    const late = this.#late;
    this.#late = [];
    this.#changes = new Map();
    this.#panelRaised = new Set();
    return late;
  }

  sell(shop: Shop, sold: SoldOrder, awaiting: boolean): void {
    const lines = sold.lines.map((line): BookLine => {
      const product = placeIn(shop, line.key);
      this.#noteLate(shop, product, line.quantity);
      if (awaiting) this.#move(product, 0, line.quantity, shop);
      else this.#move(product, -line.quantity, 0, shop);
      this.piecesSold += line.quantity;
      return { lineKey: line.lineKey, product, pieces: line.quantity, state: awaiting ? 'awaiting' : 'sold' };
    });
    this.orders.push({ shop, number: sold.number, lines, shipped: false });
  }

  pay(order: BookOrder): void {
    for (const line of order.lines) {
      if (line.state !== 'awaiting') continue;
      line.state = 'sold';
      this.#move(line.product, -line.pieces, -line.pieces, order.shop);
    }
  }

  /** The line's pieces are free again. */
  giveBack(shop: Shop, line: BookLine, state: 'cancelled' | 'returned'): void {
    if (line.state === 'awaiting') this.#move(line.product, 0, -line.pieces, shop);
    else if (line.state === 'sold') this.#move(line.product, line.pieces, 0, shop);
    line.state = state;
  }

  deliver(product: number, pieces: number): void {
    this.#move(product, pieces, 0, null);
  }

  panelRaised(shop: Shop, product: number): void {
    this.#panelRaised.add(`${shop.name} ${product}`);
  }

  #move(product: number, onHand: number, reserved: number, shop: Shop | null): void {
    const { changes } = this.#since(product);
    this.#onHand[product] = this.onHand(product) + onHand;
    this.#reserved[product] = this.reserved(product) + reserved;
    if (onHand !== reserved) changes.push({ at: saleNow(), shop, pieces: onHand - reserved });
  }

  #since(product: number): { readonly free: number; readonly changes: Change[] } {
    const known = this.#changes.get(product);
    if (known !== undefined) return known;
    const begun = { free: this.free(product), changes: [] };
    this.#changes.set(product, begun);
    return begun;
  }

  #noteLate(shop: Shop, product: number, pieces: number): void {
    const missing = pieces - Math.max(0, Math.min(pieces, this.free(product)));
    if (missing === 0) return;
    const { free, changes } = this.#since(product);
    const panelRaised = this.#panelRaised.has(`${shop.name} ${product}`);
    this.#late.push({
      product,
      shop,
      at: saleNow(),
      pieces,
      missing,
      free,
      changes: [...changes],
      panelRaised,
    });
  }
}
