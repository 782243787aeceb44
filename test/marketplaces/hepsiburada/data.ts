import { DAY_MS } from '../kit/marketplace';
import { customer } from '../kit/people';
import { generateSales, type Sale } from '../kit/sales';
import { addressOf, lifeOf, lineOf } from './generate';
import { type HepsiburadaDataOptions, HepsiburadaGoodsData } from './goods-data';
import type { HepsiburadaLine, HepsiburadaOrder, HepsiburadaPackage, LineStatus } from './model';

export interface NewOrder {
  /** Default: one random listing, once. */
  lines?: readonly { merchantSku: string; quantity: number }[];
  /** False leaves the order waiting for its payment. */
  paid?: boolean;
  currency?: string;
}

/** The list of cancelled lines reaches back one month. */
export const CANCELLED_REACHES_MS = 30 * DAY_MS;

/** A practice Hepsiburada merchant: goods, orders and packages, the truth that tests read and change. */
export class HepsiburadaData extends HepsiburadaGoodsData {
  /** By orderNumber, oldest first. */
  readonly orders = new Map<string, HepsiburadaOrder>();
  /** By packageNumber; unpacked ones stay, as the channel lists them. */
  readonly packages = new Map<string, HepsiburadaPackage>();
  /** Moves with every change of orders or packages. */
  orderVersion = 0;
  private nextOrder = 0;
  private nextPackage = 0;

  constructor(options: HepsiburadaDataOptions) {
    super(options);
    const sellable = [...this.goods.values()].filter((each) => each.listing !== undefined);
    const sales = generateSales({
      random: this.random.fork('sales'),
      count: options.orders,
      now: this.now(),
      variantCounts: sellable.map(() => 1),
    });
    for (const sale of sales) {
      const wanted = sale.lines.flatMap((line) => {
        const goods = sellable[line.product];
        return goods === undefined ? [] : [{ merchantSku: goods.merchantSku, quantity: line.quantity }];
      });
      this.live(sale, this.keepOrder(sale, wanted));
    }
    this.packSomeTogether();
  }

  order(orderNumber: string): HepsiburadaOrder {
    const found = this.orders.get(orderNumber);
    if (found === undefined) throw new Error(`no order ${orderNumber}`);
    return found;
  }

  package(packageNumber: string): HepsiburadaPackage {
    const found = this.packages.get(packageNumber);
    if (found === undefined) throw new Error(`no package ${packageNumber}`);
    return found;
  }

  /**
   * The orders that the documented lists lead to. Missing are orders whose every line was cancelled more than a
   * month ago: the channel lists those nowhere, and only a client that saw them before knows their numbers.
   */
  reachableOrders(): HepsiburadaOrder[] {
    const oldest = this.now() - CANCELLED_REACHES_MS;
    return [...this.orders.values()].filter((order) =>
      order.lines.some((line) => line.cancel === undefined || line.cancel.at >= oldest),
    );
  }

  linesOf(made: HepsiburadaPackage): { order: HepsiburadaOrder; line: HepsiburadaLine }[] {
    return made.lines.map(({ orderNumber, lineId }) => {
      const order = this.order(orderNumber);
      return { order, line: lineIn(order, lineId) };
    });
  }

  /** A customer buys now; the stock of what was bought falls. */
  addOrder(order: NewOrder = {}): HepsiburadaOrder {
    const now = this.now();
    const index = this.nextOrder;
    const random = this.random.fork(`added-${index}`);
    const wanted = order.lines ?? [{ merchantSku: random.pick(this.listings()).merchantSku, quantity: 1 }];
    const made = this.keepOrder(
      {
        index,
        customer: customer(random, 700_000 + index),
        currency: order.currency ?? 'TRY',
        placedAt: now,
      },
      wanted,
    );
    if (order.paid === false) this.setLines(made.lines, 'PaymentAwaiting', now);
    for (const line of wanted) this.sell(line.merchantSku, line.quantity);
    return made;
  }

  /** Payment arrives: the lines wait for packing. */
  pay(orderNumber: string): void {
    const { lines } = this.order(orderNumber);
    this.setLines(
      lines.filter((line) => line.status === 'PaymentAwaiting'),
      'Open',
      this.now(),
    );
  }

