import { customer, type GivenProduct, type Random } from '../kit';
import { generateShop, givenShop, seconds, statusFor } from './generate';
import type { Order, OrderLine, Product, Sellable, Variation } from './model';
import { addressOf, generateOrders, orderLine, STOCK_TAKING, totalOf } from './orders';

export type SellablePatch = Partial<
  Pick<
    Sellable,
    | 'sku'
    | 'globalUniqueId'
    | 'regularPrice'
    | 'salePrice'
    | 'saleFrom'
    | 'saleTo'
    | 'stockQuantity'
    | 'stockStatus'
    | 'backorders'
    | 'status'
    | 'weight'
    | 'description'
  >
>;
export type ProductPatch = SellablePatch &
  Partial<Pick<Product, 'name' | 'manageStock' | 'brand' | 'shortDescription'>>;
export type VariationPatch = SellablePatch & Partial<Pick<Variation, 'manageStock' | 'attributes'>>;

export interface NewOrderLine {
  productId: number;
  variationId?: number;
  quantity: number;
}

/** What the shop's own hooks are told of. */
export interface ShopChange {
  readonly kind: 'product' | 'variation' | 'order';
  readonly id: number;
  readonly event: 'created' | 'updated' | 'deleted';
}

/**
 * The truth inside the shop. Read it freely; change it only through the methods, which move the stamps as
 * WooCommerce 11 was measured to: a save moves date_modified even when nothing differs, a variation moves its
 * parent, an order that takes stock moves every row it takes from.
 */
export class WooShop {
  readonly products = new Map<number, Product>();
  readonly variations = new Map<number, Variation>();
  readonly orders = new Map<number, Order>();
  /** Rises with every change, so that prepared lists are known to be stale. */
  revision = 0;
  /** Told of every change, as the shop's own hooks are. */
  onChange: (change: ShopChange) => void = () => undefined;
  private nextId: number;
  private readonly random: Random;
  private readonly now: () => number;

  constructor(
    random: Random,
    now: () => number,
    productCount: number,
    orderCount: number,
    given?: readonly GivenProduct[],
  ) {
    this.random = random.fork('later');
    this.now = now;
    const made = given ? givenShop(random, now(), given) : generateShop(random, now(), productCount);
    for (const product of made.products) this.products.set(product.id, product);
    for (const variation of made.variations) this.variations.set(variation.id, variation);
    const sold = made.byIndex.filter(({ type, status }) => type !== 'grouped' && status === 'publish');
    const firstId = 20 + made.products.length + made.variations.length;
    const orders = generateOrders({
      random,
      now: now(),
      count: sold.length === 0 ? 0 : orderCount,
      products: sold,
      variation: (id) => this.variations.get(id),
      firstId,
    });
    for (const order of orders) this.orders.set(order.id, order);
    this.nextId = firstId + orderCount * 3 + 10;
  }

  product(id: number): Product {
    return found(this.products.get(id), 'product', id);
  }

  variation(id: number): Variation {
    return found(this.variations.get(id), 'variation', id);
  }

  order(id: number): Order {
    return found(this.orders.get(id), 'order', id);
  }

  variationsOf(productId: number): Variation[] {
    return this.product(productId).variationIds.map((id) => this.variation(id));
  }

  /** Saves a product. An empty patch still moves date_modified, as an unchanged PUT does. */
  editProduct(id: number, patch: ProductPatch = {}): Product {
    const product = Object.assign(this.product(id), patch);
    if (product.manageStock) product.stockStatus = statusFor(product);
    this.touch(product);
    return product;
  }

  /** Saves a variation; its parent's date_modified moves with it. */
  editVariation(id: number, patch: VariationPatch = {}): Variation {
    const variation = Object.assign(this.variation(id), patch);
    if (variation.manageStock) variation.stockStatus = statusFor(variation);
    this.touch(variation);
    this.touch(this.product(variation.parentId));
    return variation;
  }

