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

/** Some lists answer in PascalCase, some write merchantSKU: every name is levelled to camelCase before it is read. */
function levelled<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        `${name.charAt(0).toLowerCase()}${name.slice(1)}`.replace('SKU', 'Sku'),
        inner,
      ]),
    );
  }, schema);
}

const price = part({ amount, currency: text });
const reasons = list(
  z.union([z.string(), z.object({ reason: text, name: text, description: text, message: text })]),
);

export const listingSchema = levelled(
  z.object({
    listingId: optionalId,
    hepsiburadaSku: optionalId,
    merchantSku: optionalId,
    productId: optionalId,
    price: z.union([amount, z.object({ amount, currency: text })]),
    availableStock: number,
    isSalable: flag,
    isSuspended: flag,
    isLocked: flag,
    isFrozen: flag,
    isFulfilledByHB: flag,
    deactivationReasons: reasons,
    lockReasons: reasons,
    freezeReasons: reasons,
  }),
);
export type Listing = z.infer<typeof listingSchema>;

const attribute = z.object({ name: text, value: text });
const image = z.union([z.string().transform((url) => ({ url })), z.object({ url: text })]);

export const catalogueProductSchema = levelled(
  z.object({
    merchantSku: optionalId,
    hbSku: optionalId,
    barcode: text,
    productName: text,
    title: text,
    name: text,
    brand: text,
    categoryName: text,
    description: text,
    images: list(image),
    tax: text,
    status: text,
    productStatus: text,
    variantTypeAttributes: list(attribute),
    rejectReasons: reasons,
  }),
);
export type CatalogueProduct = z.infer<typeof catalogueProductSchema>;

const address = part({
  name: text,
  address: text,
  directions: text,
  /** mahalle */
  district: text,
  /** ilçe */
  town: text,
  city: text,
  countryCode: text,
  postalCode: text,
  phoneNumber: text,
  email: text,
});
export type HepsiburadaAddress = z.infer<typeof address>;

const invoice = part({ address, taxNumber: text, taxOffice: text, turkishIdentityNumber: text });
export type Invoice = z.infer<typeof invoice>;

const discount = part({ totalPrice: price });
const note = z.union([z.string(), z.object({ value: text })]).nullish();

const lineFields = {
  id,
  sku: text,
  merchantSku: optionalId,
  name: text,
  productBarcode: text,
  quantity: z.number(),
  status: text,
  unitPrice: price,
  totalPrice: price,
  vatRate: number,
  hbDiscount: discount,
  merchantDiscount: discount,
  packageNumber: optionalId,
};

/** One line, as the list of lines waiting for packing shows it. */
export const openLineSchema = levelled(
  z.object({
    ...lineFields,
    orderNumber: id,
    orderDate: text,
    dueDate: text,
    customerName: text,
    shippingAddress: address,
    invoice,
    deliveryNote: note,
    cargoCompany: text,
  }),
);
export type OpenLine = z.infer<typeof openLineSchema>;

const detailLineSchema = levelled(z.object({ ...lineFields, dueDate: text }));
export type DetailLine = z.infer<typeof detailLineSchema>;

export const orderDetailSchema = levelled(
  z.object({
    orderNumber: optionalId,
    orderDate: text,
    customer: part({ name: text }),
    deliveryAddress: address,
    invoice,
    orderNote: note,
    items: list(detailLineSchema),
  }),
);
export type OrderDetail = z.infer<typeof orderDetailSchema>;

const packageLineSchema = levelled(
  z.object({
    lineItemId: id,
    orderNumber: optionalId,
    orderDate: text,
    hbSku: text,
    merchantSku: optionalId,
    productName: text,
    productBarcode: text,
    quantity: z.number(),
    price,
    totalPrice: price,
    totalHBDiscount: price,
    totalMerchantDiscount: price,
    vatRate: number,
  }),
);
export type PackageLine = z.infer<typeof packageLineSchema>;

export const packageSchema = levelled(
  z.object({
    packageNumber: id,
    barcode: text,
    status: text,
    orderNumber: optionalId,
    orderDate: text,
    dueDate: text,
    unpackedDate: text,
    cargoCompany: text,
    customerName: text,
    recipientName: text,
    email: text,
    phoneNumber: text,
    companyName: text,
    taxNumber: text,
    taxOffice: text,
    identityNo: text,
    totalPrice: price,
    shippingAddressDetail: text,
    shippingDistrict: text,
    shippingTown: text,
    shippingCity: text,
    shippingCountryCode: text,
    billingAddress: text,
    billingDistrict: text,
    billingTown: text,
    billingCity: text,
    billingPostalCode: text,
    billingCountryCode: text,
    items: z.array(packageLineSchema),
  }),
);
export type Package = z.infer<typeof packageSchema>;

/** A row of shipped, delivered and undelivered: numbers only. A parcel may hold lines of several orders. */
export const packageNumbersSchema = levelled(
  z
    .object({
      packageNumber: id,
      orderNumber: optionalId,
      orderNumbers: list(id),
      barcode: text,
      shippedDate: text,
      deliveredDate: text,
      undeliveredDate: text,
    })
    .refine((row) => Boolean(row.orderNumber) || row.orderNumbers.length > 0, {
      error: 'expected an order number',
    }),
);
export type PackageNumbers = z.infer<typeof packageNumbersSchema>;

export const unpackedSchema = levelled(
  z.object({
    packageNumber: id,
    orderNumber: optionalId,
    orderNumbers: list(id),
    items: list(levelled(z.object({ orderNumber: optionalId }))),
  }),
);
export type Unpacked = z.infer<typeof unpackedSchema>;

export const awaitingLineSchema = levelled(
  z.object({
    id,
    orderNumber: id,
    orderDate: text,
    merchantSku: optionalId,
    sku: text,
    name: text,
    quantity: z.number(),
  }),
);
export type AwaitingLine = z.infer<typeof awaitingLineSchema>;

export const cancelledLineSchema = levelled(
  z.object({
    lineItemId: id,
    orderNumber: id,
    merchantSku: optionalId,
    sku: text,
    quantity: z.number(),
    cancelDate: text,
    cancelledBy: text,
  }),
);
export type CancelledLine = z.infer<typeof cancelledLineSchema>;

/** The fields that lead to the order's line are not documented: whatever is there is used. */
export const claimSchema = levelled(
  z.object({
    orderNumber: optionalId,
    lineItemId: optionalId,
    sku: text,
    merchantSku: optionalId,
    quantity: z.number().nullish(),
    claimDate: text,
  }),
);
export type Claim = z.infer<typeof claimSchema>;
