import { describe, expect, test } from 'vitest';
import { ean13CheckDigit, isValidEan13, turkishEan13 } from './barcode';
import { generateCatalogue, ODDITIES } from './catalogue';
import { Random } from './random';
import { generateSales } from './sales';

const now = Date.UTC(2026, 10, 24, 9);
const seed = 2026;
const make = (count: number) => generateCatalogue({ random: new Random(seed).fork('catalogue'), count, now });

describe(`generated catalogue (seed ${seed})`, () => {
  test('the check digit follows GS1: 400638133393 ends in 1', () => {
    expect(ean13CheckDigit('400638133393')).toBe('1');
    expect(isValidEan13(turkishEan13(123456))).toBe(true);
  });

  test('the same seed gives the same catalogue, and a longer one starts with the shorter one', () => {
    expect(make(50)).toEqual(make(60).slice(0, 50));
    expect(generateCatalogue({ random: new Random(7), count: 50, now })).not.toEqual(make(50));
  });

  test('400 products hold every oddity', () => {
    const found = new Set(make(400).map((product) => product.oddity));
    for (const oddity of ODDITIES) expect(found).toContain(oddity);
  });

  test('barcodes are valid and unique but for the ones meant to be broken or missing', () => {
    const plain = make(2000).filter((p) => p.oddity !== 'brokenBarcode' && p.oddity !== 'noBarcode');
    const barcodes = plain.flatMap((p) => p.variants.map((v) => v.barcode));
    expect(barcodes.filter((barcode) => !isValidEan13(barcode))).toEqual([]);
    expect(new Set(barcodes).size).toBe(barcodes.length);
  });

  test('stamps lie in the past and change never comes before creation; list price is never below price', () => {
    for (const product of make(1000)) {
      for (const variant of product.variants) {
        expect(variant.modifiedAt).toBeGreaterThanOrEqual(variant.createdAt);
        expect(variant.modifiedAt).toBeLessThanOrEqual(now);
        expect(Number(variant.listPrice)).toBeGreaterThanOrEqual(Number(variant.price));
      }
    }
  });

  test('20,000 products take under two seconds of processor time', () => {
    const started = process.cpuUsage();
    expect(make(20_000)).toHaveLength(20_000);
    const used = process.cpuUsage(started);
    expect((used.user + used.system) / 1000).toBeLessThan(2000);
  });

  test('sales cover every state within 90 days, oldest first, and point at variants that exist', () => {
    const variantCounts = make(300).map((product) => product.variants.length);
    const sales = generateSales({ random: new Random(seed), count: 1000, now, variantCounts });
    expect(new Set(sales.map((sale) => sale.state)).size).toBe(10);
    expect(sales.every((sale) => sale.placedAt <= sale.modifiedAt && sale.modifiedAt <= now)).toBe(true);
    expect(sales.every((s, i) => i === 0 || (sales[i - 1]?.placedAt ?? 0) <= s.placedAt)).toBe(true);
    expect(now - (sales[0]?.placedAt ?? 0)).toBeLessThanOrEqual(90 * 86_400_000);
    for (const line of sales.flatMap((sale) => sale.lines)) {
      expect(line.variant).toBeLessThan(variantCounts[line.product] ?? 0);
    }
  });
});
