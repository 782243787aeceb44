import { customer } from '../kit/people';
import { generateSales, type Sale, type SaleState } from '../kit/sales';
import { cancellation, type OrderedGoods, packageAmounts, packageOf, statusFor } from './generate-orders';
import {
  ISTANBUL_SHIFT_MS,
  type PackageStatus,
  type TrendyolLine,
  type TrendyolOrder,
  type TrendyolPackage,
} from './model';
import { type TrendyolDataOptions, TrendyolProductData } from './product-data';

export interface NewOrder {
  /** Default: one random variant, once. */
  lines?: readonly { barcode: string; quantity: number }[];
  status?: PackageStatus;
  currency?: Sale['currency'];
}

const FIRST_PACKAGE_ID = 3_330_000_000;

/** A practice Trendyol seller: goods and orders, the truth that tests read and change. */
export class TrendyolData extends TrendyolProductData {
  readonly packages = new Map<number, TrendyolPackage>();
  /** Moves with every change of packages. */
  orderVersion = 0;
  /** Told of every package that is made or changes its status. */
  onPackage: (found: TrendyolPackage) => void = () => undefined;
  private readonly byOrder = new Map<string, TrendyolPackage[]>();
  private readonly seed: number;
  private nextPackage = FIRST_PACKAGE_ID;
  private nextOrder = 0;

  constructor(options: TrendyolDataOptions) {
    super(options);
    this.seed = options.seed;
    const contents = [...this.contents.values()];
    const sales = generateSales({
      random: this.random.fork('sales'),
      count: options.orders,
      now: this.now(),
      variantCounts: contents.map((content) => content.variants.length),
    });
    for (const sale of sales) {
      const goods = sale.lines.flatMap((line): OrderedGoods[] => {
        const content = contents[line.product];
        const variant = content?.variants[line.variant];
        return content && variant ? [{ content, variant, quantity: line.quantity }] : [];
      });
      this.keepSale(sale, goods);
    }
  }

  /** Orders as a merchant counts them, oldest first. */
  orders(): TrendyolOrder[] {
    return [...this.byOrder.keys()].map((orderNumber) => this.order(orderNumber));
  }

  order(orderNumber: string): TrendyolOrder {
    const allPackages = this.byOrder.get(orderNumber);
    const first = allPackages?.[0];
    if (allPackages === undefined || first === undefined) throw new Error(`no order ${orderNumber}`);
    const packages = allPackages.filter((each) => each.status !== 'UnPacked');
    return {
      orderNumber,
      placedAt: first.orderDate - ISTANBUL_SHIFT_MS,
      packages,
      allPackages,
      lines: packages.flatMap((each) => each.lines),
    };
  }

  package(packageId: number): TrendyolPackage {
    const found = this.packages.get(packageId);
    if (found === undefined) throw new Error(`no package ${packageId}`);
    return found;
  }

  /** A customer buys now; the stock of what was bought falls. */
  addOrder(order: NewOrder = {}): TrendyolOrder {
    const now = this.now();
    const index = this.nextOrder;
    const random = this.random.fork(`added-${index}`);
    const wanted = order.lines ?? [{ barcode: random.pick(this.variants()).variant.barcode, quantity: 1 }];
    const goods = wanted.map((line): OrderedGoods => {
      const found = this.findVariant(line.barcode);
      if (found === undefined) throw new Error(`no barcode ${line.barcode}`);
      return { ...found, quantity: line.quantity };
    });
    const sale: Sale = {
      index,
      customer: customer(random, 500_000 + index),
      lines: [],
      state: 'new',
      split: false,
      currency: order.currency ?? 'TRY',
      placedAt: now,
      modifiedAt: now,
    };
    const orderNumber = this.keepSale(sale, goods, order.status);
    for (const line of wanted) this.sell(line.barcode, line.quantity);
    return this.order(orderNumber);
  }

  setStatus(packageId: number, status: PackageStatus): TrendyolPackage {
    const found = this.package(packageId);
    const now = this.now();
    found.status = status;
    found.shipmentPackageStatus = status;
    found.lastModifiedDate = now;
    found.packageHistories.push({ createdDate: now, status });
    for (const line of found.lines) line.orderLineItemStatusName = status;
    this.orderVersion += 1;
    this.onPackage(found);
    return found;
  }

  /**
   * Cancels one line. When others stay, the package is undone (UnPacked) and two new ones take its place, the
   * rest and the cancelled part, each pointing back with originPackageIds.
   */
  cancelLine(orderNumber: string, lineId: number, by: 'CUSTOMER' | 'SELLER' = 'CUSTOMER'): TrendyolOrder {
    const status: PackageStatus = by === 'SELLER' ? 'UnSupplied' : 'Cancelled';
    const found = this.order(orderNumber).packages.find((each) =>
      each.lines.some((line) => line.lineId === lineId),
    );
    if (found === undefined) throw new Error(`order ${orderNumber} has no line ${lineId}`);
    const stays = found.lines.filter((line) => line.lineId !== lineId);
    const gone = found.lines.filter((line) => line.lineId === lineId);
    if (stays.length === 0) {
      this.setStatus(found.shipmentPackageId, status);
      for (const line of found.lines) Object.assign(line, cancellation(status));
    } else {
      this.replace(
        [found],
        [
          { lines: stays, status: found.status, createdBy: 'cancel' },
          { lines: gone, status, createdBy: 'cancel' },
        ],
      );
    }
    return this.order(orderNumber);
  }

