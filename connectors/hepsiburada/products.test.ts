import { describe, expect, it } from 'vitest';
import { productRecordSchema } from '../../src/shared/domain/product';
import products from './fixtures/products.json';
import { mapCatalogueProduct, mapListing } from './products';
import { catalogueProductSchema, listingSchema } from './schema';

const lira = (minor: number) => ({ minor, currency: 'TRY' });
const listing = (index: number) =>
  mapListing(listingSchema.parse(products.listings[index])).map((one) => productRecordSchema.parse(one));
const catalogue = (index: number) =>
  mapCatalogueProduct(catalogueProductSchema.parse(products.catalogue[index])).map((one) =>
    productRecordSchema.parse(one),
  );

describe('products', () => {
  it('meet in one row though the catalogue writes the SKU in small letters', () => {
    expect(listing(0)[0]?.variants[0]?.key).toBe('HVL-BEJ-50');
    expect(catalogue(0)[0]?.variants[0]?.key).toBe('HVL-BEJ-50');
    expect(listing(0)[0]?.key).toBe(catalogue(0)[0]?.key);
  });

  it('take price and stock from the listing, which leaves the title alone', () => {
    const [record] = listing(0);
    expect(record?.title).toBeUndefined();
    expect(record?.variants[0]).toMatchObject({
      sku: 'HVL-BEJ-50',
      price: lira(19990),
      stock: 12,
      status: 'active',
      remoteIds: {
        hepsiburadaSku: 'HBCV00001ABCDE',
        listingId: 'b8f0c5b2-0001-4f5e-9a50-000000000001',
        productId: 'HBCV00001',
      },
    });
    expect(record?.variants[0]?.barcode).toBeUndefined();
  });

  it('take title, brand and barcode from the catalogue, which leaves price, stock and status alone', () => {
    const [record] = catalogue(0);
    expect(record).toMatchObject({
      title: 'Bambu Havlu özel',
      brand: 'Çağlayan',
      category: 'Havlu',
      imageUrls: ['https://productimages.example.com/1.jpg'],
    });
    expect(record?.variants[0]).toMatchObject({ barcode: '8690000000012', title: 'Bej', vatRate: 10 });
    for (const name of ['price', 'stock', 'status'] as const)
      expect(record?.variants[0]?.[name]).toBeUndefined();
  });

  it('keep price 0 and stock 0, say why they are locked, and fall back to the Hepsiburada SKU', () => {
    expect(listing(1)[0]?.variants[0]).toMatchObject({
      key: 'HBCV00002ABCDE',
      sku: null,
      price: lira(0),
      stock: 0,
      status: 'locked',
      channelStatus: 'isLocked: PriceTooHigh; NoBrandPermission',
      remoteIds: { fulfilment: 'hepsiburada' },
    });
  });

  it('that are not on sale yet show what the catalogue says', () => {
    expect(catalogue(1)[0]?.variants[0]).toMatchObject({
      status: 'rejected',
      channelStatus: 'REJECTED: Görsel eksik',
      barcode: null,
    });
  });

  it('without any SKU or with a price that is no number are refused', () => {
    expect(() => listing(2)).toThrow('merchantSku');
    expect(() => listing(3)).toThrow('price: expected a decimal amount');
    expect(() => catalogue(2)).toThrow('merchantSku');
  });
});