  /** A bulk edit: many products with one and the same stamp. */
  bulkEdit(ids: readonly number[], patch: ProductPatch): void {
    for (const id of ids) this.editProduct(id, patch);
  }

  addProduct(likeId: number, patch: ProductPatch = {}): Product {
    const id = this.takeId();
    const product: Product = {
      ...structuredClone(this.product(likeId)),
      id,
      type: 'simple',
      slug: `yeni-urun-${id}`,
      sku: `YENI-${id}`,
      createdAt: this.stamp(),
      attributes: [],
      variationIds: [],
      status: 'publish',
      ...patch,
    };
    if (product.regularPrice === '') product.regularPrice = '99.90';
    this.products.set(id, product);
    this.touch(product);
    return product;
  }

  addVariation(productId: number, patch: VariationPatch = {}): Variation {
    const parent = this.product(productId);
    const pattern = this.variation(found(parent.variationIds[0], 'variation of product', productId));
    const variation = { ...structuredClone(pattern), id: this.takeId(), createdAt: this.stamp(), ...patch };
    this.variations.set(variation.id, variation);
    parent.variationIds.push(variation.id);
    this.touch(variation);
    this.touch(parent);
    return variation;
  }

  /** Deleted for good: it disappears from every list without a trace. */
  deleteProduct(id: number): void {
    for (const variationId of this.product(id).variationIds) this.variations.delete(variationId);
    this.products.delete(id);
    this.revision += 1;
    this.onChange({ kind: 'product', id, event: 'deleted' });
  }

  deleteVariation(id: number): void {
    const { parentId } = this.variation(id);
    const parent = this.product(parentId);
    parent.variationIds = parent.variationIds.filter((other) => other !== id);
    this.variations.delete(id);
    this.touch(parent);
  }

  trashProduct(id: number): void {
    this.editProduct(id, { status: 'trash' });
  }

  /** A new order; takes stock at once unless it is unpaid. */
  addOrder(
    lines: readonly NewOrderLine[],
    change: Partial<Pick<Order, 'status' | 'currency' | 'customerNote' | 'number'>> = {},
  ): Order {
    const id = this.takeId();
    const buyer = customer(this.random, 200_000 + id);
    const billing = addressOf(buyer, buyer.address);
    const at = this.stamp();
    const order: Order = {
      id,
      parentId: 0,
      number: String(id),
      key: `wc_order_${this.random.hex(13)}`,
      status: 'processing',
      currency: 'TRY',
      createdAt: at,
      modifiedAt: at,
      paidAt: at,
      completedAt: null,
      customerId: 0,
      customerNote: '',
      billing,
      shipping: { ...billing },
      paymentMethod: 'iyzico',
      paymentTitle: 'Banka/Kredi Kartı',
      lines: lines.map((line, position) => this.toLine(id * 10 + position, line)),
      fees: [],
      coupons: [],
      refunds: [],
      shippingTitle: 'Ücretsiz Kargo',
      shippingTotal: 0,
      shippingTax: 0,
      stockReduced: false,
      meta: [],
      ...change,
    };
    this.orders.set(id, order);
    if (STOCK_TAKING.includes(order.status)) this.moveStock(order, -1);
    this.revision += 1;
    this.onChange({ kind: 'order', id, event: 'created' });
    return order;
  }

  /** Changes the status; 'cancelled' puts the stock back, a status that takes stock takes it once. */
  setOrderStatus(id: number, status: string): Order {
    const order = this.order(id);
    order.status = status;
    if (status === 'cancelled' && order.stockReduced) this.moveStock(order, 1);
    else if (STOCK_TAKING.includes(status) && !order.stockReduced) this.moveStock(order, -1);
    if (status === 'completed') order.completedAt = this.stamp();
    return this.touchOrder(id);
  }

