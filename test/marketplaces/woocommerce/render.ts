import {
  type Address,
  type MetaEntry,
  MICRO,
  type Order,
  type OrderLine,
  type Product,
  type Sellable,
  type Variation,
} from './model';
import { totalOf } from './orders';

/** How the shop writes: its address, its clock's zone and the present, for prices on sale between dates. */
export interface Voice {
  url: string;
  /** Minutes east of UTC: Europe/Istanbul is 180 all year round. */
  zoneMinutes: number;
  now: number;
  /** Decimals of order amounts (query parameter dp, default 2). */
  decimals: number;
}

/** 2026-11-24T09:30:00 – never with an offset. */
export function dateText(epochMs: number, zoneMinutes: number): string {
  return new Date(epochMs + zoneMinutes * 60_000).toISOString().slice(0, 19);
}

function datePair(name: string, at: number | null, voice: Voice): Record<string, string | null> {
  return {
    [name]: at === null ? null : dateText(at, voice.zoneMinutes),
    [`${name}_gmt`]: at === null ? null : dateText(at, 0),
  };
}

export function isOnSale(row: Sellable, now: number): boolean {
  if (row.salePrice === '' || (row.saleFrom !== null && row.saleFrom > now)) return false;
  return row.saleTo === null || row.saleTo >= now;
}

function sellableFields(row: Sellable, voice: Voice): Record<string, unknown> {
  const onSale = isOnSale(row, voice.now);
  return {
    id: row.id,
    ...datePair('date_created', row.createdAt, voice),
    ...datePair('date_modified', row.modifiedAt, voice),
    description: row.description,
    sku: row.sku,
    ...(row.globalUniqueId === undefined ? {} : { global_unique_id: row.globalUniqueId }),
    price: onSale ? row.salePrice : row.regularPrice,
    regular_price: row.regularPrice,
    sale_price: row.salePrice,
    ...datePair('date_on_sale_from', row.saleFrom, voice),
    ...datePair('date_on_sale_to', row.saleTo, voice),
    on_sale: onSale,
    status: row.status,
    purchasable: row.regularPrice !== '' && row.status === 'publish',
    virtual: false,
    downloadable: false,
    downloads: [],
    download_limit: -1,
    download_expiry: -1,
    tax_status: 'taxable',
    tax_class: row.taxClass,
    stock_quantity: row.stockQuantity,
    stock_status: row.stockStatus,
    backorders: row.backorders,
    backorders_allowed: row.backorders !== 'no',
    backordered: row.stockStatus === 'onbackorder',
    low_stock_amount: null,
    weight: row.weight,
    dimensions: { length: '', width: '', height: '' },
    shipping_class: '',
    shipping_class_id: 0,
    meta_data: row.meta,
  };
}

export function renderProduct(
  product: Product,
  children: readonly Variation[],
  voice: Voice,
): Record<string, unknown> {
  return {
    ...sellableFields(product, voice),
    name: product.name,
    slug: product.slug,
    permalink: `${voice.url}/urun/${product.slug}/`,
    type: product.type,
    featured: false,
    catalog_visibility: 'visible',
    short_description: product.shortDescription,
    // A variable product shows the price of its cheapest variation.
    ...(product.type === 'variable' ? parentPrice(children, voice.now) : {}),
    total_sales: product.totalSales,
    external_url: product.type === 'external' ? 'https://ornek.test/urun' : '',
    button_text: product.type === 'external' ? 'Satın al' : '',
    manage_stock: product.manageStock,
    sold_individually: false,
    shipping_required: true,
    shipping_taxable: true,
    reviews_allowed: true,
    average_rating: '0.00',
    rating_count: 0,
    upsell_ids: [],
    cross_sell_ids: [],
    parent_id: 0,
    purchase_note: '',
    categories: [
      {
        id: product.category.id,
        name: product.category.name.replace('&', '&amp;'),
        slug: `kategori-${product.category.id}`,
      },
    ],
    brands: [
      { id: 900 + (product.brand.length % 50), name: product.brand, slug: `marka-${product.brand.length}` },
    ],
    tags: [],
    images:
      product.imageId === 0
        ? []
        : Array.from({ length: product.imageCount }, (_, n) => image(product, n, voice)),
    attributes: product.attributes.map(({ name, options }, position) => ({
      id: position + 1,
      name,
      slug: `pa_${name.toLowerCase()}`,
      position,
      visible: true,
      variation: true,
      options,
    })),
    default_attributes: [],
    variations: product.variationIds,
    grouped_products: [],
    menu_order: product.menuOrder,
    price_html: '',
    related_ids: [],
    has_options: product.type === 'variable',
    post_password: '',
    _links: links(voice, `products/${product.id}`, 'products'),
  };
}

