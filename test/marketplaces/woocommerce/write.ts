import { invalidParams, WpError } from './errors';
import type { Sellable, StockStatus } from './model';
import type { ProductPatch, SellablePatch, VariationPatch, WooShop } from './shop';

export type Fields = Readonly<Record<string, unknown>>;
export type SavePatch = ProductPatch & VariationPatch;

const BACKORDERS = ['no', 'notify', 'yes'] as const;
const STOCK_STATUSES: readonly StockStatus[] = ['instock', 'outofstock', 'onbackorder'];
const TEXTS = ['regular_price', 'sale_price', 'sku', 'name', 'status', 'global_unique_id'];

/** The schema of a single PUT: wrong types are refused together. The elements of a batch never pass through it. */
export function refuseWrongTypes(fields: Fields, kind: 'product' | 'variation'): void {
  const wrong = new Map<string, { code: string; message: string }>();
  const refuse = (name: string, type: string): void => {
    wrong.set(name, { code: 'rest_invalid_type', message: `${name} is not of type ${type}.` });
  };
  const given = (name: string): boolean => fields[name] !== undefined && fields[name] !== null;
  for (const name of TEXTS) if (given(name) && typeof fields[name] !== 'string') refuse(name, 'string');
  if (given('stock_quantity') && !isWhole(fields.stock_quantity)) refuse('stock_quantity', 'integer');
  if (given('manage_stock') && !isFlag(fields.manage_stock, kind)) {
    refuse('manage_stock', kind === 'product' ? 'boolean' : 'boolean,string');
  }
  const oneOf = (name: string, allowed: readonly string[]): void => {
    if (!given(name) || allowed.includes(String(fields[name]))) return;
    const message = `${name} is not one of ${allowed.slice(0, -1).join(', ')}, and ${allowed.at(-1)}.`;
    wrong.set(name, { code: 'rest_not_in_enum', message });
  };
  oneOf('stock_status', STOCK_STATUSES);
  oneOf('backorders', BACKORDERS);
  if (wrong.size > 0) throw invalidParams(wrong);
}

function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return /^\s*[-+]?\d+(?:\.0*)?\s*$/.test(value);
  return typeof value === 'number' && Number.isInteger(value);
}

function isFlag(value: unknown, kind: 'product' | 'variation'): boolean {
  if (typeof value === 'boolean' || value === 0 || value === 1) return true;
  return typeof value === 'string' && (kind === 'variation' || /^(?:true|false|0|1)$/i.test(value));
}

/** What PHP makes of the fields, whatever their types (the setters of WC_Product). */
export function patchOf(fields: Fields, decimalSeparator: string): SavePatch {
  const patch: SavePatch = {};
  const given = (name: string): boolean => fields[name] !== undefined && fields[name] !== null;
  if (given('regular_price')) patch.regularPrice = priceText(fields.regular_price, decimalSeparator);
  if (given('sale_price')) patch.salePrice = priceText(fields.sale_price, decimalSeparator);
  if (given('sku')) patch.sku = String(fields.sku);
  if (given('name')) patch.name = String(fields.name);
  if (given('status')) Object.assign(patch, { status: String(fields.status) });
  if (given('global_unique_id')) patch.globalUniqueId = String(fields.global_unique_id);
  if (given('stock_quantity')) patch.stockQuantity = wholeOf(fields.stock_quantity);
  if (given('manage_stock')) patch.manageStock = /^(?:true|yes|1)$/i.test(String(fields.manage_stock));
  if (given('stock_status')) {
    patch.stockStatus = STOCK_STATUSES.find((status) => status === fields.stock_status) ?? 'instock';
  }
  const backorders = BACKORDERS.find((word) => word === fields.backorders);
  if (backorders !== undefined) patch.backorders = backorders;
  return patch;
}

/** intval: the leading digits of a text, nothing readable is 0. */
function wholeOf(value: unknown): number {
  const number = typeof value === 'number' ? Math.trunc(value) : Number.parseInt(String(value), 10);
  return Number.isNaN(number) ? 0 : number;
}

/** wc_format_decimal: the shop's decimal separator becomes a point, all points but the last and all else fall away. */
function priceText(value: unknown, decimalSeparator: string): string {
  if (typeof value === 'number') return String(value);
  return String(value)
    .replaceAll(decimalSeparator, '.')
    .replace(/\.(?![^.]+$)|[^0-9.-]/g, '');
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
