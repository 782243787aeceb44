import { GraphQLError } from 'graphql';
import type { BulkOperation } from './bulk';
import {
  type Context,
  connectionFields,
  type Resolver,
  type Resolvers,
  requireScope,
  sortedList,
} from './context';
import { ORDER_SEARCH, PRODUCT_SEARCH, VARIANT_SEARCH } from './fields';
import { numberOf, type Row } from './model';
import { SHOP_CURRENCY } from './money';
import { levelId } from './resolve-catalogue';
import { visibleOrders } from './resolve-orders';
import { supportedVersions } from './schema';
import { dateTime } from './time';

const KINDS = [
  'Product',
  'ProductVariant',
  'InventoryItem',
  'InventoryLevel',
  'Location',
  'Order',
  'Customer',
];
const SCOPE_OF: Readonly<Record<string, string>> = {
  Product: 'read_products',
  ProductVariant: 'read_products',
  InventoryItem: 'read_inventory',
  InventoryLevel: 'read_inventory',
  Location: 'read_locations',
  Order: 'read_orders',
  Customer: 'read_customers',
};

/** The shop, the app, look-ups by id, counts and bulk operations. */
export const shopResolvers: Resolvers = {
  QueryRoot: {
    shop: () => ({ kind: 'Shop', id: 1 }),
    currentAppInstallation: () => ({ kind: 'AppInstallation', id: 1 }),
    publicApiVersions: () =>
      supportedVersions().map((handle) => ({ handle, displayName: handle, supported: true })),
    product: byId('Product'),
    productVariant: byId('ProductVariant'),
    inventoryItem: byId('InventoryItem'),
    inventoryLevel: byId('InventoryLevel'),
    location: byId('Location'),
    order: byId('Order'),
    node: (_root, args, context, info) => anyRow(String(args.id), context, info),
    nodes: (_root, args, context, info) => {
      const ids = Array.isArray(args.ids) ? args.ids.map(String) : [];
      if (ids.length > 250) {
        throw new GraphQLError(
          `The input array size of ${ids.length} is greater than the maximum allowed of 250.`,
          {
            extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
          },
        );
      }
      return ids.map((id) => anyRow(id, context, info));
    },
    productByIdentifier: (_root, args, context, info) => {
      requireScope(context, 'read_products', info);
      const { id, handle } = identifierIn(args);
      if (id !== undefined) return rowOf('Product', id, context);
      return [...context.shop.products.values()].find((product) => product.handle === handle) ?? null;
    },
    orderByIdentifier: (_root, args, context, info) => {
      requireScope(context, 'read_orders', info);
      const { id } = identifierIn(args);
      return id === undefined ? null : rowOf('Order', id, context);
    },
    productsCount: (_root, args, context, info) => {
      requireScope(context, 'read_products', info);
      return countOf(
        sortedList(
          { name: 'products', rows: context.shop.products.values(), search: PRODUCT_SEARCH },
          args,
          context,
          info,
        ).rows.length,
        args,
      );
    },
    productVariantsCount: (_root, args, context, info) => {
      requireScope(context, 'read_products', info);
      return countOf(
        sortedList(
          { name: 'variants', rows: context.shop.variants.values(), search: VARIANT_SEARCH },
          args,
          context,
          info,
        ).rows.length,
        args,
      );
    },
    ordersCount: (_root, args, context, info) => {
      requireScope(context, 'read_orders', info);
      return countOf(
        sortedList({ ...visibleOrders(context), search: ORDER_SEARCH }, args, context, info).rows.length,
        args,
      );
    },
    bulkOperation: (_root, args, context) => {
      const id = numberOf('BulkOperation', String(args.id));
      return id === undefined ? null : (context.bulk.look(id) ?? null);
    },
    bulkOperations: (_root, args, context, info) => context.bulk.connection(args, context, info),
    currentBulkOperation: (_root, args, context) =>
      args.type === 'MUTATION' ? null : (context.bulk.latest() ?? null),
  },
  Mutation: {
    bulkOperationRunQuery: (_root, args, context) =>
      context.bulk.run(String(args.query), args.groupObjects === true, context),
    bulkOperationCancel: (_root, args, context) => context.bulk.cancel(String(args.id)),
  },
  BulkOperationConnection: connectionFields,
  Shop: {
    id: () => 'gid://shopify/Shop/55501',
    name: () => 'Kervan Deneme Mağazası',
    myshopifyDomain: () => 'practice.myshopify.com',
    email: () => 'magaza@example.com',
    contactEmail: () => 'magaza@example.com',
    currencyCode: () => SHOP_CURRENCY,
    ianaTimezone: () => 'Europe/Istanbul',
    timezoneAbbreviation: () => '+03',
    timezoneOffset: () => '+0300',
    timezoneOffsetMinutes: (_shop, _args, context) => context.zoneMinutes,
    weightUnit: () => 'KILOGRAMS',
    unitSystem: () => 'METRIC_SYSTEM',
    taxesIncluded: () => true,
    taxShipping: () => true,
    url: () => 'https://practice.myshopify.com',
    enabledPresentmentCurrencies: () => [SHOP_CURRENCY, 'EUR', 'SAR'],
    plan: () => ({ publicDisplayName: 'Basic', partnerDevelopment: false, shopifyPlus: false }),
    primaryDomain: () => ({
      id: 'gid://shopify/Domain/1',
      host: 'practice.myshopify.com',
      sslEnabled: true,
      url: 'https://practice.myshopify.com',
    }),
  },
  AppInstallation: {
    id: () => 'gid://shopify/AppInstallation/77701',
    accessScopes: (_row, _args, context) =>
      [...context.scopes].map((handle) => ({ handle, description: handle })),
    app: () => ({ id: 'gid://shopify/App/8801', title: 'Kervan', handle: 'kervan' }),
  },
  BulkOperation: {
    id: (row: BulkOperation) => `gid://shopify/BulkOperation/${row.id}`,
    type: () => 'QUERY',
    createdAt: (row: BulkOperation) => dateTime(row.createdAt),
    completedAt: (row: BulkOperation) => dateTime(row.completedAt),
    objectCount: (row: BulkOperation) => String(row.objectCount),
    rootObjectCount: (row: BulkOperation) => String(row.rootObjectCount),
    fileSize: (row: BulkOperation) => (row.fileSize === null ? null : String(row.fileSize)),
  },
};

