import { z } from 'zod';
import type { MapContext, RequestTemplate } from '../../src/shared/connector/definition';
import { amount, id, number, text } from '../../src/shared/connector/vendor/schema';
import { confirmed, decimalText, refusedCode, valueRefusal } from '../../src/shared/connector/vendor/write';
import type {
  LocalRefusal,
  RefusalCode,
  RowResult,
  SeenRow,
  WriteAction,
  WriteRow,
} from '../../src/shared/connector/write';
import { parseMoney } from '../../src/shared/domain/money';

const docs = 'https://woocommerce.github.io/woocommerce-rest-api-docs/';
const api = '/wp-json/wc/v3';
/** woocommerce_rest_batch_items_limit; more is answered 413. */
const BATCH_SIZE = 100;

const variationsPath = `${api}/products/{group.productId}/variations`;

function post(path: string, doc: string): RequestTemplate {
  return { method: 'POST', origin: 'shop', path, doc: `${docs}#${doc}` };
}

function get(path: string, doc: string, query: Readonly<Record<string, string>>): RequestTemplate {
  return { method: 'GET', origin: 'shop', path, query, doc: `${docs}#${doc}` };
}

const batchSchema = z.object({
  update: z.array(
    z.object({
      id,
      error: z.object({ code: text, message: text }).nullish(),
      stock_quantity: number,
    }),
  ),
});

const shownSchema = z.array(
  z.object({
    id,
    manage_stock: z.union([z.boolean(), z.string()]).nullish(),
    stock_quantity: number,
    stock_status: text,
    price: amount,
    regular_price: amount,
  }),
);

/** Variations are written under their product. */
function groupOf(row: WriteRow): Record<string, string> {
  const { variationId, productId } = row.remoteIds;
  return variationId && productId ? { request: 'variations', productId } : {};
}

function refuses(row: WriteRow, context: MapContext): LocalRefusal | null {
  if (!row.remoteIds.productId) return { code: 'product.notWritable', facts: { field: 'productId' } };
  // Written to the variation, the number would part it from its sisters; written to the product, it would change them all.
  if (row.stock !== undefined && row.remoteIds.stockKeptBy === 'product')
    return { code: 'stock.sharedByParent' };
  return valueRefusal(row, { currency: context.learned.currency ?? '' });
}

/** Without `manage_stock` a quantity is taken and forgotten. An empty sale price ends a sale. */
function elementOf(row: WriteRow): Record<string, unknown> {
  const { stock, price } = row;
  const element: Record<string, unknown> = { id: Number(row.key) };
  if (stock !== undefined) {
    element.manage_stock = true;
    element.stock_quantity = stock.quantity;
  }
  if (price !== undefined) {
    const onSale = price.listMinor !== null && price.listMinor > price.minor;
    const sale = decimalText(price.minor, price.currency);
    element.regular_price = onSale ? decimalText(price.listMinor ?? price.minor, price.currency) : sale;
    element.sale_price = onSale ? sale : '';
  }
  return element;
}

/**
 * Elements fail one by one inside an answer with status 200. A quantity that came out otherwise than it was sent (a plugin, a
 * sale in the same second) is left open and read back.
 */
function readAnswer(json: unknown, rows: readonly WriteRow[]): readonly RowResult[] {
  const byId = new Map(batchSchema.parse(json).update.map((element) => [element.id, element]));
  return rows.flatMap((row) => {
    const element = byId.get(row.key);
    if (element === undefined) return [];
    if (element.error) return [refusal(row, element.error.code ?? '', element.error.message ?? '')];
    const shown = element.stock_quantity;
    const other = row.stock !== undefined && typeof shown === 'number' && shown !== row.stock.quantity;
    return other ? [] : [confirmed(row)];
  });
}

function refusal(row: WriteRow, code: string, words: string): RowResult {
  return {
    key: row.key,
    outcome: 'refused',
    code: codeOf(row, code, words),
    reason: words === '' ? code || null : words,
    ...(code.includes('cannot_edit') ? { facts: { scope: 'products: write' } } : {}),
  };
}

function codeOf(row: WriteRow, code: string, words: string): RefusalCode {
  if (code.includes('cannot_edit') || code.includes('cannot_batch')) return 'auth.noPermission';
  if (/invalid_(?:product_|variation_)?id/.test(code)) return 'product.notThere';
  return refusedCode(row, words);
}

function readShown(json: unknown, rows: readonly WriteRow[], context: MapContext): readonly SeenRow[] {
  const wanted = new Set(rows.map((row) => row.key));
  const currency = context.learned.currency ?? '';
  const minorOf = (value: string | number | null | undefined): number | null =>
    value === null || value === undefined || value === ''
      ? null
      : (parseMoney(value, currency)?.minor ?? null);
  return shownSchema.parse(json).flatMap((shown) => {
    if (!wanted.has(shown.id)) return [];
    const minor = minorOf(shown.price);
    return [
      {
        key: shown.id,
        stock: stockOf(shown),
        price: minor === null ? null : { minor, listMinor: minorOf(shown.regular_price), currency },
      },
    ];
  });
}

function stockOf(shown: z.infer<typeof shownSchema>[number]): number | null {
  if (shown.manage_stock === false) return shown.stock_status === 'outofstock' ? 0 : null;
  return typeof shown.stock_quantity === 'number' ? Math.floor(shown.stock_quantity) : null;
}

/** Simple products in one call, the variations of a product in one of their own; the answer tells every row. */
export const inventory: WriteAction = {
  carries: ['stock', 'price'],
  request: post(`${api}/products/batch`, 'batch-update-products'),
  alternatives: { variations: post(`${variationsPath}/batch`, 'batch-update-product-variations') },
  batchSize: BATCH_SIZE,
  group: groupOf,
  refuses,
  body: (rows) => ({ update: rows.map(elementOf) }),
  responses: [
    {
      status: [401, 403],
      at: 'message',
      contains: 'write permissions',
      outcome: 'reconnect',
      code: 'auth.noPermission',
      facts: { scope: 'products: write' },
    },
    {
      status: [401, 403],
      at: 'code',
      contains: 'cannot_batch',
      outcome: 'reconnect',
      code: 'auth.noPermission',
      facts: { scope: 'products: write' },
    },
  ],
  answer: { kind: 'now', read: readAnswer },
  readBack: {
    request: get(`${api}/products`, 'list-all-products', {
      include: '{rows.keys}',
      per_page: '100',
      status: 'any',
    }),
    alternatives: {
      variations: get(variationsPath, 'list-all-product-variations', {
        include: '{rows.keys}',
        per_page: '100',
      }),
    },
    batchSize: BATCH_SIZE,
    group: groupOf,
    read: readShown,
    // The parent was deleted: none of its variations is there.
    responses: [{ status: [404], at: 'code', contains: 'invalid_id', outcome: 'skip' }],
  },
};
