/** One variant as the channel would sell it now. Prices are in the currency's minor unit. */
export interface ShelfRow {
  /** Variant key as the products stream of the connector names it. */
  readonly key: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly stock: number;
  readonly priceMinor: number;
  readonly listPriceMinor: number | null;
  readonly currency: string;
}

/** What customers and the channel's own panel do to a practice marketplace. */
export interface ShopFloor {
  /** What the channel would sell right now, every variant. */
  shelf(): readonly ShelfRow[];
  shelfRow(key: string): ShelfRow | undefined;
  /**
   * Buys; the channel takes the pieces off its own stock at once, as the real one does.
   * null = it had not enough (nothing sold).
   */
  sell(
    lines: readonly { readonly key: string; readonly quantity: number }[],
    options?: { readonly awaiting?: boolean; readonly number?: string },
  ): SoldOrder | null;
  /** An awaiting order is paid. */
  pay(number: string): void;
  /**
   * Cancels the order or some of its lines; whether the channel's own stock comes back is the
   * channel's real rule (its README says it).
   */
  cancel(number: string, lineKeys?: readonly string[]): void;
  /** The customer sends it back and it is accepted. */
  takeBack(number: string, lineKeys?: readonly string[]): void;
  ship(number: string): void;
  /** Splits or renames the packages of the order, where the channel does such a thing; a no-op elsewhere. */
  repack(number: string): void;
  /** Someone edits in the channel's own panel. */
  editStock(key: string, stock: number): void;
  editPrice(key: string, priceMinor: number): void;
  /**
   * Every accepted write, in order: when (practice clock, epoch ms), key, stock and/or price set.
   * For checks of calls made and of stale values.
   */
  readonly writes: readonly {
    readonly at: number;
    readonly key: string;
    readonly stock?: number;
    readonly priceMinor?: number;
  }[];
  /** Calls received per endpoint kind since the start. */
  readonly calls: Readonly<Record<string, number>>;
}

export interface SoldOrder {
  readonly number: string;
  readonly lines: readonly {
    readonly key: string;
    readonly lineKey: string;
    readonly quantity: number;
  }[];
}
