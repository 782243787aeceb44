import { brokenBarcode, turkishEan13 } from './barcode';
import { GOODS, type GoodsKind } from './goods';
import { DAY_MS } from './marketplace';
import type { Random } from './random';

/** What is strange about a generated product; 'plain' for most. Every oddity appears in any 400 products. */
export type Oddity =
  | 'plain'
  | 'htmlTitle'
  | 'longText'
  | 'emoji'
  | 'manyDecimals'
  | 'zeroPrice'
  | 'hugePrice'
  | 'duplicateSku'
  | 'emptySku'
  | 'brokenBarcode'
  | 'noBarcode'
  | 'nullFields'
  | 'missingFields'
  | 'extraFields'
  | 'archived'
  | 'locked'
  | 'manyVariants';

export const ODDITIES: readonly Exclude<Oddity, 'plain'>[] = [
  'htmlTitle',
  'longText',
  'emoji',
  'manyDecimals',
  'zeroPrice',
  'hugePrice',
  'duplicateSku',
  'emptySku',
  'brokenBarcode',
  'noBarcode',
  'nullFields',
  'missingFields',
  'extraFields',
  'archived',
  'locked',
  'manyVariants',
];

export interface CatalogueVariant {
  sku: string;
  /** Empty when the merchant gave none. */
  barcode: string;
  /** Empty for goods without variants. */
  options: { name: string; value: string }[];
  /** Major units of TRY as a decimal text ('149.90'; a manyDecimals product has more than two decimals). */
  price: string;
  /** The crossed-out price, never below `price`. */
  listPrice: string;
  stock: number;
  createdAt: number;
  modifiedAt: number;
}

export interface CatalogueProduct {
  /** From 0; the same product for the same seed whatever the count. */
  index: number;
  /** The model code that joins the variants. */
  code: string;
  title: string;
  /** HTML. */
  description: string;
  brand: string;
  category: GoodsKind['category'];
  vatRate: GoodsKind['vatRate'];
  images: string[];
  variants: CatalogueVariant[];
  /** UTC epoch ms; modifiedAt ≥ createdAt. */
  createdAt: number;
  modifiedAt: number;
  oddity: Oddity;
}

export interface CatalogueOptions {
  random: Random;
  /** Index of the first product (default 0): a later call goes on where an earlier one ended. */
  from?: number;
  count: number;
  /** UTC epoch ms of the marketplace's present; every stamp lies before it. */
  now: number;
}

const LONG =
  'Ürün, günlük kullanım için özenle üretilmiştir; ılık suda yıkanır, gölgede kurutulur, düşük ısıda ütülenir. ';

/** A merchant's catalogue. Deterministic; 20,000 products take well under two seconds. */
export function generateCatalogue({ random, from = 0, count, now }: CatalogueOptions): CatalogueProduct[] {
  const stride = 24;
  const products: CatalogueProduct[] = [];
  for (let index = from; index < from + count; index += 1) {
    const oddity =
      index % stride === stride - 1 ? ODDITIES[Math.floor(index / stride) % ODDITIES.length] : undefined;
    products.push(product(random.fork(`product-${index}`), index, oddity ?? 'plain', now));
  }
  return products;
}

function product(random: Random, index: number, oddity: Oddity, now: number): CatalogueProduct {
  const kind = random.pick(GOODS);
  const brand = random.pick(kind.brands);
  const code = `${kind.category.name
    .slice(0, 3)
    .toUpperCase()
    .replace(/[^A-Z]/g, 'X')}${String(index + 1).padStart(6, '0')}`;
  const noun = random.pick(kind.nouns);
  const adjectives = random.sample(kind.adjectives, random.integer(1, 3));
  // Most of a catalogue is old; a bulk edit gives many rows one and the same second.
  const createdAt = now - random.integer(2, 700) * DAY_MS - random.integer(0, DAY_MS - 1);
  const bulkEdit = now - 3 * DAY_MS - ((now - 3 * DAY_MS) % 1000);
  const modifiedAt = random.chance(0.15)
    ? Math.max(createdAt, bulkEdit)
    : createdAt + Math.floor(random.next() * (now - createdAt));
  const made: CatalogueProduct = {
    index,
    code,
    title: title(oddity, `${brand} ${adjectives.join(' ')} ${noun}`, index),
    description: description(oddity, noun, adjectives),
    brand,
    category: kind.category,
    vatRate: kind.vatRate,
    images: Array.from(
      { length: random.integer(1, 4) },
      (_, n) => `https://cdn.example.com/${code}/${n + 1}.jpg`,
    ),
    variants: [],
    createdAt,
    modifiedAt,
    oddity,
  };
  made.variants = variants(random, made, kind);
  return made;
}

