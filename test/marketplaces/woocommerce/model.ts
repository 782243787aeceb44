/** The truth inside a practice WooCommerce shop. Times are UTC epoch ms on whole seconds, as MySQL keeps them. */

export type ProductType = 'simple' | 'variable' | 'grouped' | 'external';
export type PostStatus = 'publish' | 'draft' | 'pending' | 'private' | 'future' | 'trash';
export type StockStatus = 'instock' | 'outofstock' | 'onbackorder';

export interface MetaEntry {
  id: number;
  key: string;
  value: unknown;
}

/** What a product and a variation have in common. Prices are the shop's own strings; '' means none. */
export interface Sellable {
  id: number;
  createdAt: number;
  modifiedAt: number;
  status: PostStatus;
  sku: string;
  /** undefined: the shop is older than 9.2 or a plugin removes the key, so it is missing from the answer. */
  globalUniqueId: string | undefined;
  regularPrice: string;
  salePrice: string;
  saleFrom: number | null;
  saleTo: number | null;
  stockQuantity: number | null;
  stockStatus: StockStatus;
  backorders: 'no' | 'notify' | 'yes';
  weight: string;
  taxClass: string;
  /** Turkish VAT in percent. */
  taxRate: number;
  description: string;
  /** 0: no picture. */
  imageId: number;
  meta: MetaEntry[];
}

export interface Product extends Sellable {
  type: ProductType;
  /** As WordPress stores it: may hold entities and tags. */
  name: string;
  slug: string;
  manageStock: boolean;
  shortDescription: string;
  category: { id: number; name: string };
  brand: string;
  virtual: boolean;
  menuOrder: number;
  totalSales: number;
  /** Attribute name → the options offered; the first form of the variations. */
  attributes: { name: string; options: string[] }[];
  imageCount: number;
  variationIds: number[];
}

export interface Variation extends Sellable {
  parentId: number;
  /** false with a parent that manages stock is answered as "parent". */
  manageStock: boolean;
  /** An attribute left out means "any". */
  attributes: { name: string; option: string }[];
  menuOrder: number;
}

export interface OrderLine {
  id: number;
  name: string;
  parentName: string | null;
  productId: number;
  variationId: number;
  quantity: number;
  sku: string | null;
  globalUniqueId: string;
  taxRate: number;
  /** Net amounts in millionths of the currency unit: WooCommerce keeps more than two decimals. */
  subtotal: number;
  subtotalTax: number;
  total: number;
  totalTax: number;
  /** Pieces this line has taken off the product and not given back (_reduced_stock). */
  reduced: number;
  meta: MetaEntry[];
}

export interface OrderFee {
  id: number;
  name: string;
  total: number;
  totalTax: number;
}

export interface OrderCoupon {
  id: number;
  code: string;
  discount: number;
  discountTax: number;
}

export interface OrderRefund {
  id: number;
  reason: string;
  createdAt: number;
  /** Millionths, positive here; answered as a negative string. */
  total: number;
  /** Empty for a refund of money alone. */
  lines: { lineId: number; quantity: number }[];
}

export interface Address {
  firstName: string;
  lastName: string;
  company: string;
  address1: string;
  address2: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
  email: string;
  phone: string;
}

export interface Order {
  id: number;
  parentId: number;
  number: string;
  key: string;
  /** Without the wc- prefix. */
  status: string;
  currency: string;
  createdAt: number;
  modifiedAt: number;
  paidAt: number | null;
  completedAt: number | null;
  /** 0 for a guest. */
  customerId: number;
  customerNote: string;
  billing: Address;
  shipping: Address;
  paymentMethod: string;
  paymentTitle: string;
  lines: OrderLine[];
  fees: OrderFee[];
  coupons: OrderCoupon[];
  refunds: OrderRefund[];
  shippingTitle: string;
  shippingTotal: number;
  shippingTax: number;
  /** Whether the ordered stock is taken off the products at present. */
  stockReduced: boolean;
  meta: MetaEntry[];
}

export const MICRO = 1_000_000;