  /** Packs open lines of an order (all of them by default) into one package with a new number. */
  pack(orderNumber: string, lineIds?: readonly string[], at = this.now()): HepsiburadaPackage {
    const order = this.order(orderNumber);
    const lines = order.lines.filter(
      (line) => waits(line) && (lineIds === undefined || lineIds.includes(line.id)),
    );
    return this.packLines(
      lines.map((line) => ({ order, line })),
      at,
    );
  }

  /** Packs the open lines of several orders of one customer into one package. */
  mergeOrders(orderNumbers: readonly string[], at = this.now()): HepsiburadaPackage {
    const parts = orderNumbers.flatMap((orderNumber) => {
      const order = this.order(orderNumber);
      return order.lines.filter(waits).map((line) => ({ order, line }));
    });
    return this.packLines(parts, at);
  }

  /** Undoes a package: its lines wait for packing again, with status Unpacked. */
  unpack(packageNumber: string, at = this.now()): void {
    const found = this.package(packageNumber);
    found.status = 'Unpacked';
    found.unpackedAt = at;
    const lines = this.linesOf(found).map(({ line }) => line);
    for (const line of lines) line.packageNumber = null;
    this.setLines(
      lines.filter((line) => line.status === 'Packaged'),
      'Unpacked',
      at,
    );
  }

  /** Undoes a package and packs the given lines and the rest separately; both get new numbers. */
  splitPackage(packageNumber: string, lineIds: readonly string[], at = this.now()): HepsiburadaPackage[] {
    const parts = this.linesOf(this.package(packageNumber));
    const apart = parts.filter(({ line }) => lineIds.includes(line.id));
    const rest = parts.filter(({ line }) => !lineIds.includes(line.id));
    if (apart.length === 0 || rest.length === 0) throw new Error('a split needs lines on both sides');
    this.unpack(packageNumber, at);
    return [this.packLines(rest, at), this.packLines(apart, at)];
  }

  ship(packageNumber: string, at = this.now()): void {
    const found = this.package(packageNumber);
    found.shippedAt = at;
    this.move(found, 'InTransit', at);
  }

  deliver(packageNumber: string, at = this.now()): void {
    const found = this.package(packageNumber);
    found.deliveredAt = at;
    this.move(found, 'Delivered', at);
  }

  undeliver(packageNumber: string, reason = 'Müşteri adreste bulunamadı', at = this.now()): void {
    const found = this.package(packageNumber);
    found.undelivered = { at, reason };
    this.move(found, 'UnDelivered', at);
  }

  /** Cancels one line. When it was packed, the package is undone and its other lines wait again. */
  cancelLine(
    orderNumber: string,
    lineId: string,
    by: 'Customer' | 'Merchant' | 'Hepsiburada' = 'Customer',
    at = this.now(),
  ): HepsiburadaOrder {
    const order = this.order(orderNumber);
    const line = lineIn(order, lineId);
    if (line.packageNumber !== null) this.unpack(line.packageNumber, at);
    this.setLines([line], 'Cancelled', at);
    line.cancel = { at, by, reasonCode: by === 'Merchant' ? 'STOCKOUT' : 'CHANGED_MIND' };
    return order;
  }

  private keepOrder(
    sale: Pick<Sale, 'index' | 'customer' | 'placedAt'> & { currency: string },
    wanted: readonly { merchantSku: string; quantity: number }[],
  ): HepsiburadaOrder {
    const index = this.nextOrder;
    this.nextOrder += 1;
    const random = this.random.fork(`order-${index}`);
    const { customer: buyer } = sale;
    const made: HepsiburadaOrder = {
      orderId: random.uuid(),
      // A number may have up to 19 digits, beyond 2^53.
      orderNumber:
        index % 7 === 3 ? `92${String(index).padStart(17, '0')}` : String(4_000_000_000 + index * 3),
      placedAt: sale.placedAt,
      currency: sale.currency,
      customer: {
        customerId: random.uuid(),
        name: `${buyer.firstName} ${buyer.lastName}`,
        identityNumber: buyer.identityNumber,
      },
      ...(buyer.company === undefined ? {} : { company: buyer.company }),
      address: addressOf(buyer, sale.currency === 'TRY' ? 'TR' : 'DE', random),
      note: random.chance(0.05) ? 'Lütfen kapıya bırakın, zili çalmayın 🙏' : null,
      lines: wanted.map((line) => lineOf(this.one(line.merchantSku), line.quantity, random, sale.placedAt)),
    };
    this.orders.set(made.orderNumber, made);
    this.orderVersion += 1;
    return made;
  }