function title(oddity: Oddity, base: string, index: number): string {
  if (oddity === 'htmlTitle') return `<b>${base}</b> &amp; Hediye Kutusu <script>alert("${index}")</script>`;
  if (oddity === 'emoji') return `🎁 ${base} ✨👨‍👩‍👧 Şölen`;
  if (oddity === 'longText') return `${base} ${LONG}`.repeat(4).slice(0, 500);
  return base;
}

function description(oddity: Oddity, noun: string, adjectives: readonly string[]): string {
  const list = adjectives.map((adjective) => `<li>${adjective}</li>`).join('');
  const body = `<p>${noun} &ndash; ${LONG}</p><ul>${list}</ul>`;
  return oddity === 'longText' ? body.padEnd(29_500, LONG) : body;
}

function variants(random: Random, owner: CatalogueProduct, kind: GoodsKind): CatalogueVariant[] {
  const choices = optionChoices(random, owner.oddity, kind);
  const base = random.integer(kind.price[0] * 100, kind.price[1] * 100);
  return choices.map((options, position) => {
    const serial = owner.index * 200 + position;
    const kurus = base + 500 * random.integer(0, 3);
    const price = priceText(owner.oddity, kurus);
    const onOffer = random.chance(0.4) && owner.oddity !== 'zeroPrice';
    const createdAt = owner.createdAt + random.integer(0, 3) * 1000;
    return {
      sku: skuOf(owner, position, choices.length),
      barcode: barcodeOf(random, owner.oddity, serial, position),
      options,
      price,
      listPrice: onOffer ? String(Math.ceil(Number(price) * 1.25)) : price,
      stock: random.chance(0.12) ? 0 : random.chance(0.02) ? 20_000 : random.integer(1, 400),
      createdAt,
      modifiedAt: Math.max(createdAt, owner.modifiedAt - random.integer(0, 5) * 60_000),
    };
  });
}

function optionChoices(random: Random, oddity: Oddity, kind: GoodsKind): CatalogueVariant['options'][] {
  if (oddity === 'manyVariants') {
    return Array.from({ length: 120 }, (_, n) => [
      { name: 'Renk', value: `Özel Renk ${Math.floor(n / 10) + 1}` },
      { name: 'Beden', value: String(30 + (n % 10)) },
    ]);
  }
  const [first, second] = kind.options;
  if (first === undefined || random.chance(0.25)) return [[]];
  const colours = random.sample(first.values, random.integer(1, 2));
  if (second === undefined) return colours.map((value) => [{ name: first.name, value }]);
  const sizes = random.sample(second.values, random.integer(1, 3));
  return colours.flatMap((colour) =>
    sizes.map((size) => [
      { name: first.name, value: colour },
      { name: second.name, value: size },
    ]),
  );
}

function skuOf(owner: CatalogueProduct, position: number, count: number): string {
  if (owner.oddity === 'emptySku') return '';
  if (owner.oddity === 'duplicateSku') return 'KARISIK-SKU-1';
  return count === 1 ? owner.code : `${owner.code}-${position + 1}`;
}

function barcodeOf(random: Random, oddity: Oddity, serial: number, position: number): string {
  if (oddity === 'brokenBarcode') return brokenBarcode(random, serial);
  if (oddity === 'noBarcode' && position === 0) return '';
  return turkishEan13(serial);
}

function priceText(oddity: Oddity, kurus: number): string {
  const major = (kurus / 100).toFixed(2);
  if (oddity === 'zeroPrice') return '0.00';
  if (oddity === 'hugePrice') return '98765432.10';
  if (oddity === 'manyDecimals') return `${major}4567891`;
  return major;
}
