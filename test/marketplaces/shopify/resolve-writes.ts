import { GraphQLError, type GraphQLResolveInfo, valueFromASTUntyped } from 'graphql';
import { type Context, type Resolvers, requireScope } from './context';
import { gid, type InventoryLevel, numberOf, type Variant } from './model';

const MOST_INPUTS = 250;
const MOST_PIECES = 1_000_000_000;
const REASONS = [
  'correction',
  'cycle_count_available',
  'damaged',
  'other',
  'received',
  'restock',
  'shrinkage',
];

interface UserError {
  code: string;
  field: string[];
  message: string;
}
type Fields = Readonly<Record<string, unknown>>;

/** Stock and prices. Business refusals stand in `userErrors` of an answer with status 200. */
export const writeResolvers: Resolvers = {
  Mutation: {
    inventorySetQuantities: (_root, args, context, info) => {
      requireScope(context, 'write_inventory', info);
      const input = fieldsOf(args.input);
      const quantities = listOf(input.quantities);
      withinLimit(quantities.length);
      mustCompare(quantities, context);
      return onceOnly(input, context, info, () => setQuantities(input, quantities, context));
    },
    productVariantsBulkUpdate: (_root, args, context, info) => {
      requireScope(context, 'write_products', info);
      const variants = listOf(args.variants);
      withinLimit(variants.length);
      return setVariants(String(args.productId), variants, args.allowPartialUpdates === true, context);
    },
  },
};

function withinLimit(size: number): void {
  if (size <= MOST_INPUTS) return;
  throw new GraphQLError(
    `The input array size of ${size} is greater than the maximum allowed of ${MOST_INPUTS}.`,
    { extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } },
  );
}

/** Since 2026-04 the directive is mandatory: the same key answers as the first time, with another input it is refused. */
function onceOnly(input: Fields, context: Context, info: GraphQLResolveInfo, work: () => unknown): unknown {
  const key = idempotencyKey(info);
  if (key === undefined) {
    if (context.version < '2026-04') return work();
    throw new GraphQLError('The @idempotent directive is required for this mutation but was not provided.', {
      extensions: { code: 'BAD_REQUEST' },
    });
  }
  const asked = JSON.stringify(input);
  const known = context.shop.answered.get(key);
  if (known === undefined) {
    const answer = work();
    context.shop.answered.set(key, { asked, answer });
    return answer;
  }
  if (known.asked === asked) return known.answer;
  return quantitiesPayload(null, [
    {
      code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
      field: [],
      message: 'The same idempotency key was used with different parameters.',
    },
  ]);
}

function idempotencyKey(info: GraphQLResolveInfo): string | undefined {
  const directive = info.fieldNodes[0]?.directives?.find(({ name }) => name.value === 'idempotent');
  const value = directive?.arguments?.find(({ name }) => name.value === 'key')?.value;
  const key: unknown = value && valueFromASTUntyped(value, info.variableValues);
  return typeof key === 'string' && key !== '' ? key : undefined;
}

