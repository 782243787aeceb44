import { GraphQLError } from 'graphql';
import { connectionFields, listConnection, type Resolvers, requireScope } from './context';
import {
  availableOf,
  globalId,
  ITEM_SEARCH,
  LOCATION_SEARCH,
  LOCATION_SORT,
  PRODUCT_SEARCH,
  PRODUCT_SORT,
  totalInventory,
  VARIANT_SEARCH,
  VARIANT_SORT,
} from './fields';
import type { InventoryItem, InventoryLevel, Location, Product, Variant } from './model';
import { decimalText, moneyText, SHOP_CURRENCY } from './money';
import { variantTitle } from './orders';
import { dateTime } from './time';

const QUANTITY_NAMES = [
  'available',
  'on_hand',
  'committed',
  'incoming',
  'reserved',
  'damaged',
  'safety_stock',
  'quality_control',
];

/** Products, variants, inventory and places. */
export const catalogueResolvers: Resolvers = {
  QueryRoot: {
    products: (_root, args, context, info) => {
      requireScope(context, 'read_products', info);
      return listConnection(
        {
          name: 'products',
          rows: context.shop.products.values(),
          search: PRODUCT_SEARCH,
          sort: PRODUCT_SORT,
        },
        args,
        context,
        info,
      );
    },
    productVariants: (_root, args, context, info) => {
      requireScope(context, 'read_products', info);
      return listConnection(
        {
          name: 'variants',
          rows: context.shop.variants.values(),
          search: VARIANT_SEARCH,
          sort: VARIANT_SORT,
        },
        args,
        context,
        info,
      );
    },
    inventoryItems: (_root, args, context, info) => {
      requireScope(context, 'read_inventory', info);
      return listConnection(
        { name: 'items', rows: context.shop.items.values(), search: ITEM_SEARCH },
        args,
        context,
        info,
      );
    },
    locations: (_root, args, context, info) => {
      requireScope(context, 'read_locations', info);
      const all = args.includeInactive === true;
      const rows = context.shop.locations.filter(({ isActive }) => all || isActive);
      return listConnection({ rows, search: LOCATION_SEARCH, sort: LOCATION_SORT }, args, context, info);
    },
  },
  ProductConnection: connectionFields,
  ProductVariantConnection: connectionFields,
  InventoryItemConnection: connectionFields,
  InventoryLevelConnection: connectionFields,
  LocationConnection: connectionFields,
  MediaConnection: connectionFields,
  ImageConnection: connectionFields,
  Product: {
    id: globalId,
    legacyResourceId: (product: Product) => String(product.id),
    description: (product: Product) => product.descriptionHtml.replace(/<[^>]*>/g, ''),
    createdAt: (product: Product) => dateTime(product.createdAt),
    updatedAt: (product: Product) => dateTime(product.updatedAt),
    publishedAt: (product: Product) => dateTime(product.publishedAt),
    totalInventory,
    tracksInventory: (product: Product) => product.variants.some(({ item }) => item.tracked),
    hasOnlyDefaultVariant: (product: Product) =>
      product.options[0]?.name === 'Title' && product.variants.length === 1,
    hasOutOfStockVariants: (product: Product) =>
      product.variants.some((variant) => availableOf(variant) <= 0),
    isGiftCard: () => false,
    category: () => null,
    options: (product: Product) =>
      product.options.map(({ name, values }, position) => ({
        id: `gid://shopify/ProductOption/${product.id}${position}`,
        name,
        position: position + 1,
        values,
        optionValues: values.map((value, at) => ({
          id: `gid://shopify/ProductOptionValue/${product.id}${position}${at}`,
          name: value,
          hasVariants: true,
        })),
      })),
    onlineStoreUrl: (product: Product) =>
      product.status === 'ACTIVE' ? `https://practice.myshopify.com/products/${product.handle}` : null,
    variants: (product: Product, args, context, info) => {
      return listConnection({ rows: product.variants, sort: VARIANT_SORT }, args, context, info);
    },
    variantsCount: (product: Product) => ({ count: product.variants.length, precision: 'EXACT' }),
    media: (product: Product, args, context, info) =>
      listConnection({ rows: pictures(product) }, args, context, info),
    images: (product: Product, args, context, info) =>
      listConnection({ rows: pictures(product).map(({ image }) => image) }, args, context, info),
    mediaCount: (product: Product) => ({ count: product.imageCount, precision: 'EXACT' }),
    featuredMedia: (product: Product) => pictures(product)[0] ?? null,
    featuredImage: (product: Product) => pictures(product)[0]?.image ?? null,
    priceRangeV2: (product: Product) => {
      const prices = product.variants.map(({ price }) => price);
      const money = (amount: number) => ({ amount: decimalText(amount), currencyCode: SHOP_CURRENCY });
      return { minVariantPrice: money(Math.min(...prices)), maxVariantPrice: money(Math.max(...prices)) };
    },
  },
  ProductVariant: {
    id: globalId,
    legacyResourceId: (variant: Variant) => String(variant.id),
    title: variantTitle,
    displayName: (variant: Variant) => `${variant.product.title} - ${variantTitle(variant)}`,
    price: (variant: Variant) => moneyText(variant.price),
    compareAtPrice: (variant: Variant) =>
      variant.compareAtPrice === null ? null : moneyText(variant.compareAtPrice),
    inventoryQuantity: availableOf,
    sellableOnlineQuantity: availableOf,
    availableForSale: (variant: Variant) =>
      variant.inventoryPolicy === 'CONTINUE' || !variant.item.tracked || availableOf(variant) > 0,
    inventoryItem: (variant: Variant) => variant.item,
    createdAt: (variant: Variant) => dateTime(variant.createdAt),
    updatedAt: (variant: Variant) => dateTime(variant.updatedAt),
    unitPrice: () => null,
    image: () => null,
    media: (_variant: Variant, args, context, info) => listConnection({ rows: [] }, args, context, info),
  },
  InventoryItem: {
    id: globalId,
    legacyResourceId: (item: InventoryItem) => String(item.id),
    sku: (item: InventoryItem) => item.variant.sku,
    unitCost: (item: InventoryItem) =>
      item.unitCost === null ? null : { amount: decimalText(item.unitCost), currencyCode: SHOP_CURRENCY },
    measurement: (item: InventoryItem) => ({
      id: `gid://shopify/InventoryItemMeasurement/${item.id}`,
      weight: { unit: 'GRAMS', value: item.weightGrams },
    }),
    countryCodeOfOrigin: () => 'TR',
    harmonizedSystemCode: () => null,
    createdAt: (item: InventoryItem) => dateTime(item.createdAt),
    updatedAt: (item: InventoryItem) => dateTime(item.updatedAt),
    locationsCount: (item: InventoryItem) => ({ count: item.levels.length, precision: 'EXACT' }),
    inventoryLevel: (item: InventoryItem, args, context, info) => {
      requireScope(context, 'read_inventory', info);
      return activeLevels(item, args).find(({ location }) => globalId(location) === args.locationId) ?? null;
    },
    inventoryLevels: (item: InventoryItem, args, context, info) => {
      requireScope(context, 'read_inventory', info);
      return listConnection({ rows: activeLevels(item, args) }, args, context, info);
    },
    variants: (item: InventoryItem, args, context, info) =>
      listConnection({ rows: [item.variant] }, args, context, info),
  },
  InventoryLevel: {
    id: levelId,
    createdAt: (level: InventoryLevel) => dateTime(level.createdAt),
    updatedAt: (level: InventoryLevel) => dateTime(level.updatedAt),
    quantities: (level: InventoryLevel, args) => namesIn(args.names).map((name) => quantity(level, name)),
    canDeactivate: () => true,
  },
  InventoryQuantity: {},
  Location: {
    id: globalId,
    legacyResourceId: (location: Location) => String(location.id),
    createdAt: (location: Location) => dateTime(location.createdAt),
    updatedAt: (location: Location) => dateTime(location.updatedAt),
    deactivatedAt: (location: Location) => (location.isActive ? null : dateTime(location.updatedAt)),
    shipsInventory: (location: Location) => location.isActive,
    hasActiveInventory: (location: Location) => location.isActive,
    isFulfillmentService: () => false,
    isPrimary: (location: Location, _args, context) => context.shop.locations[0] === location,
    address: (location: Location) => ({
      address1: null,
      address2: null,
      city: location.city,
      country: 'Turkey',
      countryCode: 'TR',
      phone: null,
      province: location.city,
      provinceCode: null,
      zip: null,
      formatted: [location.city, 'Turkey'],
    }),
  },
};