function byId(kind: string): Resolver {
  return (_root, args, context, info) => {
    requireScope(context, SCOPE_OF[kind] ?? '', info);
    return rowOf(kind, String(args.id), context);
  };
}

function rowOf(kind: string, globalId: string, context: Context): Row | null {
  const id = numberOf(kind, globalId);
  if (id === undefined) {
    throw new GraphQLError(`Invalid global id '${globalId}'`, {
      extensions: { code: 'argumentLiteralsIncompatible' },
    });
  }
  const row =
    (kind === 'InventoryLevel' ? levelBehind(globalId, context) : context.shop.row(kind, id)) ?? null;
  if (row?.kind !== 'Order') return row;
  // What the list hides for want of read_all_orders, the look-up hides too.
  return [...visibleOrders(context).rows].includes(row) ? row : null;
}

function levelBehind(globalId: string, context: Context): Row | undefined {
  const item = context.shop.items.get(Number(/[?&]inventory_item_id=(\d+)/.exec(globalId)?.[1]));
  return item?.levels.find((level) => levelId(level) === globalId);
}

function anyRow(globalId: string, context: Context, info: Parameters<typeof requireScope>[2]): unknown {
  const bulk = numberOf('BulkOperation', globalId);
  if (bulk !== undefined) return context.bulk.look(bulk) ?? null;
  const kind = KINDS.find((name) => numberOf(name, globalId) !== undefined);
  if (kind === undefined) return null;
  requireScope(context, SCOPE_OF[kind] ?? '', info);
  return rowOf(kind, globalId, context);
}

function identifierIn({ identifier }: Record<string, unknown>): { id?: string; handle?: string } {
  const given: { id?: string; handle?: string } = {};
  if (typeof identifier !== 'object' || identifier === null) return given;
  if ('id' in identifier && typeof identifier.id === 'string') given.id = identifier.id;
  if ('handle' in identifier && typeof identifier.handle === 'string') given.handle = identifier.handle;
  return given;
}

/** Counts are capped: at `limit` (10,000 unless given), and never told beyond 25,001. */
function countOf(
  count: number,
  { limit }: Record<string, unknown>,
): { count: number; precision: 'EXACT' | 'AT_LEAST' } {
  const cap = Math.min(typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY, 25_001);
  return count > cap ? { count: cap, precision: 'AT_LEAST' } : { count, precision: 'EXACT' };
}
