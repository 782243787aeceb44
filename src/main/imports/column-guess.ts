import {
  type ImportField,
  isStockField,
  type PlainImportField,
  warehouseOf,
} from '../../shared/contract/imports';
import type { WarehouseId } from '../../shared/domain/ids';
import { foldSearch } from '../../shared/text/fold';

export interface WarehouseName {
  readonly id: WarehouseId;
  readonly name: string;
}

/** Headings merchants and other programs write, folded: without case, marks and punctuation. */
const NAMES: Readonly<Record<PlainImportField, readonly string[]>> = {
  id: ['kervan no', 'kervan numarasi', 'kervan id', 'kervan number'],
  barcode: ['barkod', 'barkod no', 'urun barkodu', 'barcode', 'ean', 'ean13', 'ean 13', 'gtin', 'upc'],
  sku: [
    'stok kodu',
    'sku',
    'satici stok kodu',
    'tedarikci stok kodu',
    'urun kodu',
    'stock code',
    'merchant sku',
    'product code',
    'item code',
  ],
  title: ['urun', 'urun adi', 'urun ismi', 'baslik', 'product', 'product name', 'title', 'name', 'item name'],
  variantTitle: ['varyant', 'varyant adi', 'secenek', 'variant', 'variant name', 'option'],
  brand: ['marka', 'brand'],
  price: [
    'fiyat',
    'ana fiyat',
    'satis fiyati',
    'trendyol satis fiyati',
    'kdv dahil fiyat',
    'price',
    'base price',
    'sale price',
    'selling price',
  ],
  listPrice: [
    'liste fiyati',
    'piyasa satis fiyati',
    'psf',
    'list price',
    'compare at price',
    'regular price',
  ],
  cost: ['maliyet', 'alis fiyati', 'cost', 'cost price', 'purchase price'],
  currency: ['para birimi', 'doviz', 'currency'],
  vatRate: ['kdv', 'kdv orani', 'vat', 'vat rate', 'tax rate'],
  safety: ['emniyet', 'emniyet stogu', 'safety', 'safety stock'],
};
const STOCK = [
  'stok',
  'eldeki',
  'eldeki stok',
  'stok adedi',
  'stok miktari',
  'urun stok adedi',
  'adet',
  'miktar',
  'stock',
  'on hand',
  'quantity',
  'qty',
];
const STOCK_BEFORE = ['onceki eldeki', 'previous on hand', 'on hand before'];

/** A heading as it is compared and remembered. */
export function headingKey(heading: string): string {
  return foldSearch(heading.slice(0, 200))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * What a column most likely holds: what a person chose for this heading before, else by its name; null = unknown. `remembered` =
 * only a person's choice tells. A stock column without a warehouse's name is the first warehouse's.
 */
export function guessField(
  heading: string,
  warehouses: readonly WarehouseName[],
  remembered: ReadonlyMap<string, ImportField | null>,
): { readonly field: ImportField | null; readonly remembered: boolean } {
  const key = headingKey(heading);
  if (key === '') return { field: null, remembered: false };
  const known = remembered.get(key);
  const named = byName(key, warehouses);
  if (known === undefined || !isKnown(known, warehouses)) return { field: named, remembered: false };
  return { field: known, remembered: known !== named };
}

function byName(key: string, warehouses: readonly WarehouseName[]): ImportField | null {
  for (const [field, names] of Object.entries(NAMES) as [PlainImportField, readonly string[]][])
    if (names.includes(key)) return field;
  const [first] = warehouses;
  if (first && STOCK.includes(key)) return `stock:${first.id}`;
  if (first && STOCK_BEFORE.includes(key)) return `stockBefore:${first.id}`;
  for (const { id, name } of warehouses) {
    const place = headingKey(name);
    if (place === '') continue;
    if (STOCK_BEFORE.some((one) => key === `${one} ${place}`)) return `stockBefore:${id}`;
    if (key === place || STOCK.some((one) => key === `${one} ${place}` || key === `${place} ${one}`))
      return `stock:${id}`;
  }
  return null;
}

/** A warehouse a person chose for a heading may be gone since. */
function isKnown(field: ImportField | null, warehouses: readonly WarehouseName[]): boolean {
  if (field === null || !isStockField(field)) return true;
  const place = warehouseOf(field);
  return warehouses.some(({ id }) => id === place);
}
