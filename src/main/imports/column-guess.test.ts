import { expect, it } from 'vitest';
import type { ImportField } from '../../shared/contract/imports';
import { warehouseIdSchema } from '../../shared/domain/ids';
import { guessField } from './column-guess';

const warehouses = [
  { id: warehouseIdSchema.parse('1'), name: 'Merkez' },
  { id: warehouseIdSchema.parse('7'), name: 'İkitelli Depo' },
];
const nothing: ReadonlyMap<string, ImportField | null> = new Map();

it.each<[string, ImportField | null]>([
  ['Barkod', 'barcode'],
  ['BARKOD NO', 'barcode'],
  ['EAN-13', 'barcode'],
  ['Stok Kodu', 'sku'],
  ['STOK_KODU', 'sku'],
  ['sku', 'sku'],
  ['Satıcı Stok Kodu', 'sku'],
  ['ÜRÜN ADI', 'title'],
  ['Fiyat (KDV dahil)', null],
  ['KDV Dahil Fiyat', 'price'],
  ['Trendyol Satış Fiyatı', 'price'],
  ['Piyasa Satış Fiyatı', 'listPrice'],
  ['Liste fiyatı', 'listPrice'],
  ['MALİYET', 'cost'],
  ['KDV %', 'vatRate'],
  ['Emniyet stoğu', 'safety'],
  ['Stok', 'stock:1'],
  ['Ürün Stok Adedi', 'stock:1'],
  ['Eldeki', 'stock:1'],
  ['Eldeki: Merkez', 'stock:1'],
  ['Eldeki: İkitelli Depo', 'stock:7'],
  ['ikitelli depo', 'stock:7'],
  ['İkitelli Depo stok', 'stock:7'],
  ['Önceki eldeki', 'stockBefore:1'],
  ['Önceki eldeki: İkitelli Depo', 'stockBefore:7'],
  ['Previous on hand: İkitelli Depo', 'stockBefore:7'],
  ['Kervan no', 'id'],
  ['Açıklama', null],
  ['__proto__', null],
  ['', null],
])('takes %j for %j', (heading, field) => {
  expect(guessField(heading, warehouses, nothing)).toEqual({ field, remembered: false });
});

it('does as a person did before, while the warehouse is there', () => {
  const chosen = new Map<string, ImportField | null>([
    ['rafta', 'stock:7'],
    ['fiyat', null],
    ['barkod', 'barcode'],
  ]);
  expect(guessField('Rafta', warehouses, chosen)).toEqual({ field: 'stock:7', remembered: true });
  expect(guessField('FİYAT', warehouses, chosen)).toEqual({ field: null, remembered: true });
  expect(guessField('Barkod', warehouses, chosen)).toEqual({ field: 'barcode', remembered: false });
  expect(guessField('Rafta', warehouses.slice(0, 1), chosen)).toEqual({ field: null, remembered: false });
});
