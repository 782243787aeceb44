import { customer, type GivenProduct, type Random, type ShopFloor } from '../kit';
import { generateLocations, generateProducts, givenProducts, seconds } from './generate';
import type {
  InventoryItem,
  InventoryLevel,
  LineItem,
  Location,
  Order,
  Product,
  Row,
  ShopCustomer,
  Variant,
} from './model';
import { blankOrder, generateOrders, lineItem } from './orders';
import type { ShopifyWebhooks } from './webhooks';

export type ProductPatch = Partial<
  Pick<Product, 'title' | 'status' | 'vendor' | 'productType' | 'tags' | 'descriptionHtml'>
>;
export type VariantPatch = Partial<
  Pick<Variant, 'sku' | 'barcode' | 'price' | 'compareAtPrice' | 'inventoryPolicy'>
>;

export interface NewOrderLine {
  variantId: number;
  quantity: number;
}

/**
 * The truth inside the shop. Read it freely; change it only through the methods, which move the stamps: a variant
 * moves its product; a stock change moves the level and, as the schema says of Product.updatedAt, the product;
 * an order commits stock and so does the same.
 */
export class ShopifyShop {
  readonly locations: Location[];
  readonly products = new Map<number, Product>();
  readonly variants = new Map<number, Variant>();
  readonly items = new Map<number, InventoryItem>();
  readonly levels = new Map<number, InventoryLevel>();
  readonly orders = new Map<number, Order>();
  /** What the API set, in order. */
  readonly writes: ShopFloor['writes'][number][] = [];
  /** Items that apps may not adjust, as the parts of a bundle are. */
  readonly lockedItems = new Set<number>();
  /** Answers by idempotency key. */
  readonly answered = new Map<string, { readonly asked: string; readonly answer: unknown }>();
  /** Rises with every change, so that prepared lists are known to be stale. */
  revision = 0;
  /** The app's subscriptions, once the shop is open. */
  webhooks: ShopifyWebhooks | undefined;
  private nextId = 9_000_000_000_000;
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
    this.locations = generateLocations(now());
    const made = given
      ? givenProducts(random, now(), given, this.locations)
      : generateProducts(random, now(), productCount, this.locations);
    for (const product of made) this.enter(product);
    const sold = [...this.products.values()].filter(({ status }) => status !== 'DRAFT');
    for (const order of generateOrders({ random, now: now(), count: orderCount, products: sold }))
      this.orders.set(order.id, order);
  }

  product(id: number): Product {
    return found(this.products.get(id), 'product', id);
  }

  variant(id: number): Variant {
    return found(this.variants.get(id), 'variant', id);
  }

  order(id: number): Order {
    return found(this.orders.get(id), 'order', id);
  }

  /** The row behind a gid, of whatever kind is kept by id. */
  row(type: string, id: number): Row | undefined {
    switch (type) {
      case 'Product':
        return this.products.get(id);
      case 'ProductVariant':
        return this.variants.get(id);
      case 'InventoryItem':
        return this.items.get(id);
      case 'Location':
        return this.locations.find((location) => location.id === id);
      case 'Order':
        return this.orders.get(id);
      case 'Customer':
        return this.customers().find((row) => row.id === id);
      default:
        return undefined;
    }
  }

  editProduct(id: number, patch: ProductPatch = {}): Product {
    const product = Object.assign(this.product(id), patch);
    if (patch.status !== undefined) product.publishedAt = patch.status === 'ACTIVE' ? this.stamp() : null;
    this.touch(product);
    return product;
  }

  /** A price, SKU or barcode: moves the variant, its inventory item when the SKU changed, and the product. */
  editVariant(id: number, patch: VariantPatch = {}): Variant {
    const variant = Object.assign(this.variant(id), patch);
    if (patch.sku !== undefined) this.touch(variant.item);
    this.touch(variant);
    this.touch(variant.product);
    return variant;
  }

  /** Sets "available" at one location (default: the first that stocks it). */
  setStock(variantId: number, available: number, locationId?: number): InventoryLevel {
    const { item, product } = this.variant(variantId);
    const level = found(
      item.levels.find(({ location }) => locationId === undefined || location.id === locationId),
      'inventory level of variant',
      variantId,
    );
    level.available = available;
    this.touch(level);
    this.touch(product);
    return level;
  }

  /** The active level of an item at a place; a new one with nothing in it where the item was not stocked there. */
  stockedAt(item: InventoryItem, location: Location): InventoryLevel {
    const at = this.stamp();
    const known = item.levels.find((level) => level.location === location);
    if (known !== undefined) return Object.assign(known, { isActive: true });
    const empty = { available: 0, committed: 0, reserved: 0, incoming: 0 };
    const stamps = { createdAt: at, updatedAt: at };
    const id = this.takeId();
    const level: InventoryLevel = {
      kind: 'InventoryLevel',
      id,
      item,
      location,
      isActive: true,
      ...empty,
      ...stamps,
    };
    item.levels.push(level);
    this.levels.set(id, level);
    return level;
  }

  /** A bulk edit: many products with one and the same stamp. */
  bulkEdit(ids: readonly number[], patch: ProductPatch): void {
    for (const id of ids) this.editProduct(id, patch);
  }

  /** A new product like another, with ids and a handle of its own. */
  addProduct(likeId: number, patch: ProductPatch = {}): Product {
    const at = this.stamp();
    const product = structuredClone(this.product(likeId));
    // A clone must not clone the places its stock lies at.
    for (const { item } of product.variants) {
      for (const level of item.levels) {
        level.location = found(
          this.locations.find(({ id }) => id === level.location.id),
          'location',
          level.location.id,
        );
        Object.assign(level, { id: this.takeId(), createdAt: at, updatedAt: at });
      }
      Object.assign(item, { id: this.takeId(), createdAt: at, updatedAt: at });
    }
    for (const variant of product.variants) {
      const id = this.takeId();
      Object.assign(variant, { id, sku: `YENI-${id}`, barcode: null, createdAt: at, updatedAt: at });
    }
    const id = this.takeId();
    Object.assign(product, { id, handle: `yeni-urun-${id}`, createdAt: at, updatedAt: at, ...patch });
    this.enter(product);
    this.revision += 1;
    return product;
  }

  /** It disappears with its variants and stock; order lines that sold it lose their variant. */
  deleteProduct(id: number): void {
    for (const variant of [...this.product(id).variants]) this.forget(variant);
    this.products.delete(id);
    this.revision += 1;
  }

  deleteVariant(id: number): void {
    const { product } = this.variant(id);
    this.forget(this.variant(id));
    this.touch(product);
  }

  /** A paid order placed now; its stock is committed at once. */
  addOrder(
    lines: readonly NewOrderLine[],
    change: Partial<Pick<Order, 'financialStatus' | 'note' | 'presentmentCurrency' | 'tags'>> = {},
  ): Order {
    const id = this.takeId();
    const number = 1 + Math.max(1000, ...[...this.orders.values()].map((order) => order.number));
    const order = Object.assign(
      blankOrder(id, number, this.stamp(), customer(this.random, 300_000 + (id % 100_000))),
      change,
    );
    order.lineItems = lines.map(({ variantId, quantity }) =>
      lineItem(this.takeId(), this.variant(variantId), quantity),
    );
    this.orders.set(id, order);
    for (const line of order.lineItems) this.commit(line);
    this.revision += 1;
    this.webhooks?.orderChanged(order, 'ORDERS_CREATE');
    return order;
  }

  /** Saves an order: any change moves updatedAt, an unchanged one too. */
  editOrder(
    id: number,
    change: Partial<
      Pick<Order, 'note' | 'tags' | 'financialStatus' | 'fulfillmentStatus' | 'email' | 'closedAt'>
    > = {},
  ): Order {
    const order = Object.assign(this.order(id), change);
    this.touch(order);
    this.webhooks?.orderChanged(order, 'ORDERS_UPDATED');
    return order;
  }

  fulfillOrder(id: number, trackingNumber = '720000000000'): Order {
    const order = this.order(id);
    const at = this.stamp();
    const quantity = order.lineItems.reduce((sum, line) => sum + line.unfulfilledQuantity, 0);
    for (const line of order.lineItems) line.unfulfilledQuantity = 0;
    order.fulfillments.push({
      kind: 'Fulfillment',
      id: this.takeId(),
      status: 'SUCCESS',
      trackingCompany: 'Yurtiçi Kargo',
      trackingNumber,
      quantity,
      createdAt: at,
      updatedAt: at,
    });
    for (const line of order.lineItems) this.release(line, line.committed, 0);
    return this.editOrder(id, { fulfillmentStatus: 'FULFILLED' });
  }

  /** Cancels the whole order and puts its stock back. */
  cancelOrder(id: number, reason: NonNullable<Order['cancelReason']> = 'CUSTOMER'): Order {
    const order = this.order(id);
    for (const line of order.lineItems) Object.assign(line, { currentQuantity: 0, unfulfilledQuantity: 0 });
    for (const line of order.lineItems) this.release(line, line.committed, line.committed);
    Object.assign(order, { cancelledAt: this.stamp(), cancelReason: reason });
    this.webhooks?.orderChanged(order, 'ORDERS_CANCELLED');
    return this.editOrder(id, { financialStatus: 'REFUNDED' });
  }

  /** Takes `quantity` of one line out of an order with a refund; `restock` also puts it back on the shelf. */
  refundLine(id: number, lineId: number, quantity: number, restock = false): Order {
    const order = this.order(id);
    const line = found(
      order.lineItems.find((candidate) => candidate.id === lineId),
      'line',
      lineId,
    );
    line.currentQuantity -= quantity;
    line.unfulfilledQuantity = Math.min(line.unfulfilledQuantity, line.currentQuantity);
    this.release(line, Math.min(quantity, line.committed), restock ? quantity : 0);
    const subtotal = line.unitPrice * quantity;
    order.refunds.push({
      kind: 'Refund',
      id: this.takeId(),
      note: null,
      amount: subtotal,
      lines: [{ line, quantity, subtotal }],
      createdAt: this.stamp(),
    });
    const left = order.lineItems.some(({ currentQuantity }) => currentQuantity > 0);
    return this.editOrder(id, { financialStatus: left ? 'PARTIALLY_REFUNDED' : 'REFUNDED' });
  }

  deleteOrder(id: number): void {
    this.orders.delete(this.order(id).id);
    this.revision += 1;
  }

  private customers(): ShopCustomer[] {
    return [...this.orders.values()].flatMap(({ customer: buyer }) => buyer ?? []);
  }

  private enter(product: Product): void {
    this.products.set(product.id, product);
    for (const variant of product.variants) {
      this.variants.set(variant.id, variant);
      this.items.set(variant.item.id, variant.item);
      for (const level of variant.item.levels) this.levels.set(level.id, level);
    }
  }

  private forget(variant: Variant): void {
    const { product, item } = variant;
    product.variants = product.variants.filter((other) => other !== variant);
    this.variants.delete(variant.id);
    this.items.delete(item.id);
    for (const level of item.levels) this.levels.delete(level.id);
    for (const order of this.orders.values()) {
      for (const line of order.lineItems) if (line.variant === variant) line.variant = null;
    }
  }

  /** Takes the pieces of a new order off what is for sale, at one place that has them all where there is one. */
  private commit(line: LineItem): void {
    const item = line.variant?.item;
    if (!item?.tracked) return;
    const active = item.levels.filter(({ isActive }) => isActive);
    const level = active.find(({ available }) => available >= line.quantity) ?? active[0];
    if (level === undefined) return;
    level.available -= line.quantity;
    level.committed += line.quantity;
    Object.assign(line, { stockedAt: level, committed: line.quantity });
    this.touch(level);
    this.touch(item.variant.product);
  }

  /** `pieces` of a line are committed no longer; `restocked` pieces are for sale again. */
  private release(line: LineItem, pieces: number, restocked: number): void {
    const level = line.stockedAt;
    if (level === null || (pieces === 0 && restocked === 0)) return;
    line.committed -= pieces;
    level.committed -= pieces;
    level.available += restocked;
    this.touch(level);
    this.touch(level.item.variant.product);
  }

  private touch(row: { updatedAt: number }): void {
    row.updatedAt = this.stamp();
    this.revision += 1;
    const product = 'handle' in row && 'id' in row ? this.products.get(Number(row.id)) : undefined;
    if (product === row) this.webhooks?.productChanged(product, 'PRODUCTS_UPDATE');
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