  /** Puts the given lines into a package of their own; both new packages have new ids. */
  splitPackage(packageId: number, lineIds: readonly number[]): TrendyolPackage[] {
    const found = this.package(packageId);
    const apart = found.lines.filter((line) => lineIds.includes(line.lineId));
    const rest = found.lines.filter((line) => !lineIds.includes(line.lineId));
    if (apart.length === 0 || rest.length === 0) throw new Error('a split needs lines on both sides');
    return this.replace(
      [found],
      [
        { lines: rest, status: found.status, createdBy: 'split' },
        { lines: apart, status: found.status, createdBy: 'split' },
      ],
    );
  }

  /** Joins the standing packages of an order into one new package that names them all as its origin. */
  mergeOrders(orderNumber: string): TrendyolPackage {
    const parts = this.order(orderNumber).packages.filter(
      (each) => each.status === 'Created' || each.status === 'Picking',
    );
    const [first] = parts;
    if (first === undefined || parts.length < 2) throw new Error(`order ${orderNumber} has nothing to merge`);
    const lines = parts.flatMap((each) => each.lines);
    const [merged] = this.replace(parts, [{ lines, status: first.status, createdBy: 'transfer' }]);
    if (merged === undefined) throw new Error('the merge made no package');
    return merged;
  }

  private keepSale(sale: Sale, goods: readonly OrderedGoods[], status?: PackageStatus): string {
    const index = this.nextOrder;
    this.nextOrder += 1;
    const random = this.random.fork(`order-${index}`);
    // Some order numbers are beyond 2^53, as text.
    const orderNumber =
      index % 9 === 4 ? `91${String(index).padStart(17, '0')}` : String(10_600_000_000 + index);
    const made = packageOf({
      packageId: this.takePackageId(),
      orderNumber,
      sellerId: this.sellerId,
      sale,
      goods,
      status: status ?? statusFor(sale.state, random),
      seed: this.seed,
    });
    this.keepPackage(made);
    const [first, ...others] = made.lines;
    if (first !== undefined && others.length > 0) this.reshape(sale.state, sale.split, made, first);
    return orderNumber;
  }

  /** Gives a generated order the history of a split or a partial cancel. */
  private reshape(state: SaleState, split: boolean, made: TrendyolPackage, first: TrendyolLine): void {
    const at = made.lastModifiedDate;
    if (state === 'partlyCancelled') this.cancelLine(made.orderNumber, first.lineId);
    else if (split && made.status !== 'Awaiting') this.splitPackage(made.shipmentPackageId, [first.lineId]);
    else return;
    for (const each of this.order(made.orderNumber).allPackages) {
      each.lastModifiedDate = at;
      for (const history of each.packageHistories) history.createdDate = Math.min(history.createdDate, at);
    }
  }

  private replace(
    old: readonly TrendyolPackage[],
    parts: readonly {
      lines: readonly TrendyolLine[];
      status: PackageStatus;
      createdBy: TrendyolPackage['createdBy'];
    }[],
  ): TrendyolPackage[] {
    const now = this.now();
    const [model] = old;
    if (model === undefined) throw new Error('nothing to replace');
    const made = parts.map((part): TrendyolPackage => {
      const cancelled = part.status === 'Cancelled' || part.status === 'UnSupplied';
      const lines = part.lines.map((line) => ({
        ...line,
        orderLineItemStatusName: part.status,
        ...(cancelled ? cancellation(part.status) : {}),
      }));
      const id = this.takePackageId();
      return {
        ...model,
        ...packageAmounts(lines),
        shipmentPackageId: id,
        shipmentNumber: id,
        status: part.status,
        shipmentPackageStatus: part.status,
        lastModifiedDate: now,
        createdBy: part.createdBy,
        originPackageIds: old.map((each) => each.shipmentPackageId),
        packageHistories: [...model.packageHistories, { createdDate: now, status: part.status }],
        lines,
      };
    });
    for (const each of old) this.setStatus(each.shipmentPackageId, 'UnPacked');
    for (const each of made) this.keepPackage(each);
    return made;
  }

  private takePackageId(): number {
    this.nextPackage += 1;
    return this.nextPackage;
  }

  private keepPackage(made: TrendyolPackage): void {
    this.packages.set(made.shipmentPackageId, made);
    const siblings = this.byOrder.get(made.orderNumber);
    if (siblings === undefined) this.byOrder.set(made.orderNumber, [made]);
    else siblings.push(made);
    this.orderVersion += 1;
    this.onPackage(made);
  }
}