  /** Plays a generated order's life up to now. */
  private live(sale: Sale, order: HepsiburadaOrder): void {
    const life = lifeOf(sale.placedAt, sale.modifiedAt, this.now());
    const [first, ...others] = order.lines;
    if (first === undefined || sale.state === 'new') return;
    if (sale.state === 'unpaid') {
      this.setLines(order.lines, 'PaymentAwaiting', sale.placedAt);
      return;
    }
    if (sale.state === 'cancelled' || sale.state === 'partlyCancelled') {
      this.cancelLine(
        order.orderNumber,
        first.id,
        sale.index % 2 === 0 ? 'Customer' : 'Merchant',
        life.ended,
      );
      if (sale.state === 'partlyCancelled') return;
      for (const line of others) this.cancelLine(order.orderNumber, line.id, 'Customer', life.ended);
      return;
    }
    const whole = this.pack(order.orderNumber, undefined, life.packed);
    const split = sale.split && others.length > 0;
    const parts = split ? this.splitPackage(whole.packageNumber, [first.id], life.packed) : [whole];
    if (sale.state === 'preparing' || sale.state === 'invoiced') return;
    for (const { packageNumber } of parts) {
      this.ship(packageNumber, life.shipped);
      if (sale.state === 'undelivered') this.undeliver(packageNumber, undefined, life.ended);
      if (sale.state === 'delivered' || sale.state === 'returned') this.deliver(packageNumber, life.ended);
    }
  }

  /** A few customers who bought twice get both orders in one package. */
  private packSomeTogether(): void {
    const open = [...this.orders.values()].filter((order) =>
      order.lines.every((line) => line.status === 'Open'),
    );
    for (let index = 0; index + 1 < open.length; index += 9) {
      const [one, two] = [open[index], open[index + 1]];
      if (one === undefined || two === undefined) return;
      Object.assign(two, { customer: one.customer, address: one.address });
      this.mergeOrders([one.orderNumber, two.orderNumber], Math.min(this.now(), two.placedAt + 15 * 60_000));
    }
  }

  private packLines(
    parts: readonly { order: HepsiburadaOrder; line: HepsiburadaLine }[],
    at: number,
  ): HepsiburadaPackage {
    if (parts.length === 0) throw new Error('no line waits for packing');
    this.nextPackage += 1;
    const random = this.random.fork(`package-${this.nextPackage}`);
    const made: HepsiburadaPackage = {
      id: random.uuid(),
      packageNumber: String(130_000_000 + this.nextPackage * 7),
      barcode: `622${String(this.nextPackage).padStart(10, '0')}`,
      status: 'Open',
      lines: parts.map(({ order, line }) => ({ orderNumber: order.orderNumber, lineId: line.id })),
      cargoCompany: random.pick(['hepsiJET', 'Aras Kargo', 'Yurtiçi Kargo', 'PTT Kargo']),
      packedAt: at,
    };
    this.packages.set(made.packageNumber, made);
    this.setLines(
      parts.map(({ line }) => line),
      'Packaged',
      at,
    );
    for (const { line } of parts) line.packageNumber = made.packageNumber;
    return made;
  }

  private move(
    found: HepsiburadaPackage,
    status: 'InTransit' | 'Delivered' | 'UnDelivered',
    at: number,
  ): void {
    found.status = status;
    this.setLines(
      this.linesOf(found).map(({ line }) => line),
      status,
      at,
    );
  }

  private setLines(lines: readonly HepsiburadaLine[], status: LineStatus, at: number): void {
    for (const line of lines) {
      line.status = status;
      line.statusChangedAt = at;
    }
    this.orderVersion += 1;
  }
}

const waits = (line: HepsiburadaLine): boolean => line.status === 'Open' || line.status === 'Unpacked';

function lineIn(order: HepsiburadaOrder, lineId: string): HepsiburadaLine {
  const line = order.lines.find((each) => each.id === lineId);
  if (line === undefined) throw new Error(`order ${order.orderNumber} has no line ${lineId}`);
  return line;
}
