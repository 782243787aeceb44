import { z } from 'zod';
import {
  amount,
  flag,
  id,
  list,
  number,
  optionalId,
  part,
  text,
} from '../../src/shared/connector/vendor/schema';

const pageInfo = part({ hasNextPage: flag, endCursor: text });

export const variantSchema = z.object({
  id,
  legacyResourceId: optionalId,
  title: text,
  sku: text,
  barcode: text,
  price: amount,
  compareAtPrice: amount,
  inventoryQuantity: number,
  updatedAt: text,
  inventoryItem: part({ id: optionalId, tracked: flag, locationsCount: part({ count: number }) }),
  selectedOptions: list(z.object({ name: text, value: text })),
});
export type ShopifyVariant = z.infer<typeof variantSchema>;

const productFields = {
  id,
  legacyResourceId: optionalId,
  title: text,
  descriptionHtml: text,
  vendor: text,
  productType: text,
  status: text,
  onlineStoreUrl: text,
  updatedAt: text,
  featuredMedia: part({ preview: part({ image: part({ url: text }) }) }),
};

export const productSchema = z.object({
  ...productFields,
  variants: z.object({ nodes: z.array(variantSchema), pageInfo }),
});
export type ShopifyProduct = z.infer<typeof productSchema>;

/** A line of the products file: a product, or a variant that names its product. */
export const productLineSchema = z.union([
  variantSchema.extend({ __parentId: id, product: part({ id: optionalId, status: text }) }),
  z.object({ ...productFields, __parentId: z.undefined().optional() }),
]);
export type ProductLine = z.infer<typeof productLineSchema>;

const moneyBag = part({ shopMoney: part({ amount }) });
export type MoneyBag = z.infer<typeof moneyBag>;

export const lineSchema = z.object({
  id,
  name: text,
  sku: text,
  quantity: z.number(),
  currentQuantity: number,
  variant: part({ id: optionalId, barcode: text }),
  originalUnitPriceSet: moneyBag,
  discountedUnitPriceAfterAllDiscountsSet: moneyBag,
  taxLines: list(z.object({ rate: number, priceSet: moneyBag })),
});
export type ShopifyLine = z.infer<typeof lineSchema>;

const address = part({
  name: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  zip: text,
  countryCodeV2: text,
  phone: text,
});
export type ShopifyAddress = z.infer<typeof address>;

const orderFields = {
  id,
  legacyResourceId: optionalId,
  name: id,
  createdAt: text,
  processedAt: text,
  updatedAt: text,
  cancelledAt: text,
  displayFinancialStatus: text,
  displayFulfillmentStatus: text,
  currencyCode: z.string(),
  taxesIncluded: flag,
  email: text,
  phone: text,
  note: text,
  paymentGatewayNames: list(z.string()),
  totalPriceSet: moneyBag,
  totalTaxSet: moneyBag,
  totalDiscountsSet: moneyBag,
  totalShippingPriceSet: moneyBag,
  shippingAddress: address,
  billingAddress: address,
  fulfillments: list(
    z.object({
      status: text,
      displayStatus: text,
      trackingInfo: list(z.object({ company: text, number: text, url: text })),
    }),
  ),
};

export const orderSchema = z.object({
  ...orderFields,
  lineItems: z.object({ nodes: z.array(lineSchema), pageInfo }),
});
export type ShopifyOrder = z.infer<typeof orderSchema>;

/** An order of the orders file with its lines put back into it. */
export const orderFileSchema = z.object({ ...orderFields, lines: z.array(lineSchema) });
export type OrderOfFile = z.infer<typeof orderFileSchema>;

/** The rest of a long order's lines, with what their reading needs of the order. */
export const moreLinesSchema = z.object({
  id,
  name: id,
  currencyCode: z.string(),
  taxesIncluded: flag,
  updatedAt: text,
  lineItems: z.object({ nodes: z.array(lineSchema) }),
});
export type MoreLines = z.infer<typeof moreLinesSchema>;
