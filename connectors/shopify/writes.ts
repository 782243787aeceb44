import { z } from 'zod';
import type { MapContext, RequestTemplate } from '../../src/shared/connector/definition';
import { amount, flag, id, list, number, part, text } from '../../src/shared/connector/vendor/schema';
import { confirmed, decimalText, valueRefusal } from '../../src/shared/connector/vendor/write';
import type {
  LocalRefusal,
  ReadBack,
  RefusalCode,
  RowResult,
  SeenRow,
  WriteAction,
  WriteRow,
} from '../../src/shared/connector/write';
import { parseMoney } from '../../src/shared/domain/money';
import { setPrices, setQuantities, shownVariants } from './write-queries';

const MAX_QUANTITY = 1_000_000_000;
/** Most items of an input array. */
const BATCH_SIZE = 250;

const errorSchema = z.object({ code: text, field: list(z.union([z.string(), z.number()])), message: text });
type UserError = z.infer<typeof errorSchema>;

const quantitiesSchema = z.object({
  data: z.object({
    inventorySetQuantities: z.object({
      inventoryAdjustmentGroup: z.unknown(),
      userErrors: z.array(errorSchema),
    }),
  }),
});
const pricesSchema = z.object({
  data: z.object({
    productVariantsBulkUpdate: z.object({
      productVariants: list(z.object({ id })),
      userErrors: z.array(errorSchema),
    }),
  }),
});
const shownSchema = z.object({
  data: z.object({
    nodes: z.array(
      z
        .object({
          id,
          price: amount,
          compareAtPrice: amount,
          inventoryQuantity: number,
          inventoryItem: part({ tracked: flag }),
        })
        .nullable(),
    ),
  }),
});

function denied(scope: string) {
  return [
    {
      at: 'errors.0.extensions.code',
      equals: 'ACCESS_DENIED',
      outcome: 'reconnect',
      code: 'auth.noPermission',
      facts: { scope },
    },
  ] as const;
}

/**
 * The stock shown is the sum of all locations; only where there is one, it can be set. Which one an item is at is not read: in a
 * shop with several, comparing with the sum makes a write to the wrong one fail, so nothing is set blindly there.
 */
function stockRefusal(row: WriteRow, context: MapContext): LocalRefusal | null {
  const { inventoryItemId, tracked, locations } = row.remoteIds;
  if (!inventoryItemId) return { code: 'product.notWritable', facts: { field: 'inventoryItemId' } };
  if (tracked === 'false') return { code: 'stock.notTracked' };
  if (Number(locations ?? 1) > 1)
    return { code: 'stock.severalLocations', facts: { locations: Number(locations) } };
  if (context.learned.otherLocationId && row.stock?.expected === null)
    return { code: 'stock.severalLocations', facts: { locations: 2 } };
  if (!context.learned.locationId) return { code: 'auth.noPermission', facts: { scope: 'read_locations' } };
  return valueRefusal(row, { currency: context.learned.currency ?? '', maxQuantity: MAX_QUANTITY });
}

function priceRefusal(row: WriteRow, context: MapContext): LocalRefusal | null {
  if (!row.remoteIds.productId) return { code: 'product.notWritable', facts: { field: 'productId' } };
  return valueRefusal(row, { currency: context.learned.currency ?? '' });
}

function quantityOf(row: WriteRow, context: MapContext): Record<string, unknown> {
  return {
    inventoryItemId: row.remoteIds.inventoryItemId,
    locationId: context.learned.locationId,
    quantity: row.stock?.quantity,
    // Must be there; null sets the quantity whatever stands there.
    changeFromQuantity: row.stock?.expected ?? null,
  };
}

/** Which row of the input a user error means: `input.quantities.3.quantity`, `variants.0.price`; null = the whole call. */
function rowOf(error: UserError, rows: readonly WriteRow[]): WriteRow | null {
  const index = error.field.map(Number).find((one) => Number.isInteger(one));
  return index === undefined ? null : (rows[index] ?? null);
}

/** One refused quantity stops the whole call: its neighbours were not taken and may go again at once. */
function readQuantities(json: unknown, rows: readonly WriteRow[]): readonly RowResult[] {
  const { inventoryAdjustmentGroup: done, userErrors } =
    quantitiesSchema.parse(json).data.inventorySetQuantities;
  const [first] = userErrors;
  if (first === undefined) return rows.map(confirmed);
  // Another call with this key is under way: what it does is read back.
  if (userErrors.some((error) => error.code === 'IDEMPOTENCY_CONCURRENT_REQUEST')) return [];
  const told = toldRows(userErrors, rows, stockResult);
  return rows.map((row) => {
    const own = told.get(row.key);
    if (own !== undefined) return own;
    if (done) return confirmed(row);
    const whole = userErrors.some((error) => rowOf(error, rows) === null);
    return whole ? stockResult(row, first) : { key: row.key, outcome: 'notTaken' };
  });
}