  /** A refund of `share` of the total; a whole refund also sets the status. `restock` puts the stock back. */
  refundOrder(id: number, share = 1, restock = true): Order {
    const order = this.order(id);
    const whole = share >= 1;
    const lines = whole ? order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity })) : [];
    const total = Math.round(totalOf(order) * share);
    order.refunds.push({ id: this.takeId(), reason: 'İade', createdAt: this.stamp(), total, lines });
    if (whole) order.status = 'refunded';
    if (restock) for (const line of order.lines) this.giveBack(line, line.reduced);
    return this.touchOrder(id);
  }

  /** A refund of whole lines, restocked as the panel proposes; with the last of them the order is refunded. */
  refundLines(id: number, lineIds: readonly number[], reason: string): Order {
    const order = this.order(id);
    const done = new Set(order.refunds.flatMap(({ lines }) => lines.map(({ lineId }) => lineId)));
    const chosen = order.lines.filter((line) => lineIds.includes(line.id) && !done.has(line.id));
    if (chosen.length === 0) return order;
    order.refunds.push({
      id: this.takeId(),
      reason,
      createdAt: this.stamp(),
      total: chosen.reduce((sum, line) => sum + line.total + line.totalTax, 0),
      lines: chosen.map((line) => ({ lineId: line.id, quantity: line.quantity })),
    });
    for (const line of chosen) this.giveBack(line, line.reduced);
    if (done.size + chosen.length === order.lines.length) order.status = 'refunded';
    return this.touchOrder(id);
  }

  /** Orders placed after `since` that nobody has paid. */
  pendingSince(since: number): Order[] {
    return [...this.orders.values()].filter(
      ({ status, createdAt }) => status === 'pending' && createdAt > since,
    );
  }

  /** Saves an order without a change. */
  touchOrder(id: number): Order {
    const order = this.order(id);
    order.modifiedAt = this.stamp();
    this.revision += 1;
    this.onChange({ kind: 'order', id, event: 'updated' });
    return order;
  }

  deleteOrder(id: number): void {
    this.orders.delete(this.order(id).id);
    this.revision += 1;
    this.onChange({ kind: 'order', id, event: 'deleted' });
  }

  private toLine(lineId: number, line: NewOrderLine): OrderLine {
    const variation = line.variationId === undefined ? undefined : this.variation(line.variationId);
    return orderLine(lineId, this.product(line.productId), variation, line.quantity);
  }

  /** Takes each line's pieces once, or gives back what is still taken. */
  private moveStock(order: Order, direction: 1 | -1): void {
    order.stockReduced = direction < 0;
    for (const line of order.lines) {
      if (direction > 0) this.giveBack(line, line.reduced);
      else if (line.reduced === 0 && this.shiftStock(line, -line.quantity)) line.reduced = line.quantity;
    }
  }

  private giveBack(line: OrderLine, quantity: number): void {
    if (quantity > 0 && this.shiftStock(line, quantity)) line.reduced -= quantity;
  }

  /** false where nobody counts this product's stock. */
  private shiftStock({ productId, variationId }: OrderLine, pieces: number): boolean {
    const product = this.products.get(productId);
    const variation = this.variations.get(variationId);
    const keeper = variation?.manageStock ? variation : product?.manageStock ? product : undefined;
    if (keeper === undefined) return false;
    keeper.stockQuantity = (keeper.stockQuantity ?? 0) + pieces;
    keeper.stockStatus = statusFor(keeper);
    if (variation !== undefined) this.touch(variation);
    if (product !== undefined) this.touch(product);
    return true;
  }

  private touch(row: Sellable): void {
    row.modifiedAt = this.stamp();
    this.revision += 1;
    this.onChange({ kind: 'parentId' in row ? 'variation' : 'product', id: row.id, event: 'updated' });
  }

  private stamp(): number {
    return seconds(this.now());
  }

  private takeId(): number {
    this.nextId += 1;
    return this.nextId;
  }
}

function found<T>(row: T | undefined, what: string, id: number): T {
  if (row === undefined) throw new Error(`this shop has no ${what} ${id}`);
  return row;
}
