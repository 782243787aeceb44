import { describe, expect, it } from 'vitest';
import { type Comparable, type ComparableVariant, proposeMatch } from './matching';
import { gtinOf, gtinSpellings } from './matching-barcode';
import { packSizeOf, titleOverlap } from './matching-text';

const listing = (rest: Partial<Comparable> = {}): Comparable => ({
  title: 'Bambu Havlu 50x90 Bej',
  variantTitle: null,
  sku: 'HVL-5090 BEJ',
  barcode: '4006381333931',
  brand: 'Ilgaz',
  options: [],
  ...rest,
});
interface TriedVariant extends ComparableVariant {
  readonly takenInShop: boolean;
}
const variant = (id: string, rest: Partial<TriedVariant> = {}): TriedVariant => ({
  ...listing(),
  id,
  takenInShop: false,
  ...rest,
});

describe('gtinOf', () => {
  it.each([
    ['4006381333931', '04006381333931'],
    ['04006381333931', '04006381333931'],
    ['036000291452', '00036000291452'],
    ['0036000291452', '00036000291452'],
    ['96385074', '00000096385074'],
    ['4006 3813-33931', '04006381333931'],
    ['4006381333932', null],
    ['123456789', null],
    ['0000000000000', null],
    ['ABC', null],
    ['', null],
    [null, null],
  ])('%s → %s', (text, gtin) => expect(gtinOf(text)).toBe(gtin));

  it('is looked up in every spelling it may be stored in', () => {
    expect(gtinSpellings('00036000291452')).toEqual(['00036000291452', '0036000291452', '036000291452']);
    expect(gtinSpellings('04006381333931')).toEqual(['04006381333931', '4006381333931']);
  });
});

describe('packSizeOf', () => {
  it.each([
    ["Bambu Havlu 2'li", 2, false],
    ['Bambu Havlu 3 lü', 3, false],
    ['Bardak 6’LI SET', 6, true],
    ['Üçlü Saklama Kabı', 3, false],
    ['Çorap 12 Adet', 12, false],
    ['Mum x2', 2, false],
    ['2 x Mum', 2, false],
    ['Nevresim Seti', 1, true],
    ['Bambu Havlu 50x90', 1, false],
    ['Zeytinyağı 5 litre', 1, false],
    ['Şampuan 500 ml', 1, false],
    [null, 1, false],
  ])('%s sells %i at once, as a set: %s', (title, pieces, set) =>
    expect(packSizeOf(title)).toEqual({ pieces, set }),
  );
});

describe('titleOverlap', () => {
  it('is blind to Turkish marks and order', () => {
    expect(titleOverlap('IŞIKLI ŞİŞE Çiçek', 'cicek sise isikli')).toBe(1);
    expect(titleOverlap('Kırmızı Kazak', 'Mavi Pantolon')).toBe(0);
  });
});

describe('proposeMatch', () => {
  it.each<[string, Partial<Comparable>, TriedVariant[], string, object[]]>([
    ['one variant with the barcode', {}, [variant('1')], 'sure', [{ variantId: '1', by: 'barcode' }]],
    [
      'the barcode with leading zeros',
      { barcode: '04006381333931', sku: null },
      [variant('1')],
      'sure',
      [{ variantId: '1', by: 'barcode' }],
    ],
    [
      'the code, written otherwise, without a barcode',
      { sku: 'hvl5090bej', barcode: null },
      [variant('1')],
      'sure',
      [{ variantId: '1', by: 'sku' }],
    ],
    [
      'two variants with the barcode',
      {},
      [variant('1'), variant('2', { sku: null })],
      'doubtful',
      [
        { variantId: '1', by: 'barcode' },
        { variantId: '2', by: 'barcode', contradicts: ['sku'] },
      ],
    ],
    [
      'the code but another barcode',
      { barcode: '96385074' },
      [variant('1')],
      'doubtful',
      [{ variantId: '1', by: 'sku', contradicts: ['barcode'] }],
    ],
    [
      'the barcode, but a pack of two',
      { title: "Bambu Havlu 50x90 Bej 2'li" },
      [variant('1')],
      'doubtful',
      [{ variantId: '1', by: 'barcode', contradicts: ['packSize'] }],
    ],
    [
      'the barcode of one and the code of another',
      { sku: 'B' },
      [variant('1', { sku: 'A' }), variant('2', { sku: 'b', barcode: null, title: 'Kazak' })],
      'doubtful',
      [
        { variantId: '1', by: 'barcode', contradicts: ['sku'] },
        { variantId: '2', by: 'sku' },
      ],
    ],
    [
      'a second listing of the shop',
      {},
      [variant('1', { takenInShop: true })],
      'doubtful',
      [{ variantId: '1', by: 'barcode', contradicts: ['match.duplicateInShop'] }],
    ],
    [
      'a similar title of which the shop has a listing',
      { sku: null, barcode: null, title: 'BAMBU HAVLU bej' },
      [variant('1', { title: 'Bambu Havlu Bej', takenInShop: true })],
      'new',
      [],
    ],
    [
      'only a similar title',
      { sku: null, barcode: null, title: 'BAMBU HAVLU bej' },
      [variant('1', { title: 'Bambu Havlu Bej' })],
      'doubtful',
      [{ variantId: '1', by: 'title' }],
    ],
    [
      'the same options under other names',
      { sku: null, barcode: null, options: [{ name: 'size', value: 'XL' }] },
      [variant('1', { options: [{ name: 'Beden', value: 'xl' }] })],
      'doubtful',
      [{ variantId: '1', by: 'options' }],
    ],
    [
      'a similar title in another size',
      { sku: null, barcode: null, options: [{ name: 'size', value: 'L' }] },
      [variant('1', { options: [{ name: 'Beden', value: 'XL' }] })],
      'new',
      [],
    ],
    [
      'a similar title of another brand',
      { sku: null, barcode: null, brand: 'Öz' },
      [variant('1')],
      'new',
      [],
    ],
    ['nothing in common', { sku: 'Z', barcode: null, title: 'Kazak' }, [variant('1')], 'new', []],
    [
      'a wrong check digit on both sides',
      { barcode: '123', sku: null, title: 'x' },
      [variant('1', { barcode: '123' })],
      'new',
      [],
    ],
  ])('%s', (_, own, variants, wanted, candidates) => {
    const isTaken = (id: string) => variants.some((one) => one.id === id && one.takenInShop);
    expect(proposeMatch(listing(own), variants, isTaken)).toEqual({ class: wanted, candidates });
  });
});