function stockResult(row: WriteRow, error: UserError): RowResult {
  const refused = (code: RefusalCode, retryAfterSeconds?: number): RowResult => ({
    key: row.key,
    outcome: 'refused',
    code,
    reason: error.message ?? error.code ?? null,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
  switch (error.code) {
    case 'CHANGE_FROM_QUANTITY_STALE':
    case 'COMPARE_QUANTITY_STALE':
      return { key: row.key, outcome: 'stale', actual: null };
    case 'INVALID_INVENTORY_ITEM':
      return refused('product.notThere');
    case 'INVALID_LOCATION':
    case 'ITEM_NOT_STOCKED_AT_LOCATION':
      return refused('stock.notStockedThere');
    case 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH':
    case 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED':
      // Needs a new key, which every new attempt gets.
      return refused('stock.refused', 1);
    default:
      return refused('stock.refused');
  }
}

/** Variants stand alone (`allowPartialUpdates`): one without an error went through when the answer lists it. */
function readPrices(json: unknown, rows: readonly WriteRow[]): readonly RowResult[] {
  const { productVariants, userErrors } = pricesSchema.parse(json).data.productVariantsBulkUpdate;
  const changed = new Set(productVariants.map((variant) => variant.id));
  const told = toldRows(userErrors, rows, priceResult);
  const whole = userErrors.find((error) => rowOf(error, rows) === null);
  return rows.flatMap((row) => {
    const own = told.get(row.key);
    if (own !== undefined) return [own];
    if (changed.has(row.key)) return [confirmed(row)];
    return whole === undefined ? [] : [priceResult(row, whole)];
  });
}

function priceResult(row: WriteRow, error: UserError): RowResult {
  const reason = error.message ?? error.code ?? null;
  return { key: row.key, outcome: 'refused', code: priceCode(error.code), reason };
}

function priceCode(code: string | null | undefined): RefusalCode {
  switch (code) {
    case 'PRODUCT_DOES_NOT_EXIST':
    case 'PRODUCT_VARIANT_DOES_NOT_EXIST':
    case 'MUST_BE_FOR_THIS_PRODUCT':
      return 'product.notThere';
    case 'PRODUCT_SUSPENDED':
      return 'product.closedThere';
    default:
      return 'price.refused';
  }
}

function toldRows(
  errors: readonly UserError[],
  rows: readonly WriteRow[],
  result: (row: WriteRow, error: UserError) => RowResult,
): ReadonlyMap<string, RowResult> {
  const told = new Map<string, RowResult>();
  for (const error of errors) {
    const row = rowOf(error, rows);
    if (row !== null && !told.has(row.key)) told.set(row.key, result(row, error));
  }
  return told;
}

function readShown(json: unknown, _rows: readonly WriteRow[], context: MapContext): readonly SeenRow[] {
  const currency = context.learned.currency ?? '';
  const minorOf = (value: string | number | null | undefined): number | null =>
    value === null || value === undefined ? null : (parseMoney(value, currency)?.minor ?? null);
  return shownSchema.parse(json).data.nodes.flatMap((node) => {
    if (node === null) return [];
    const minor = minorOf(node.price);
    return [
      {
        key: node.id,
        stock: node.inventoryItem?.tracked === false ? null : node.inventoryQuantity,
        price: minor === null ? null : { minor, listMinor: minorOf(node.compareAtPrice), currency },
      },
    ];
  });
}

/** Both writes go to the one address of the interface; `docs` is the page of the mutation or query. */
export function shopifyWrites(ask: (doc: string) => RequestTemplate, admin: string) {
  const readBack: ReadBack = {
    request: ask(`${admin}/queries/nodes`),
    batchSize: 100,
    body: (rows) => ({ query: shownVariants, variables: { ids: rows.map((row) => row.key) } }),
    read: readShown,
  };
  const stock: WriteAction = {
    carries: ['stock'],
    request: ask(`${admin}/mutations/inventorySetQuantities`),
    batchSize: BATCH_SIZE,
    refuses: stockRefusal,
    body: (rows, context) => ({
      query: setQuantities,
      variables: {
        key: context.key,
        input: {
          name: 'available',
          reason: 'correction',
          quantities: rows.map((row) => quantityOf(row, context)),
        },
      },
    }),
    responses: denied('write_inventory'),
    answer: { kind: 'now', read: readQuantities },
    readBack,
  };
  const price: WriteAction = {
    carries: ['price'],
    request: ask(`${admin}/mutations/productVariantsBulkUpdate`),
    batchSize: BATCH_SIZE,
    group: (row) => ({ productId: row.remoteIds.productId ?? row.productKey }),
    refuses: priceRefusal,
    body: (rows, context) => ({
      query: setPrices,
      variables: { productId: context.group.productId, variants: rows.map(variantOf) },
    }),
    responses: denied('write_products'),
    answer: { kind: 'now', read: readPrices },
    readBack,
  };
  return { stock, price };
}

/** A compare-at price that is not above the price shows nothing and is taken away. */
function variantOf(row: WriteRow): Record<string, string | null> {
  const { price } = row;
  if (price === undefined) return { id: row.key };
  const { minor, listMinor, currency } = price;
  const compareAtPrice = listMinor !== null && listMinor > minor ? decimalText(listMinor, currency) : null;
  return { id: row.key, price: decimalText(minor, currency), compareAtPrice };
}