function parentPrice(
  children: readonly Variation[],
  now: number,
): { price: string; on_sale: boolean; purchasable: boolean } {
  let lowest = '';
  let onSale = false;
  for (const child of children) {
    const selling = isOnSale(child, now);
    onSale ||= selling;
    const price = selling ? child.salePrice : child.regularPrice;
    if (price !== '' && (lowest === '' || Number(price) < Number(lowest))) lowest = price;
  }
  return { price: lowest, on_sale: onSale, purchasable: lowest !== '' };
}

function image(row: Sellable, position: number, voice: Voice): Record<string, unknown> {
  return {
    id: row.imageId + position,
    ...datePair('date_created', row.createdAt, voice),
    ...datePair('date_modified', row.createdAt, voice),
    src: `${voice.url}/wp-content/uploads/${row.imageId + position}.jpg`,
    name: `${row.imageId + position}.jpg`,
    alt: '',
  };
}

export function renderVariation(
  variation: Variation,
  parent: Product,
  voice: Voice,
): Record<string, unknown> {
  const fromParent = !variation.manageStock && parent.manageStock;
  return {
    ...sellableFields(variation, voice),
    type: 'variation',
    permalink: `${voice.url}/urun/${parent.slug}/?varyasyon=${variation.id}`,
    // WooCommerce answers the parent's SKU and stock where the variation has none of its own.
    sku: variation.sku === '' ? parent.sku : variation.sku,
    manage_stock: fromParent ? 'parent' : variation.manageStock,
    ...(fromParent ? { stock_quantity: parent.stockQuantity, stock_status: parent.stockStatus } : {}),
    image: variation.imageId === 0 ? null : image(variation, 0, voice),
    gallery_image_ids: [],
    attributes: variation.attributes.map(({ name, option }, position) => ({
      id: position + 1,
      name,
      slug: `pa_${name.toLowerCase()}`,
      option,
    })),
    menu_order: variation.menuOrder,
    name: variation.attributes.map(({ option }) => option).join(', '),
    parent_id: parent.id,
    _links: {
      ...links(voice, `products/${parent.id}/variations/${variation.id}`, `products/${parent.id}/variations`),
      up: [{ href: `${voice.url}/wp-json/wc/v3/products/${parent.id}` }],
    },
  };
}

