import { z } from 'zod';
import type { RequestTemplate } from '../../src/shared/connector/definition';
import { amount, id, list, number, optionalId, part, text } from '../../src/shared/connector/vendor/schema';
import { confirmed, decimalNumber, valueRefusal } from '../../src/shared/connector/vendor/write';
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
const DAY = 86_400;
const path = '/listings/merchantid/{merchantId}';
const reference = 'https://developers.hepsiburada.com/hepsiburada/reference';
const docs = {
  stock: `${reference}/post_listings-merchantid-merchantid-stock-uploads`,
  price: `${reference}/post_listings-merchantid-merchantid-price-uploads`,
  stockResult: `${reference}/get_listings-merchantid-merchantid-stock-uploads-id-id`,
  priceResult: `${reference}/get_listings-merchantid-merchantid-price-uploads-id-id`,
  listing: `${reference}/get_listings-merchantid-merchantid`,
};

const spoken = z.union([
  z.string(),
  z.object({ code: text, message: text, description: text, errorMessage: text }),
]);
const named = { elementNo: number, hepsiburadaSku: optionalId, merchantSku: optionalId };
const uploadSchema = z.object({
  id: optionalId,
  status: z.string(),
  total: number,
  errors: list(z.object({ ...named, errors: list(spoken), error: text, message: text })),
  priceValidations: list(
    z.object({
      ...named,
      type: text,
      minPrice: amount,
      maxPrice: amount,
      regulativePriceDetail: part({ minAmount: amount, maxAmount: amount, categoryName: text }),
      description: text,
    }),
  ),
});
type Upload = z.infer<typeof uploadSchema>;

const shownSchema = z.object({
  listings: z.array(
    z.object({
      hepsiburadaSku: id,
      price: z.union([amount, z.object({ amount })]),
      availableStock: number,
    }),
  ),
});

function stockRefusal(row: WriteRow): LocalRefusal | null {
  if (row.remoteIds.fulfilment === 'hepsiburada') return { code: 'stock.keptByChannel' };
  return commonRefusal(row);
}

function commonRefusal(row: WriteRow): LocalRefusal | null {
  if (!row.remoteIds.hepsiburadaSku)
    return { code: 'product.notWritable', facts: { field: 'hepsiburadaSku' } };
  return valueRefusal(row, { currency: CURRENCY });
}

function namesOf(row: WriteRow): Record<string, string> {
  const { hepsiburadaSku = '' } = row.remoteIds;
  return { hepsiburadaSku, ...(row.sku ? { merchantSku: row.sku } : {}) };
}

/** Words for the end of an upload; the documents disagree about spelling. */
const ENDED = new Set(['done', 'completed', 'completedwitherrors', 'failed']);

/**
 * What is not named by an error went through. Of an upload that failed as a whole, and of errors that name no known row (the
 * base of `elementNo` is not documented), nothing is concluded: those rows are read back.
 */
function readUpload(json: unknown, rows: readonly WriteRow[]): readonly RowResult[] | null {
  const upload = uploadSchema.parse(json);
  const status = upload.status.toLowerCase().replace(/[^a-z]/g, '');
  if (!ENDED.has(status)) return null;
  const refused = new Map<string, RowResult>();
  let unnamed = 0;
  const note = (at: Upload['errors'][number] | Upload['priceValidations'][number], make: Made): void => {
    const row = rows.find((one) => isNamed(one, at));
    if (row === undefined) unnamed += 1;
    else if (!refused.has(row.key)) refused.set(row.key, { key: row.key, ...make(row) });
  };
  for (const one of upload.priceValidations) note(one, () => outOfRange(one));
  for (const one of upload.errors) note(one, (row) => refusal(row, wordsOf(one)));
  if (unnamed > 0 || status === 'failed') return [...refused.values()];
  return rows.map((row) => refused.get(row.key) ?? confirmed(row));
}

type Refusal = Omit<Extract<RowResult, { outcome: 'refused' }>, 'key'>;
type Made = (row: WriteRow) => Refusal;

function isNamed(
  row: WriteRow,
  at: { readonly hepsiburadaSku?: string | null; readonly merchantSku?: string | null },
): boolean {
  if (at.hepsiburadaSku) return at.hepsiburadaSku === row.remoteIds.hepsiburadaSku;
  return Boolean(at.merchantSku) && at.merchantSku?.toUpperCase() === row.sku?.toUpperCase();
}

