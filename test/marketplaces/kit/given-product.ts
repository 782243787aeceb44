/** A product that a test gives to several marketplaces; it has one variant and is on sale. */
export interface GivenProduct {
  readonly sku: string;
  readonly barcode: string;
  readonly title: string;
  readonly stock: number;
  /** TRY in major units, a decimal text with two decimals ('149.90'). */
  readonly price: string;
}
