import type { ShopFloor } from '../kit';
import { WpError } from './errors';
import type { Product, Sellable, Variation } from './model';
import { isOnSale } from './render';
import type { WooShop } from './shop';
import { type Fields, patchOf, refuseTakenSku, refuseWrongTypes, type SavePatch } from './write';

export interface SaveOptions {
  readonly now: () => number;
  /** What the shop writes between lira and kuruş: prices sent with it are understood. */
  readonly decimalSeparator: () => string;
  /** A plugin's refusal of one row; undefined lets it pass. */
  readonly refuse: (id: number) => { readonly code: string; readonly message: string } | undefined;
}

/** Whether the fields come by a PUT of their own, judged by the schema, or inside a batch, which is not. */
export type Way = 'single' | 'batch';

/** Saves of products and variations through the API, as the plugin's controllers and WC_Product do them. */
export class Saves {
  readonly writes: ShopFloor['writes'][number][] = [];

  constructor(
    private readonly shop: WooShop,
    private readonly options: SaveOptions,
  ) {}

  product(id: number, fields: Fields, way: Way): void {
    if (this.shop.variations.has(id)) {
      throw new WpError(
        404,
        'woocommerce_rest_invalid_product_id',
        'To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.',
      );
    }
    if (!this.shop.products.has(id))
      throw new WpError(400, 'woocommerce_rest_product_invalid_id', 'Invalid ID.');
    if (way === 'single') refuseWrongTypes(fields, 'product');
    const patch = this.judged(id, fields);
    const row = this.shop.product(id);
    const { stockStatus } = patch;
    if (row.type === 'variable' || row.type === 'grouped') {
      Object.assign(patch, { regularPrice: '', salePrice: '', saleFrom: null, saleTo: null });
    }
    if (row.type === 'grouped' || row.type === 'external') patch.manageStock = false;
    const managed = patch.manageStock ?? row.manageStock;
    if (!managed) Object.assign(patch, { stockQuantity: null, backorders: 'no' });
    if (row.type === 'external') patch.stockStatus = 'instock';
    else if (stockStatus !== undefined && row.type === 'variable') delete patch.stockStatus;
    this.shop.editProduct(id, withoutIdleSale(row, patch));
    this.note(row, patch, managed && patch.stockQuantity != null);
  }

  variation(id: number, fields: Fields, way: Way): void {
    if (way === 'single') refuseWrongTypes(fields, 'variation');
    const patch = this.judged(id, fields);
    const row = this.shop.variation(id);
    const managed = patch.manageStock ?? row.manageStock;
    // Where the product keeps the stock, a quantity sent to a variation is not its own and shows nowhere.
    if (!managed) patch.stockQuantity = null;
    if (!managed && !this.shop.product(row.parentId).manageStock) patch.backorders = 'no';
    this.shop.editVariation(id, withoutIdleSale(row, patch));
    this.syncParent(row);
    this.note(row, patch, managed && patch.stockQuantity != null);
  }

  private judged(id: number, fields: Fields): SavePatch {
    const refused = this.options.refuse(id);
    if (refused !== undefined) throw new WpError(400, refused.code, refused.message);
    const patch = patchOf(fields, this.options.decimalSeparator());
    refuseTakenSku(this.shop, patch, id);
    return patch;
  }

  /** A variable product without a stock of its own is in stock as long as one of its variations is. */
  private syncParent({ parentId }: Variation): void {
    const parent = this.shop.product(parentId);
    if (parent.manageStock) return;
    const statuses = this.shop.variationsOf(parentId).map(({ stockStatus }) => stockStatus);
    parent.stockStatus = statuses.includes('instock')
      ? 'instock'
      : statuses.includes('onbackorder')
        ? 'onbackorder'
        : 'outofstock';
  }

  private note(row: Product | Variation, patch: SavePatch, stockTaken: boolean): void {
    const at = this.options.now();
    const priced = patch.regularPrice !== undefined || patch.salePrice !== undefined;
    const price = isOnSale(row, at) ? row.salePrice : row.regularPrice;
    if (!stockTaken && (!priced || price === '')) return;
    this.writes.push({
      at,
      key: String(row.id),
      ...(stockTaken ? { stock: row.stockQuantity ?? 0 } : {}),
      ...(priced && price !== '' ? { priceMinor: Math.round(Number(price) * 100) } : {}),
    });
  }
}

/**
 * A sale price that is not below the regular one is dropped without a word when either changes
 * (handle_updated_props in class-wc-product-data-store-cpt.php).
 */
function withoutIdleSale(row: Sellable, patch: SavePatch): SavePatch {
  const regular = patch.regularPrice ?? row.regularPrice;
  const sale = patch.salePrice ?? row.salePrice;
  const changed = regular !== row.regularPrice || sale !== row.salePrice;
  const idle = sale !== '' && (regular === '' || Number(sale) >= Number(regular));
  return changed && idle ? { ...patch, salePrice: '' } : patch;
}
