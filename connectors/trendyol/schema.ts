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

const named = part({ id: optionalId, name: text });
const attribute = z.object({ attributeName: text, attributeValue: text });
/** `[{url}]` by the documentation, plain addresses on some answers. */
const image = z.union([z.string().transform((url) => ({ url })), z.object({ url: text })]);

export const approvedVariantSchema = z.object({
  variantId: optionalId,
  barcode: text,
  stockCode: text,
  attributes: list(attribute),
  productUrl: text,
  onSale: flag,
  archived: flag,
  blacklisted: flag,
  locked: flag,
  lockReason: text,
  stock: part({ quantity: number, lastModifiedDate: number }),
  price: part({ salePrice: amount, listPrice: amount }),
  vatRate: number,
  sellerCreatedDate: number,
  sellerModifiedDate: number,
});
export type ApprovedVariant = z.infer<typeof approvedVariantSchema>;

export const approvedProductSchema = z.object({
  contentId: id,
  productMainId: optionalId,
  brand: named,
  category: named,
  title: text,
  description: text,
  images: list(image),
  lastModifiedDate: number,
  variants: z.array(approvedVariantSchema),
});
export type ApprovedProduct = z.infer<typeof approvedProductSchema>;

export const unapprovedProductSchema = z.object({
  productMainId: optionalId,
  barcode: id,
  stockCode: text,
  brand: named,
  category: named,
  title: text,
  description: text,
  quantity: number,
  listPrice: amount,
  salePrice: amount,
  vatRate: number,
  media: list(image),
  images: list(image),
  attributes: list(attribute),
  status: text,
  rejectReasonDetails: list(z.object({ rejectReason: text, rejectReasonDetail: text })),
  lastUpdateDate: number,
  lastPriceChangeDate: number,
  lastStockChangeDate: number,
});
export type UnapprovedProduct = z.infer<typeof unapprovedProductSchema>;

const address = part({
  fullName: text,
  firstName: text,
  lastName: text,
  company: text,
  address1: text,
  address2: text,
  fullAddress: text,
  addressLines: part({ addressLine1: text, addressLine2: text }),
  city: text,
  district: text,
  neighborhood: text,
  postalCode: text,
  countryCode: text,
  phone: text,
  taxOffice: text,
  taxNumber: text,
});
export type TrendyolAddress = z.infer<typeof address>;

/** New names first, then the names of the first order version that still occur. */
const lineSchema = z.object({
  lineId: optionalId,
  id: optionalId,
  barcode: text,
  stockCode: text,
  merchantSku: text,
  productName: text,
  quantity: z.number(),
  lineUnitPrice: amount,
  price: amount,
  lineGrossAmount: amount,
  amount,
  lineSellerDiscount: amount,
  discount: amount,
  lineTyDiscount: amount,
  tyDiscount: amount,
  discountDetails: list(z.object({ lineItemPrice: amount })),
  vatRate: number,
  vatBaseAmount: number,
  currencyCode: text,
  orderLineItemStatusName: text,
});
export type TrendyolLine = z.infer<typeof lineSchema>;

export const packageSchema = z.object({
  shipmentPackageId: optionalId,
  id: optionalId,
  orderNumber: id,
  status: text,
  shipmentPackageStatus: text,
  orderDate: number,
  lastModifiedDate: number,
  agreedDeliveryDate: number,
  currencyCode: text,
  packageTotalPrice: amount,
  totalPrice: amount,
  customerId: optionalId,
  customerFirstName: text,
  customerLastName: text,
  customerEmail: text,
  identityNumber: text,
  taxNumber: text,
  paymentMethod: text,
  cargoProviderName: text,
  cargoTrackingNumber: optionalId,
  cargoTrackingLink: text,
  createdBy: text,
  originPackageIds: list(id),
  shipmentAddress: address,
  invoiceAddress: address,
  lines: z.array(lineSchema),
});
export type TrendyolPackage = z.infer<typeof packageSchema>;

/** What customers send back. The order line carries the id it has in the package. */
export const claimSchema = z.object({
  orderNumber: id,
  items: list(
    z.object({
      orderLine: z.object({ id }),
      claimItems: list(z.object({ claimItemStatus: part({ name: text }) })),
    }),
  ),
});
export type TrendyolClaim = z.infer<typeof claimSchema>;
