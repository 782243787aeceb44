import { invalidParams, WpError } from './errors';
import type { Sellable } from './model';
import type { ProductPatch, SellablePatch, VariationPatch, WooShop } from './shop';

/** PUT of a product or a variation: the fields stock and price synchronisation needs, wrong types refused. */
export function readPatch(fields: Readonly<Record<string, unknown>>): ProductPatch & VariationPatch {
  const wrong = new Map<string, { code: string; message: string }>();
  const patch: ProductPatch & VariationPatch = {};
  const text = (name: string, set: (value: string) => void): void => {
    const value = fields[name];
    if (value === undefined) return;
    if (typeof value === 'string') set(value);
    else wrong.set(name, { code: 'rest_invalid_type', message: `${name} is not of type string.` });
  };
  text('regular_price', (value) => Object.assign(patch, { regularPrice: value }));
  text('sale_price', (value) => Object.assign(patch, { salePrice: value }));
  text('sku', (value) => Object.assign(patch, { sku: value }));
  text('name', (value) => Object.assign(patch, { name: value }));
  text('status', (value) => Object.assign(patch, { status: value }));
  const quantity = fields.stock_quantity;
  if (typeof quantity === 'number' && Number.isInteger(quantity)) patch.stockQuantity = quantity;
  else if (quantity !== undefined && quantity !== null) {
    wrong.set('stock_quantity', {
      code: 'rest_invalid_type',
      message: 'stock_quantity is not of type integer.',
    });
  }
  if (typeof fields.manage_stock === 'boolean') patch.manageStock = fields.manage_stock;
  else if (fields.manage_stock !== undefined) {
    wrong.set('manage_stock', { code: 'rest_invalid_type', message: 'manage_stock is not of type boolean.' });
  }
  if (wrong.size > 0) throw invalidParams(wrong);
  return patch;
}

/** A SKU belongs to one row: a second one is refused with a proposal. */
export function refuseTakenSku(shop: WooShop, patch: SellablePatch, ownId: number): void {
  const { sku } = patch;
  if (sku === undefined || sku === '') return;
  const taken = (row: Sellable): boolean => row.sku === sku && row.id !== ownId && row.status !== 'trash';
  const holder = [...shop.products.values()].find(taken) ?? [...shop.variations.values()].find(taken);
  if (holder === undefined) return;
  throw new WpError(400, 'product_invalid_sku', 'Invalid or duplicated SKU.', {
    resource_id: holder.id,
    unique_sku: `${sku}-1`,
  });
}

export function parseObject(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.length === 0 ? '{}' : body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Falls through to the refusal below.
  }
  throw new WpError(400, 'rest_invalid_json', 'Invalid JSON body passed.');
}

export interface Written {
  readonly at: number;
  readonly key: string;
  readonly stock?: number;
  readonly priceMinor?: number;
}

/** What a save set of stock and price, as the floor tells it. */
export function writtenBy(id: number, patch: SellablePatch, at: number): Written[] {
  const { stockQuantity, regularPrice, salePrice } = patch;
  const price = salePrice || regularPrice;
  if (typeof stockQuantity !== 'number' && !price) return [];
  return [
    {
      at,
      key: String(id),
      ...(typeof stockQuantity === 'number' ? { stock: stockQuantity } : {}),
      ...(price ? { priceMinor: Math.round(Number(price) * 100) } : {}),
    },
  ];
}
