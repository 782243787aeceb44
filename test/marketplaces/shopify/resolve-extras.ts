import { connectionFields, listConnection, type Resolver, type Resolvers } from './context';

/** What this shop has none of: asked for it answers the empty list or null that a plain shop answers. */
const none: Resolver = (_source, args, context, info) => listConnection({ rows: [] }, args, context, info);
const nothing: Resolver = () => null;
const metafields = { metafield: nothing, metafields: none };

export const emptyExtras: Resolvers = {
  Product: {
    ...metafields,
    collections: none,
    productCategory: nothing,
    seo: () => ({ title: null, description: null }),
  },
  ProductVariant: { ...metafields, deliveryProfile: nothing },
  Order: {
    ...metafields,
    returns: none,
    transactions: () => [],
    retailLocation: nothing,
    localizedFields: none,
    discountApplications: none,
  },
  MetafieldConnection: connectionFields,
  CollectionConnection: connectionFields,
  ReturnConnection: connectionFields,
  LocalizedFieldConnection: connectionFields,
  DiscountApplicationConnection: connectionFields,
};