function wordsOf(one: Upload['errors'][number]): string {
  const texts = one.errors.map((error) =>
    typeof error === 'string'
      ? error
      : (error.message ?? error.description ?? error.errorMessage ?? error.code),
  );
  return [...texts, one.error, one.message].filter(Boolean).join('; ');
}

const known: readonly (readonly [RegExp, RefusalCode])[] = [
  [/outofpricerange|fiyat aralı|price range/u, 'price.outOfRange'],
  [/bulunamad|not found|notfound|does not exist/u, 'product.notThere'],
  [/kilit|dondur|askıya|locked|frozen|suspended/u, 'product.closedThere'],
  [/isfulfilledbyhb|fulfilledbyhb|fulfilled by/u, 'stock.keptByChannel'],
];

function refusal(row: WriteRow, words: string): Refusal {
  const text = words.toLocaleLowerCase('tr').replaceAll('ı', 'i') + words.toLowerCase();
  const match = known.find(([pattern]) => pattern.test(text));
  const code = match?.[1] ?? (row.stock === undefined ? 'price.refused' : 'stock.refused');
  return { outcome: 'refused', code, reason: words === '' ? null : words };
}

function outOfRange(one: Upload['priceValidations'][number]): Refusal {
  const detail = one.regulativePriceDetail;
  const lowest = minorOf(one.minPrice) ?? minorOf(detail?.minAmount);
  const highest = minorOf(one.maxPrice) ?? minorOf(detail?.maxAmount);
  return {
    outcome: 'refused',
    code: 'price.outOfRange',
    reason: one.description ?? one.type ?? null,
    facts: {
      currency: CURRENCY,
      ...(lowest === null ? {} : { lowest }),
      ...(highest === null ? {} : { highest }),
    },
  };
}

function minorOf(value: string | number | null | undefined): number | null {
  return value === null || value === undefined ? null : (parseMoney(value, CURRENCY)?.minor ?? null);
}

function readShown(json: unknown, rows: readonly WriteRow[]): readonly SeenRow[] {
  const bySku = new Map(rows.map((row) => [row.remoteIds.hepsiburadaSku, row]));
  return shownSchema.parse(json).listings.flatMap((listing) => {
    const row = bySku.get(listing.hepsiburadaSku);
    if (row === undefined) return [];
    const value = typeof listing.price === 'object' ? listing.price?.amount : listing.price;
    const minor = minorOf(value);
    return [
      {
        key: row.key,
        stock: listing.availableStock,
        price: minor === null ? null : { minor, listMinor: null, currency: CURRENCY },
      },
    ];
  });
}

function get(at: string, doc: string, query?: Readonly<Record<string, string>>): RequestTemplate {
  return { method: 'GET', origin: 'listing', path: path + at, doc, query };
}

function upload(
  kind: 'stock' | 'price',
): Pick<WriteAction, 'request' | 'budget' | 'batchSize' | 'answer' | 'readBack'> {
  return {
    request: { method: 'POST', origin: 'listing', path: `${path}/${kind}-uploads`, doc: docs[kind] },
    budget: 'upload',
    // 4000 are allowed; small ones are worked off sooner.
    batchSize: 1000,
    answer: {
      kind: 'later',
      id: 'id',
      poll: get(`/${kind}-uploads/id/{batch.id}`, docs[`${kind}Result`]),
      pollBudget: 'listing',
      firstSeconds: 5,
      everySeconds: 10,
      giveUpSeconds: DAY / 24,
      read: readUpload,
      responses: [{ status: [404], outcome: 'skip' }],
    },
    readBack: {
      request: get('', docs.listing, { hbSkuList: '{rows.ids.hepsiburadaSku}', offset: '0', limit: '50' }),
      budget: 'listing',
      batchSize: 50,
      read: readShown,
    },
  };
}

export const stock: WriteAction = {
  ...upload('stock'),
  carries: ['stock'],
  refuses: stockRefusal,
  body: (rows) => rows.map((row) => ({ ...namesOf(row), availableStock: row.stock?.quantity })),
};

/** Hepsiburada keeps one price; a list price stays in Kervan. */
export const price: WriteAction = {
  ...upload('price'),
  carries: ['price'],
  refuses: commonRefusal,
  body: (rows) =>
    rows.map((row) => ({ ...namesOf(row), price: row.price && decimalNumber(row.price.minor, CURRENCY) })),
};
