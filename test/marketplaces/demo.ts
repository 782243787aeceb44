import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HepsiburadaData } from './hepsiburada/data';
import { startHepsiburada } from './hepsiburada/server';
import { DEFAULT_SEED, type Marketplace, type MarketplaceOptions } from './kit/marketplace';
import { Random } from './kit/random';
import { startShopify } from './shopify/server';
import type { ShopifyShop } from './shopify/shop';
import type { TrendyolData } from './trendyol/data';
import { startTrendyol } from './trendyol/server';
import { startWooCommerce } from './woocommerce/server';
import type { WooShop } from './woocommerce/shop';

const FIRST_PORT = 47_811;
const PORTS_TO_TRY = 40;
/** A shop where something happens now and then, not a load test. */
const TRICKLE_MS = 20_000;

export interface DemoOptions {
  seed?: number;
  /** Products and orders of each marketplace (default 2500 and 1500). */
  products?: number;
  orders?: number;
  firstPort?: number;
  /** Milliseconds between two events (default 20,000; 0 switches them off). */
  trickleMs?: number;
}

export interface Demo {
  marketplaces: { id: string; url: string; credentials: Readonly<Record<string, string>> }[];
  /** Makes one event happen in every marketplace now: a new order and an edit. */
  stir(): void;
  stop(): Promise<void>;
}

/** All practice marketplaces at once, on the preferred ports or the next free ones, with a little life in them. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const seed = options.seed ?? DEFAULT_SEED;
  const firstPort = options.firstPort ?? FIRST_PORT;
  // One merchant with four shops: most goods are in all of them.
  const size = {
    seed,
    products: options.products ?? 2_500,
    orders: options.orders ?? 1_500,
    sharedGoods: true,
  };
  const started: Marketplace<unknown>[] = [];
  const start = async <M extends Marketplace<unknown>>(
    begin: (settings: MarketplaceOptions) => Promise<M>,
  ): Promise<M> => {
    const made = await onFreePort(firstPort + started.length, (port) => begin({ ...size, port }));
    started.push(made);
    return made;
  };
  const stopAll = async (): Promise<void> => {
    await Promise.all(started.map((each) => each.stop()));
  };
  try {
    const trendyol = await start(startTrendyol);
    const hepsiburada = await start(startHepsiburada);
    const woocommerce = await start(startWooCommerce);
    const shopify = await start(startShopify);
    const random = new Random(seed).fork('demo');
    const stir = (): void => {
      stirTrendyol(trendyol.data, random);
      stirHepsiburada(hepsiburada.data, random);
      stirWooCommerce(woocommerce.data, random);
      stirShopify(shopify.data, random);
    };
    const pause = options.trickleMs ?? TRICKLE_MS;
    const timer = pause > 0 ? setInterval(stir, pause) : undefined;
    return {
      marketplaces: started.map(({ id, url, credentials }) => ({ id, url, credentials })),
      stir,
      stop: async () => {
        clearInterval(timer);
        await stopAll();
      },
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function onFreePort<M>(preferred: number, begin: (port: number) => Promise<M>): Promise<M> {
  for (let port = preferred; port < preferred + PORTS_TO_TRY; port += 1) {
    try {
      return await begin(port);
    } catch (error) {
      if (!isPortTaken(error)) throw error;
    }
  }
  return begin(0);
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');

function stirTrendyol(data: TrendyolData, random: Random): void {
  data.addOrder();
  const { variant, content } = random.pick(data.variants());
  if (random.chance(0.5)) data.editVariant(variant.barcode, { quantity: random.integer(0, 300) });
  else data.editProduct(content.contentId, { title: content.title });
  const waiting = [...data.packages.values()].filter((each) => each.status === 'Created');
  if (waiting.length > 0) data.setStatus(random.pick(waiting).shipmentPackageId, 'Picking');
}

function stirHepsiburada(data: HepsiburadaData, random: Random): void {
  data.addOrder();
  data.editListing(random.pick(data.listings()).merchantSku, { availableStock: random.integer(0, 300) });
  const waiting = [...data.orders.values()].filter((order) =>
    order.lines.some((line) => line.status === 'Open'),
  );
  if (waiting.length > 0) data.pack(random.pick(waiting).orderNumber);
}

function stirWooCommerce(data: WooShop, random: Random): void {
  const simple = [...data.products.values()].filter(
    (each) => each.type === 'simple' && each.status === 'publish',
  );
  if (simple.length === 0) return;
  data.addOrder([{ productId: random.pick(simple).id, quantity: random.integer(1, 3) }]);
  data.editProduct(random.pick(simple).id, { stockQuantity: random.integer(0, 300) });
}

function stirShopify(data: ShopifyShop, random: Random): void {
  const variants = [...data.variants.keys()];
  if (variants.length === 0) return;
  data.addOrder([{ variantId: random.pick(variants), quantity: random.integer(1, 3) }]);
  data.editVariant(random.pick(variants), { price: random.integer(5_000, 90_000) });
}

async function main(): Promise<void> {
  const demo = await startDemo();
  const stop = (): void => {
    demo.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // Whoever started the marketplaces may be killed without a word: then nobody needs them any more.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 2_000).unref();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`${JSON.stringify({ ready: true, marketplaces: demo.marketplaces })}\n`);
}

const program = process.argv[1];
if (program !== undefined && realpathSync(program) === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    process.stderr.write(`practice marketplaces did not start: ${String(error)}\n`);
    process.exit(1);
  });
}