/** As Shopify writes it: the number is the location's own, only with the item's does it name one level. */
export function levelId({ location, item }: InventoryLevel): string {
  return `gid://shopify/InventoryLevel/${30_000_000_000 + location.id}?inventory_item_id=${item.id}`;
}

function activeLevels(item: InventoryItem, args: Record<string, unknown>): InventoryLevel[] {
  return item.levels.filter(({ isActive }) => isActive || args.includeInactive === true);
}

function namesIn(names: unknown): string[] {
  return Array.isArray(names) ? names.map(String) : [];
}

function quantity(level: InventoryLevel, name: string): Record<string, unknown> {
  if (!QUANTITY_NAMES.includes(name)) {
    throw new GraphQLError(`The quantity name ${name} is not valid.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return {
    id: `${levelId(level).replace('InventoryLevel', 'InventoryQuantity')}&name=${name}`,
    name,
    quantity: amount(level, name),
    updatedAt: dateTime(level.updatedAt),
  };
}

function amount(level: InventoryLevel, name: string): number {
  switch (name) {
    case 'available':
      return level.available;
    case 'committed':
      return level.committed;
    case 'incoming':
      return level.incoming;
    case 'reserved':
      return level.reserved;
    case 'on_hand':
      return level.available + level.committed + level.reserved;
    default:
      return 0;
  }
}

interface Picture {
  kind: 'MediaImage';
  id: number;
  alt: string | null;
  mediaContentType: 'IMAGE';
  status: 'READY';
  image: { id: number; url: string; altText: string | null; width: number; height: number };
  preview: { status: 'READY'; image: Picture['image'] };
}

function pictures(product: Product): Picture[] {
  return Array.from({ length: product.imageCount }, (_, position) => {
    const id = (product.id % 100_000_000) * 10 + position;
    const image = {
      id,
      url: `https://cdn.shopify.com/s/files/1/0001/${id}.jpg?v=1`,
      altText: null,
      width: 1200,
      height: 1200,
    };
    return {
      kind: 'MediaImage',
      id,
      alt: null,
      mediaContentType: 'IMAGE',
      status: 'READY',
      image,
      preview: { status: 'READY', image },
    };
  });
}
