import { z } from 'zod';
import type { RequestTemplate } from '../../src/shared/connector/definition';
import { list, number, text } from '../../src/shared/connector/vendor/schema';
import { confirmed, decimalNumber, refusedCode, valueRefusal } from '../../src/shared/connector/vendor/write';
import type {
  LocalRefusal,
  RefusalCode,
  RowResult,
  SeenRow,
  WriteAction,
  WriteRow,
} from '../../src/shared/connector/write';
import { parseMoney } from '../../src/shared/domain/money';

const CURRENCY = 'TRY';
const MAX_QUANTITY = 20_000;
const QUARTER_HOUR = 900;

const docs = {
  update: 'https://developers.trendyol.com/docs/stok-ve-fiyat-güncelleme-updatepriceandinventory',
  result: 'https://developers.trendyol.com/docs/toplu-işlem-kontrolü-getbatchrequestresult',
  read: 'https://developers.trendyol.com/docs/ürün-filtreleme-filterproducts',
  limits: 'https://developers.trendyol.com/docs/1-servis-limitleri',
};

function get(path: string, doc: string, query?: Readonly<Record<string, string>>): RequestTemplate {
  return { method: 'GET', origin: 'api', path: `/integration/product/sellers/{sellerId}${path}`, doc, query };
}

const batchSchema = z.object({
  status: text,
  itemCount: number,
  items: list(
    z.object({
      requestItem: z.object({ barcode: text }).nullish(),
      status: text,
      failureReasons: list(z.union([z.string(), z.looseObject({ message: text, reason: text })])),
    }),
  ),
});

const shownSchema = z.object({
  content: z.array(
    z.object({
      variants: list(z.object({ barcode: text, quantity: number, salePrice: number, listPrice: number })),
    }),
  ),
});

/** An unapproved product has no content yet, and its values are part of the application. */
function refuses(row: WriteRow): LocalRefusal | null {
  if (!row.barcode) return { code: 'product.notWritable', facts: { field: 'barcode' } };
  if (row.barcode.includes(',')) return { code: 'input.invalid', facts: { field: 'barcode' } };
  if (!row.remoteIds.contentId) return { code: 'product.notWritable', facts: { field: 'contentId' } };
  return valueRefusal(row, { currency: CURRENCY, maxQuantity: MAX_QUANTITY });
}

/** Only what changes stands in a row; a list price is always told with the sale price, so that the two never cross. */
function itemOf(row: WriteRow): Record<string, string | number | null> {
  const item: Record<string, string | number | null> = { barcode: row.barcode };
  if (row.stock !== undefined) item.quantity = row.stock.quantity;
  if (row.price !== undefined) {
    item.salePrice = decimalNumber(row.price.minor, row.price.currency);
    item.listPrice = decimalNumber(row.price.listMinor ?? row.price.minor, row.price.currency);
  }
  return item;
}

/** The batch of a stock and price update has no status of its own: it is done when every item is. */
function readBatch(json: unknown, rows: readonly WriteRow[]): readonly RowResult[] | null {
  const batch = batchSchema.parse(json);
  const states = batch.items.map((item) => item.status?.toUpperCase() ?? '');
  const settled = states.every((state) => state === 'SUCCESS' || state === 'FAILED');
  const expected = batch.itemCount ?? rows.length;
  if (!settled || batch.items.length === 0 || batch.items.length < expected) return null;
  const byBarcode = new Map(rows.map((row) => [row.barcode, row]));
  return batch.items.flatMap((item, index) => {
    const row = byBarcode.get(item.requestItem?.barcode ?? null);
    if (row === undefined) return [];
    if (states[index] === 'SUCCESS') return [confirmed(row)];
    const texts = item.failureReasons.map((reason) =>
      typeof reason === 'string' ? reason : (reason.message ?? reason.reason ?? ''),
    );
    return [refusal(row, texts.filter((one) => one !== '').join('; '))];
  });
}

/** Failure reasons are sentences for people, in Turkish or English; each pattern is tried in turn. */
const reasons: readonly (readonly [RegExp, RefusalCode, number?])[] = [
  [/15 dakika|aynı isteği|same request/u, 'limit.sameBody', QUARTER_HOUR],
  [/dakikada|dakika içinde|per minute|çok sık|too many/u, 'limit.priceChanges', 60],
  [/bulunamad|mevcut değil|not found|does not exist/u, 'product.notThere'],
  [/kilit|arşiv|kara liste|satışa kapal|blacklist|locked|archived/u, 'product.closedThere'],
];

function refusal(row: WriteRow, words: string): RowResult {
  const text = words.toLocaleLowerCase('tr');
  const known = reasons.find(([pattern]) => pattern.test(text));
  const [, code = refusedCode(row, text), retryAfterSeconds] = known ?? [];
  return {
    key: row.key,
    outcome: 'refused',
    code,
    reason: words === '' ? null : words,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

function readShown(json: unknown, rows: readonly WriteRow[]): readonly SeenRow[] {
  const byBarcode = new Map(rows.map((row) => [row.barcode, row]));
  const variants = shownSchema.parse(json).content.flatMap((content) => content.variants);
  return variants.flatMap((variant) => {
    const row = byBarcode.get(variant.barcode ?? null);
    if (row === undefined) return [];
    const minor = minorOf(variant.salePrice);
    return [
      {
        key: row.key,
        stock: variant.quantity,
        price: minor === null ? null : { minor, listMinor: minorOf(variant.listPrice), currency: CURRENCY },
      },
    ];
  });
}

function minorOf(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : (parseMoney(value, CURRENCY)?.minor ?? null);
}

/** Stock and price travel in one row; the result comes later under a batch number that is kept four hours. */
export const inventory: WriteAction = {
  carries: ['stock', 'price'],
  request: {
    method: 'POST',
    origin: 'api',
    path: '/integration/inventory/sellers/{sellerId}/products/price-and-inventory',
    doc: docs.update,
  },
  budget: 'inventoryWrite',
  batchSize: 1000,
  refuses,
  body: (rows) => ({ items: rows.map(itemOf) }),
  responses: [
    { status: [400, 409, 422], contains: '15 dakika', outcome: 'fail', code: 'limit.sameBody' },
    { status: [400, 409, 422, 429], contains: 'aynı isteği', outcome: 'fail', code: 'limit.sameBody' },
  ],
  answer: {
    kind: 'later',
    id: 'batchRequestId',
    poll: get('/products/batch-requests/{batch.id}', docs.result),
    pollBudget: 'productRead',
    firstSeconds: 3,
    everySeconds: 10,
    giveUpSeconds: 1800,
    read: readBatch,
    responses: [{ status: [404], outcome: 'skip' }],
  },
  sameBody: { seconds: QUARTER_HOUR, source: docs.update },
  perRow: { changes: 30, perSeconds: 60, source: docs.limits },
  readBack: {
    request: get('/products/approved/inventory-and-price', docs.read, {
      barcodes: '{rows.barcodes}',
      size: '100',
    }),
    budget: 'productRead',
    batchSize: 50,
    read: readShown,
  },
};
