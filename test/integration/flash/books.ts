import type { SoldOrder } from '../../marketplaces/kit';
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

/** Pieces of one product that were sold although there were none left, by why. */
export interface Oversold {
  /** On a channel that no tool could have told yet. */
  unavoidable: number;
  /** A write that left Kervan before it could know of the channel's own sale put sold pieces on sale again. */
  raced: number;
  /** Someone raised the number in the channel's own panel. */
  panel: number;
  /** Kervan could have told the channel, and had not. */
  avoidable: number;
}

interface Step {
  /** Pieces free right after it. */
  readonly free: number;
  readonly at: number;
  readonly shop: Shop | null;
  readonly sold: number;
}

export interface LateSale {
  readonly product: number;
  readonly shop: Shop;
  readonly pieces: number;
  readonly why: keyof Oversold;
  readonly steps: readonly string[];
}

/**
 * What really happened, kept by the shops' side alone: every sale, cancellation and return, and from it what must stand in
 * Kervan's ledger. An oversold piece is unavoidable only if at some moment since everything was last in step a number was
 * true that allowed the channel this sale; from that number on only its own sales lower what it may sell.
 */
export class Books {
  readonly orders: BookOrder[] = [];
  readonly oversold: Oversold = { unavoidable: 0, raced: 0, panel: 0, avoidable: 0 };
  readonly late: LateSale[] = [];
  piecesSold = 0;
  readonly #onHand: number[];
  readonly #reserved: number[];
  #steps = new Map<number, Step[]>();
  #panel = new Set<string>();

  constructor(
    opening: readonly number[],
    /** Whether a write that could not know of the last sales was the last to set this row. */
    private readonly lastWriteRaced: (shop: Shop, product: number, sales: readonly number[]) => number | null,
  ) {
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

  /** Everything is in step: every channel shows what is free. */
  inStep(): void {
    this.#steps = new Map();
    this.#panel = new Set();
  }

  sell(shop: Shop, sold: SoldOrder, awaiting: boolean): BookOrder {
    const lines = sold.lines.map((line): BookLine => {
      const product = placeIn(shop, line.key);
      this.#judge(shop, product, line.quantity);
      this.#move(product, awaiting ? 0 : -line.quantity, awaiting ? line.quantity : 0, shop, line.quantity);
      this.piecesSold += line.quantity;
      return { lineKey: line.lineKey, product, pieces: line.quantity, state: awaiting ? 'awaiting' : 'sold' };
    });
    const order = { shop, number: sold.number, lines, shipped: false };
    this.orders.push(order);
    return order;
  }

  pay(order: BookOrder): void {
    for (const line of order.lines) {
      if (line.state !== 'awaiting') continue;
      line.state = 'sold';
      this.#move(line.product, -line.pieces, -line.pieces, null, 0);
    }
  }

  /** The line's pieces are free again. */
  giveBack(line: BookLine, state: 'cancelled' | 'returned'): void {
    if (line.state === 'awaiting') this.#move(line.product, 0, -line.pieces, null, 0);
    else if (line.state === 'sold') this.#move(line.product, line.pieces, 0, null, 0);
    line.state = state;
  }

  deliver(product: number, pieces: number): void {
    this.#move(product, pieces, 0, null, 0);
  }

  panelRaised(shop: Shop, product: number): void {
    this.#panel.add(`${shop.name} ${product}`);
  }

  #move(product: number, onHand: number, reserved: number, shop: Shop | null, sold: number): void {
    const steps = this.#stepsOf(product);
    this.#onHand[product] = this.onHand(product) + onHand;
    this.#reserved[product] = this.reserved(product) + reserved;
    steps.push({ free: this.free(product), at: Date.now(), shop, sold });
  }

  #stepsOf(product: number): Step[] {
    const known = this.#steps.get(product);
    if (known !== undefined) return known;
    const begun: Step[] = [{ free: this.free(product), at: 0, shop: null, sold: 0 }];
    this.#steps.set(product, begun);
    return begun;
  }

  #judge(shop: Shop, product: number, pieces: number): void {
    const missing = Math.min(pieces, pieces - Math.max(0, this.free(product)));
    if (missing <= 0) return;
    const steps = this.#stepsOf(product);
    const why = this.#whyOversold(shop, product, pieces, steps);
    this.oversold[why] += missing;
    if (why === 'avoidable' || why === 'raced') {
      const words = steps.map(
        ({ free, at, shop: by, sold }) => `${at} ${by?.name ?? '-'} sold ${sold}, free ${free}`,
      );
      this.late.push({ product, shop, pieces, why, steps: [...words, `${Date.now()} this sale`] });
    }
  }

  #whyOversold(shop: Shop, product: number, pieces: number, steps: readonly Step[]): keyof Oversold {
    const own = (from: number): number =>
      steps.slice(from + 1).reduce((sum, step) => sum + (step.shop === shop ? step.sold : 0), 0);
    if (steps.some(({ free }, index) => free - own(index) >= pieces)) return 'unavoidable';
    if (this.#panel.has(`${shop.name} ${product}`)) return 'panel';
    const sales = steps.flatMap((step) => (step.shop === shop ? [step.at] : []));
    const setAt = this.lastWriteRaced(shop, product, sales);
    if (setAt === null) return 'avoidable';
    const since = steps.reduce(
      (sum, step) => sum + (step.shop === shop && step.at >= setAt ? step.sold : 0),
      0,
    );
    return steps.some(({ free, at }) => at <= setAt && free - since >= pieces) ? 'raced' : 'avoidable';
  }
}
