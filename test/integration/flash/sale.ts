import type { Action } from './actions';
import type { BookLine, BookOrder, Books } from './books';
import type { Kervan } from './kervan';
import type { Post } from './post';
import { keyIn, type Shop } from './shops';

export interface Sale {
  readonly shops: readonly Shop[];
  readonly books: Books;
  readonly kervan: Kervan;
  readonly post: Post;
  /** Brings goods into the merchant's warehouse. */
  deliver(product: number, pieces: number): Promise<void>;
  /** What was done how often. */
  readonly counts: Record<string, number>;
}

/** Longest that Kervan is given within a wave to make some calls; it need not make them. */
const WORK_AT_MOST_MS = 400;

/** Does one thing at a shop; what cannot be done at this moment (no order to pay) is left out. */
export async function perform(sale: Sale, action: Action): Promise<void> {
  const done = await attempt(sale, action);
  const name = done ? action.kind : `${action.kind} (not possible)`;
  sale.counts[name] = (sale.counts[name] ?? 0) + 1;
}

async function attempt(sale: Sale, action: Action): Promise<boolean> {
  const { books, kervan } = sale;
  switch (action.kind) {
    case 'sell':
      return sell(sale, action);
    case 'pay': {
      const order = pick(books.orders.filter(isUnpaid), action.nth);
      if (order === undefined) return false;
      order.shop.market.floor.pay(order.number);
      books.pay(order);
      return true;
    }
    case 'expire': {
      const order = pick(books.orders.filter(isUnpaid), action.nth);
      return order !== undefined && cancel(books, order, order.lines);
    }
    case 'cancel':
      return cancelSome(sale, action.nth, action.line);
    case 'return':
      return takeBackSome(sale, action.nth, action.line);
    case 'ship': {
      const order = pick(books.orders.filter(isOpen), action.nth);
      if (order === undefined) return false;
      order.shop.market.floor.ship(order.number);
      order.shipped = true;
      return true;
    }
    case 'repack': {
      const order = pick(books.orders.filter(isOpen), action.nth);
      order?.shop.market.floor.repack(order.number);
      return order !== undefined;
    }
    case 'deliver':
      await sale.deliver(action.product, action.pieces);
      books.deliver(action.product, action.pieces);
      return true;
    case 'panel':
      return editInPanel(sale, action);
    case 'storm':
      shopAt(sale, action.shop).market.faults.add({
        effect: { kind: 'limited', retryAfter: 1 },
        times: action.calls,
      });
      return true;
    case 'spoilWrite':
      return spoilWrite(sale, action);
    case 'mixReads':
      return mixReads(sale, action);
    case 'mixHooks':
      sale.post.add(action.how, action.deliveries);
      return true;
    case 'sync':
      await kervan.begin(shopAt(sale, action.shop), action.streams);
      return true;
    case 'letWork':
      return letWork(sale, action.calls);
    case 'kill':
      await kervan.killAndStart();
      return true;
  }
}

/** A customer buys of what was wanted what the shop still shows. */
function sell(sale: Sale, action: Extract<Action, { kind: 'sell' }>): boolean {
  const shop = shopAt(sale, action.shop);
  const lines = action.lines
    .map(({ product, pieces }) => ({ key: keyIn(shop, product), quantity: pieces }))
    .filter(({ key, quantity }) => (shop.market.floor.shelfRow(key)?.stock ?? 0) >= quantity);
  if (lines.length === 0) return false;
  const sold = shop.market.floor.sell(lines, { awaiting: action.awaiting });
  if (sold === null) return false;
  sale.books.sell(shop, sold, action.awaiting);
  return true;
}

const isUnpaid = (order: BookOrder): boolean => order.lines.some(({ state }) => state === 'awaiting');
const isOpen = (order: BookOrder): boolean =>
  !order.shipped && order.lines.some(({ state }) => state === 'sold') && !isUnpaid(order);

function cancelSome({ books }: Sale, nth: number, part: number | null): boolean {
  const order = pick(books.orders.filter(isOpen), nth);
  if (order === undefined) return false;
  const open = order.lines.filter(({ state }) => state === 'sold');
  const one = part === null ? undefined : pick(open, part);
  return cancel(books, order, one === undefined ? open : [one]);
}

function cancel(books: Books, order: BookOrder, lines: readonly BookLine[]): boolean {
  const { floor } = order.shop.market;
  if (lines.length === order.lines.length) floor.cancel(order.number);
  else
    floor.cancel(
      order.number,
      lines.map(({ lineKey }) => lineKey),
    );
  for (const line of lines) books.giveBack(order.shop, line, 'cancelled');
  return true;
}

function takeBackSome({ books }: Sale, nth: number, part: number | null): boolean {
  const candidates = books.orders.filter(
    ({ shipped, lines }) => shipped && lines.some(({ state }) => state === 'sold'),
  );
  const order = pick(candidates, nth);
  if (order === undefined) return false;
  const sold = order.lines.filter(({ state }) => state === 'sold');
  const one = part === null ? undefined : pick(sold, part);
  const back = one === undefined ? sold : [one];
  order.shop.market.floor.takeBack(
    order.number,
    back.map(({ lineKey }) => lineKey),
  );
  for (const line of back) books.giveBack(order.shop, line, 'returned');
  return true;
}

function editInPanel(sale: Sale, action: Extract<Action, { kind: 'panel' }>): boolean {
  const shop = shopAt(sale, action.shop);
  const key = keyIn(shop, action.product);
  const before = shop.market.floor.shelfRow(key)?.stock ?? 0;
  shop.market.floor.editStock(key, action.stock);
  if (action.stock > before) sale.books.panelRaised(shop, action.product);
  return true;
}

function spoilWrite(sale: Sale, action: Extract<Action, { kind: 'spoilWrite' }>): boolean {
  const { market, habits } = shopAt(sale, action.shop);
  const effect =
    action.how === 'failedAfter'
      ? ({ kind: 'failedAfter', status: 502 } as const)
      : ({ kind: action.how } as const);
  market.faults.add({ effect, match: habits.writes });
  return true;
}

/** Orders come twice in one answer, or the newest last. */
function mixReads(sale: Sale, action: Extract<Action, { kind: 'mixReads' }>): boolean {
  const { market, habits } = shopAt(sale, action.shop);
  const mix = (rows: readonly unknown[]): unknown[] =>
    action.how === 'twice' ? [...rows, ...rows] : rows.toReversed();
  market.faults.add({
    effect: { kind: 'rewrite', change: (body) => changeRecords(body, mix) },
    match: habits.orderReads,
    times: action.calls,
  });
  return true;
}

/** Changes the outermost list of records in an answer. */
export function changeRecords(body: unknown, change: (rows: readonly unknown[]) => unknown[]): unknown {
  if (Array.isArray(body)) return body.some(isRecord) ? change(body) : body;
  if (!isRecord(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, changeRecords(value, change)]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function letWork({ shops }: Sale, calls: number): Promise<boolean> {
  const made = () => shops.reduce((sum, { market }) => sum + market.requests.length, 0);
  const before = made();
  const end = Date.now() + WORK_AT_MOST_MS;
  while (made() < before + calls && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
  return true;
}

function shopAt({ shops }: Sale, index: number): Shop {
  const shop = shops[index % shops.length];
  if (shop === undefined) throw new Error('no shops');
  return shop;
}

function pick<T>(from: readonly T[], nth: number): T | undefined {
  return from.length === 0 ? undefined : from[nth % from.length];
}