export function renderOrder(order: Order, voice: Voice): Record<string, unknown> {
  const money = (micros: number): string => (micros / MICRO).toFixed(voice.decimals);
  const { billing, shipping } = order;
  const lineTax = sum(order.lines, 'totalTax') + sum(order.fees, 'totalTax');
  const refunded = order.refunds.reduce((total, refund) => total + refund.total, 0);
  return {
    id: order.id,
    parent_id: order.parentId,
    status: order.status,
    currency: order.currency,
    version: '11.0.1',
    prices_include_tax: true,
    ...datePair('date_created', order.createdAt, voice),
    ...datePair('date_modified', order.modifiedAt, voice),
    discount_total: money(sum(order.coupons, 'discount')),
    discount_tax: money(sum(order.coupons, 'discountTax')),
    shipping_total: money(order.shippingTotal),
    shipping_tax: money(order.shippingTax),
    cart_tax: money(lineTax),
    total: money(totalOf(order)),
    total_tax: money(lineTax + order.shippingTax),
    customer_id: order.customerId,
    order_key: order.key,
    billing: { ...addressFields(billing), email: billing.email, phone: billing.phone },
    shipping: { ...addressFields(shipping), phone: shipping.phone },
    payment_method: order.paymentMethod,
    payment_method_title: order.paymentTitle,
    transaction_id: '',
    customer_ip_address: '127.0.0.1',
    customer_user_agent: '',
    created_via: 'checkout',
    customer_note: order.customerNote,
    ...datePair('date_completed', order.completedAt, voice),
    ...datePair('date_paid', order.paidAt, voice),
    cart_hash: '',
    number: order.number,
    meta_data: order.meta,
    line_items: order.lines.map((line) => renderLine(line, money)),
    tax_lines: taxLines(order, money),
    shipping_lines: [
      {
        id: order.id * 10 + 80,
        method_title: order.shippingTitle,
        method_id: order.shippingTotal === 0 ? 'free_shipping' : 'flat_rate',
        instance_id: '1',
        total: money(order.shippingTotal),
        total_tax: money(order.shippingTax),
        taxes: [],
        meta_data: [],
      },
    ],
    fee_lines: order.fees.map((fee) => ({
      id: fee.id,
      name: fee.name,
      tax_class: '',
      tax_status: 'taxable',
      amount: '',
      total: money(fee.total),
      total_tax: money(fee.totalTax),
      taxes: [],
      meta_data: [],
    })),
    coupon_lines: order.coupons.map((coupon) => ({
      id: coupon.id,
      code: coupon.code,
      discount: money(coupon.discount),
      discount_tax: money(coupon.discountTax),
      meta_data: [],
      discount_type: 'percent',
      nominal_amount: 10,
      free_shipping: false,
    })),
    refunds: order.refunds.map(({ id, reason, total }) => ({ id, reason, total: `-${money(total)}` })),
    payment_url: `${voice.url}/odeme/${order.id}/?key=${order.key}`,
    is_editable: ['pending', 'on-hold'].includes(order.status),
    needs_payment: ['pending', 'failed'].includes(order.status) && totalOf(order) > 0,
    needs_processing: refunded === 0,
    currency_symbol: order.currency === 'TRY' ? '&#8378;' : order.currency,
    _links: links(voice, `orders/${order.id}`, 'orders'),
  };
}

function renderLine(line: OrderLine, money: (micros: number) => string): Record<string, unknown> {
  return {
    id: line.id,
    name: line.name,
    product_id: line.productId,
    variation_id: line.variationId,
    quantity: line.quantity,
    tax_class: '',
    subtotal: money(line.subtotal),
    subtotal_tax: money(line.subtotalTax),
    total: money(line.total),
    total_tax: money(line.totalTax),
    taxes: [{ id: line.taxRate, total: money(line.totalTax), subtotal: money(line.subtotalTax) }],
    meta_data: line.meta.map((entry) => displayed(entry)),
    sku: line.sku,
    global_unique_id: line.globalUniqueId,
    // The only money in the API that is a number, and not rounded to dp.
    price: line.quantity === 0 ? 0 : line.total / line.quantity / MICRO,
    image: { id: '', src: '' },
    parent_name: line.parentName,
  };
}

function displayed(entry: MetaEntry): Record<string, unknown> {
  return { ...entry, display_key: entry.key.replace(/^pa_/, ''), display_value: entry.value };
}

function taxLines(order: Order, money: (micros: number) => string): Record<string, unknown>[] {
  const byRate = new Map<number, number>();
  for (const line of order.lines) byRate.set(line.taxRate, (byRate.get(line.taxRate) ?? 0) + line.totalTax);
  return [...byRate].map(([rate, tax], position) => ({
    id: order.id * 10 + 60 + position,
    rate_code: `TR-KDV %${rate}-1`,
    rate_id: rate,
    label: `KDV %${rate}`,
    compound: false,
    tax_total: money(tax),
    shipping_tax_total: money(rate === 20 ? order.shippingTax : 0),
    rate_percent: rate,
    meta_data: [],
  }));
}

function addressFields(address: Address): Record<string, string> {
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    company: address.company,
    address_1: address.address1,
    address_2: address.address2,
    city: address.city,
    state: address.state,
    postcode: address.postcode,
    country: address.country,
  };
}

function links(voice: Voice, self: string, collection: string): Record<string, { href: string }[]> {
  const base = `${voice.url}/wp-json/wc/v3`;
  return { self: [{ href: `${base}/${self}` }], collection: [{ href: `${base}/${collection}` }] };
}

function sum<Key extends string>(rows: readonly Record<Key, number>[], key: Key): number {
  let total = 0;
  for (const row of rows) total += row[key];
  return total;
}
