import { type Customer, generateSales, type Address as KitAddress, type Random, type Sale } from '../kit';
import { seconds } from './generate';
import { type Address, MICRO, type Order, type OrderLine, type Product, type Variation } from './model';

/** Statuses of core plus two that Turkish cargo plugins register, without the wc- prefix. */
export const ORDER_STATUSES = [
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
  'checkout-draft',
  'kargoya-verildi',
  'iade-talebi',
] as const;

const PAYMENTS = [
  ['iyzico', 'Banka/Kredi Kartı'],
  ['paytr', 'Kredi / Banka Kartı (PayTR)'],
  ['cod', 'Kapıda ödeme'],
  ['bacs', 'Havale/EFT'],
] as const;

/** WooCommerce takes stock off when an order reaches one of these and puts it back on cancelled. */
export const STOCK_TAKING: readonly string[] = [
  'processing',
  'completed',
  'on-hold',
  'kargoya-verildi',
  'iade-talebi',
  'refunded',
];

export interface OrderSources {
  random: Random;
  now: number;
  count: number;
  products: readonly Product[];
  variation: (id: number) => Variation | undefined;
  firstId: number;
}

/** Orders of the last 90 days, oldest first. Ids rise by more than one, as the posts table is shared. */
export function generateOrders(sources: OrderSources): Order[] {
  const { random, now, count, products } = sources;
  const sales = generateSales({
    random: random.fork('sales'),
    count,
    now,
    variantCounts: products.map((product) => Math.max(1, product.variationIds.length)),
  });
  return sales.map((sale) => toOrder(random.fork(`order-${sale.index}`), sale, sources));
}

function toOrder(draw: Random, sale: Sale, sources: OrderSources): Order {
  const id = sources.firstId + sale.index * 3;
  const status = statusOf(sale, draw);
  const billing = addressOf(sale.customer, sale.customer.address);
  const [paymentMethod, paymentTitle] = draw.pick(PAYMENTS);
  const discount = draw.chance(0.15) ? 0.1 : 0;
  const free = draw.chance(0.4);
  const lines = sale.lines.map((line, position) => {
    const product = sources.products[line.product];
    const variation = sources.variation(product?.variationIds[line.variant] ?? 0);
    return orderLine(id * 10 + position, product, variation, line.quantity, discount);
  });
  if (sale.index % 37 === 17 && lines[0]) orphan(lines[0]);
  const createdAt = seconds(sale.placedAt);
  const modifiedAt = seconds(sale.modifiedAt);
  const paid = !['pending', 'failed', 'checkout-draft', 'on-hold'].includes(status);
  const order: Order = {
    id,
    parentId: 0,
    number: sale.index % 19 === 3 ? `WEB-2026-${sale.index}` : String(id),
    key: `wc_order_${draw.hex(13)}`,
    status,
    currency: sale.index % 31 === 12 ? 'EUR' : sale.currency,
    createdAt,
    modifiedAt,
    paidAt: paid && paymentMethod !== 'cod' ? createdAt + 60_000 : null,
    completedAt: status === 'completed' ? modifiedAt : null,
    customerId: draw.chance(0.45) ? 0 : sale.customer.id,
    customerNote: draw.chance(0.1) ? 'Lütfen zili çalmayın, bebek uyuyor 🙏' : '',
    billing,
    shipping: draw.chance(0.85)
      ? { ...billing }
      : { ...billing, firstName: 'Komşu', address1: 'Çiçek Sk. No:3 D:1' },
    paymentMethod,
    paymentTitle,
    lines,
    fees:
      paymentMethod === 'cod'
        ? [{ id: id * 10 + 90, name: 'Kapıda ödeme hizmet bedeli', ...net(19.9 * MICRO, 20) }]
        : [],
    coupons: discount > 0 ? [couponOf(id * 10 + 91, lines)] : [],
    refunds: [],
    shippingTitle: free ? 'Ücretsiz Kargo' : 'Yurtiçi Kargo',
    shippingTotal: 0,
    shippingTax: 0,
    stockReduced: STOCK_TAKING.includes(status),
    meta: draw.chance(0.3)
      ? [{ id: id * 10 + 99, key: '_billing_tc_kimlik_no', value: sale.customer.identityNumber }]
      : [],
  };
  if (!free) {
    const cargo = net(79.9 * MICRO, 20);
    order.shippingTotal = cargo.total;
    order.shippingTax = cargo.totalTax;
  }
  if (order.stockReduced) for (const line of lines) line.reduced = line.quantity;
  const [first] = lines;
  const refund = { id: id + 1, createdAt: modifiedAt };
  if (status === 'refunded') {
    const all = lines.map(({ id: lineId, quantity }) => ({ lineId, quantity }));
    order.refunds.push({ ...refund, reason: 'Ürün iadesi', total: totalOf(order), lines: all });
  } else if (sale.state === 'partlyCancelled' && first !== undefined) {
    const one = [{ lineId: first.id, quantity: first.quantity }];
    order.refunds.push({ ...refund, reason: '', total: first.total + first.totalTax, lines: one });
  }
  return order;
}