/** All or nothing: one refused row refuses the call. */
function setQuantities(input: Fields, quantities: readonly Fields[], context: Context): unknown {
  const errors: UserError[] = [];
  const note = (field: string[], code: string, message: string): void =>
    void errors.push({ code, field: ['input', ...field], message });
  if (input.name !== 'available' && input.name !== 'on_hand')
    note(['name'], 'INVALID_NAME', "The quantity name must be either 'available' or 'on_hand'.");
  if (!REASONS.includes(String(input.reason))) note(['reason'], 'INVALID_REASON', 'The reason is not valid.');
  const seen = new Set<string>();
  const sets = quantities.flatMap((row, index) => {
    const at = ['quantities', String(index)];
    const itemId = String(row.inventoryItemId);
    const locationId = String(row.locationId);
    const quantity = Number(row.quantity);
    const pair = `${itemId} ${locationId}`;
    if (seen.has(pair))
      note(at, 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR', 'The same item and location came twice.');
    seen.add(pair);
    const item = context.shop.items.get(numberOf('InventoryItem', itemId) ?? 0);
    const location = context.shop.locations.find(({ id }) => gid('Location', id) === locationId);
    if (item === undefined)
      note([...at, 'inventoryItemId'], 'INVALID_INVENTORY_ITEM', 'The item does not exist.');
    else if (!item.tracked)
      note([...at, 'inventoryItemId'], 'NON_MUTABLE_INVENTORY_ITEM', 'The item is not tracked.');
    if (location === undefined || !location.isActive)
      note([...at, 'locationId'], 'INVALID_LOCATION', 'The location does not exist.');
    if (quantity < 0)
      note([...at, 'quantity'], 'INVALID_QUANTITY_NEGATIVE', 'The quantity may not be negative.');
    if (quantity > MOST_PIECES)
      note([...at, 'quantity'], 'INVALID_QUANTITY_TOO_HIGH', 'The quantity is too high.');
    if (item !== undefined && context.shop.lockedItems.has(item.id))
      note([...at, 'inventoryItemId'], 'NON_MUTABLE_INVENTORY_ITEM', 'The item cannot be adjusted by apps.');
    const level = item?.levels.find((one) => one.location === location && one.isActive);
    // Since 2026-10 every quantity can be set at every place: the item is stocked there by it.
    if (item !== undefined && location?.isActive && level === undefined && context.version < '2026-10')
      note(at, 'ITEM_NOT_STOCKED_AT_LOCATION', 'The item is not stocked at the location.');
    const held = heldBack(level, input.name);
    const refused = compared(row, input, (level?.available ?? 0) + held, context);
    if (refused !== undefined) note([...at, refused.field], refused.code, refused.message);
    return item === undefined || location === undefined ? [] : [{ item, location, quantity, held }];
  });
  if (errors.length > 0) return quantitiesPayload(null, errors);
  for (const { item, location, quantity, held } of sets) {
    context.shop.stockedAt(item, location);
    context.shop.setStock(item.variant.id, quantity - held, location.id);
    context.shop.writes.push({ at: context.now, key: keyOf(item.variant), stock: quantity - held });
  }
  return quantitiesPayload(context.shop.writes.length, []);
}

/** What on_hand holds beyond what is available. */
function heldBack(level: InventoryLevel | undefined, name: unknown): number {
  return level === undefined || name !== 'on_hand' ? 0 : level.committed + level.reserved;
}

/**
 * Compare-and-swap, as each version asks for it: since 2026-04 `changeFromQuantity` must stand there, null compares nothing;
 * before, `compareQuantity` unless `ignoreCompareQuantity`; 2026-01 takes both.
 */
function compared(
  row: Fields,
  input: Fields,
  persisted: number,
  { version }: Context,
): { field: string; code: string; message: string } | undefined {
  if ('changeFromQuantity' in row || version >= '2026-04') {
    const before = row.changeFromQuantity;
    return typeof before !== 'number' || before === persisted
      ? undefined
      : stale('changeFromQuantity', 'CHANGE_FROM_QUANTITY_STALE');
  }
  if (input.ignoreCompareQuantity === true) return undefined;
  const before = row.compareQuantity;
  if (typeof before === 'number')
    return before === persisted ? undefined : stale('compareQuantity', 'COMPARE_QUANTITY_STALE');
  const message = 'The compareQuantity argument must be given to each quantity or ignored.';
  return { field: 'compareQuantity', code: 'COMPARE_QUANTITY_REQUIRED', message };
}

function stale(field: string, code: string): { field: string; code: string; message: string } {
  return { field, code, message: `The ${field} value does not match the persisted value.` };
}

/** A null must be said: a row without the field is refused before anything is looked at. */
function mustCompare(quantities: readonly Fields[], { version }: Context): void {
  if (version < '2026-04' || quantities.every((row) => 'changeFromQuantity' in row)) return;
  throw new GraphQLError('InventoryQuantityInput must include the following argument: changeFromQuantity.', {
    extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
  });
}

function quantitiesPayload(group: number | null, userErrors: readonly UserError[]): unknown {
  return {
    inventoryAdjustmentGroup: group === null ? null : { id: gid('InventoryAdjustmentGroup', group) },
    userErrors,
  };
}

/** Of one product. Without allowPartialUpdates one refused row refuses the call. */
function setVariants(
  productId: string,
  variants: readonly Fields[],
  partly: boolean,
  context: Context,
): unknown {
  const product = context.shop.products.get(numberOf('Product', productId) ?? 0);
  if (product === undefined) {
    const missing = {
      code: 'PRODUCT_DOES_NOT_EXIST',
      field: ['productId'],
      message: 'Product does not exist',
    };
    return { product: null, productVariants: null, userErrors: [missing] };
  }
  const judged = variants.map((row, index) => judge(row, index, product.variants));
  const errors = judged.flatMap(({ error }) => error ?? []);
  const applies = errors.length === 0 || partly;
  const done = !applies ? [] : judged.filter(({ error }) => error === null);
  for (const { variant, price, compareAtPrice } of done) {
    if (variant === undefined) continue;
    context.shop.editVariant(variant.id, {
      ...(price === undefined ? {} : { price }),
      ...(compareAtPrice === undefined ? {} : { compareAtPrice }),
    });
    if (price !== undefined)
      context.shop.writes.push({ at: context.now, key: keyOf(variant), priceMinor: price });
  }
  return {
    product,
    productVariants: errors.length > 0 && !partly ? null : done.map(({ variant }) => variant),
    userErrors: errors,
  };
}

interface Judged {
  variant: Variant | undefined;
  price: number | undefined;
  compareAtPrice: number | null | undefined;
  error: UserError | null;
}

function judge(row: Fields, index: number, variants: readonly Variant[]): Judged {
  const variant = variants.find(({ id }) => gid('ProductVariant', id) === row.id);
  const price = minorOf(row.price);
  const compareAtPrice = row.compareAtPrice === null ? null : minorOf(row.compareAtPrice);
  const at = (name: string): string[] => ['variants', String(index), name];
  const refused = (code: string, name: string, message: string): Judged => ({
    variant,
    price,
    compareAtPrice,
    error: { code, field: at(name), message },
  });
  if (row.id === undefined)
    return refused('PRODUCT_VARIANT_ID_MISSING', 'id', 'Product variant is missing ID');
  if (variant === undefined)
    return refused('PRODUCT_VARIANT_DOES_NOT_EXIST', 'id', 'Product variant does not exist');
  if (price !== undefined && price < 0)
    return refused('NEGATIVE_PRICE_VALUE', 'price', 'Price must be greater than or equal to 0');
  return { variant, price, compareAtPrice, error: null };
}

const keyOf = (variant: Variant): string => gid('ProductVariant', variant.id);

function minorOf(value: unknown): number | undefined {
  return value === undefined || value === null ? undefined : Math.round(Number(value) * 100);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}