function statusOf(sale: Sale, draw: Random): string {
  // The first orders run through every status, so that a small shop has them all.
  const fixed = ORDER_STATUSES[sale.index];
  if (fixed !== undefined) return fixed;
  if (sale.index % 53 === 12) return 'trash';
  switch (sale.state) {
    case 'unpaid':
      return draw.pick(['pending', 'on-hold', 'failed', 'checkout-draft'] as const);
    case 'new':
    case 'preparing':
    case 'invoiced':
      return draw.chance(0.8) ? 'processing' : 'on-hold';
    case 'shipped':
      return 'kargoya-verildi';
    case 'delivered':
    case 'partlyCancelled':
      return 'completed';
    case 'undelivered':
    case 'cancelled':
      return 'cancelled';
    case 'returned':
      return draw.chance(0.6) ? 'refunded' : 'iade-talebi';
    default: {
      const never: never = sale.state;
      throw new Error(`unknown sale state ${String(never)}`);
    }
  }
}

/** One line at the row's present price; amounts net of VAT, since prices are entered with it. */
export function orderLine(
  id: number,
  product: Product | undefined,
  variation: Variation | undefined,
  quantity: number,
  discount = 0,
): OrderLine {
  const row = variation ?? product;
  const gross = Math.round(Number(row?.salePrice || row?.regularPrice || '49.9') * MICRO) * quantity;
  const taxRate = product?.taxRate ?? 20;
  const before = net(gross, taxRate);
  const after = net(gross * (1 - discount), taxRate);
  const suffix = variation?.attributes.map(({ option }) => option).join(', ') ?? '';
  return {
    id,
    name: suffix === '' ? (product?.name ?? '') : `${product?.name ?? ''} - ${suffix}`,
    parentName: variation === undefined ? null : (product?.name ?? null),
    productId: product?.id ?? 0,
    variationId: variation?.id ?? 0,
    quantity,
    sku: (variation?.sku || product?.sku) ?? '',
    globalUniqueId: row?.globalUniqueId ?? '',
    taxRate,
    subtotal: before.total,
    subtotalTax: before.totalTax,
    total: after.total,
    totalTax: after.totalTax,
    reduced: 0,
    meta: (variation?.attributes ?? []).map(({ name, option }, position) => ({
      id: id * 10 + position,
      key: `pa_${name.toLowerCase()}`,
      value: option,
    })),
  };
}

/** The product was deleted after the sale: its id stays behind as 0 and its sku as null. */
function orphan(line: OrderLine): void {
  Object.assign(line, { productId: 0, variationId: 0, sku: null, globalUniqueId: '', parentName: null });
}

function couponOf(id: number, lines: readonly OrderLine[]): Order['coupons'][number] {
  let discount = 0;
  let discountTax = 0;
  for (const line of lines) {
    discount += line.subtotal - line.total;
    discountTax += line.subtotalTax - line.totalTax;
  }
  return { id, code: 'hoşgeldin10', discount, discountTax };
}

/** Splits an amount with VAT (millionths) into what is without it and the VAT. */
export function net(gross: number, taxRate: number): { total: number; totalTax: number } {
  const total = Math.round(gross / (1 + taxRate / 100));
  return { total, totalTax: Math.round(gross) - total };
}

/** Everything the customer pays, in millionths. */
export function totalOf(order: Order): number {
  let sum = order.shippingTotal + order.shippingTax;
  for (const line of [...order.lines, ...order.fees]) sum += line.total + line.totalTax;
  return sum;
}

export function addressOf(customer: Customer, place: KitAddress): Address {
  return {
    firstName: customer.firstName,
    lastName: customer.lastName,
    company: customer.company?.name ?? '',
    address1: `${place.neighbourhood} ${place.line}`,
    address2: place.district,
    city: place.city,
    // WooCommerce's own codes of the Turkish provinces.
    state: `TR${String(place.cityCode).padStart(2, '0')}`,
    postcode: place.postalCode,
    country: 'TR',
    email: customer.email,
    phone: customer.phone,
  };
}
