import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type GivenProduct, type MarketplaceWithFloor, turkishEan13 } from '../../marketplaces/kit';
import { startTrendyol } from '../../marketplaces/trendyol/server';
import { startWooCommerce } from '../../marketplaces/woocommerce/server';

const integrationSchema = z.enum(['woocommerce', 'trendyol']);
export type BenchIntegration = z.infer<typeof integrationSchema>;

const orderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sell'), id: z.number(), shop: z.number(), product: z.number() }),
  z.object({ kind: z.literal('calls'), id: z.number() }),
]);
const readySchema = z.object({
  shops: z.array(
    z.object({ url: z.string(), credentials: z.record(z.string(), z.string()), keys: z.array(z.string()) }),
  ),
});
const answerSchema = z.object({
  id: z.number(),
  calls: z.array(z.record(z.string(), z.number())).optional(),
});

export interface BenchShop {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** The channel's key of each product. */
  readonly keys: readonly string[];
}

export interface BenchShops {
  readonly integration: BenchIntegration;
  readonly shops: readonly BenchShop[];
  /** A customer buys one piece. */
  sell(shop: number, product: number): Promise<void>;
  /** Calls received per kind of endpoint, shop by shop. */
  calls(): Promise<readonly Readonly<Record<string, number>>[]>;
  stop(): void;
}

/** The goods of every shop: equal barcodes, so that they can be told apart and matched. */
export function benchGoods(products: number, stock: number): GivenProduct[] {
  return Array.from({ length: products }, (_, index) => ({
    sku: `BNC-${String(index + 1).padStart(6, '0')}`,
    barcode: turkishEan13(index),
    title: `Havlu ${index + 1}`,
    stock,
    price: `${100 + (index % 400)}.90`,
  }));
}

/** Practice shops in a process of their own, so that their work is not counted. */
export async function startShopsProcess(
  integration: BenchIntegration,
  count: number,
  products: number,
  stock: number,
): Promise<BenchShops> {
  const given = [integration, count, products, stock].map(String);
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), ...given], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [ready] = await once(child, 'message');
  const { shops } = readySchema.parse(ready);
  let id = 0;
  const ask = async (order: object) => {
    id += 1;
    return answered(child, id, { ...order, id });
  };
  return {
    integration,
    shops,
    sell: async (shop, product) => void (await ask({ kind: 'sell', shop, product })),
    calls: async () => (await ask({ kind: 'calls' })).calls ?? [],
    stop: () => void child.kill('SIGKILL'),
  };
}

async function answered(child: ChildProcess, id: number, order: object) {
  child.send(order);
  for (;;) {
    const [message] = await once(child, 'message');
    const answer = answerSchema.parse(message);
    if (answer.id === id) return answer;
  }
}

/** In the shops' own process. */
async function serve(): Promise<void> {
  const [integration, count, products, stock] = process.argv.slice(2);
  const kind = integrationSchema.parse(integration);
  const catalogue = benchGoods(Number(products), Number(stock));
  const markets: MarketplaceWithFloor<unknown>[] = [];
  for (let seed = 1; seed <= Number(count); seed += 1) {
    const options = { seed, catalogue, orders: 0, scale: 10_000 };
    markets.push(
      kind === 'woocommerce'
        ? await startWooCommerce(options)
        : await startTrendyol({ ...options, workMs: 0 }),
    );
  }
  const keys = markets.map(({ floor }) => {
    const byBarcode = new Map(floor.shelf().map((row) => [row.barcode, row.key]));
    return catalogue.map(({ barcode }) => byBarcode.get(barcode) ?? '');
  });
  // The measurement ended, however it did.
  process.on('disconnect', () => process.exit());
  process.on('message', (message) => {
    const order = orderSchema.parse(message);
    if (order.kind === 'calls') {
      process.send?.({ id: order.id, calls: markets.map(({ floor }) => ({ ...floor.calls })) });
      return;
    }
    const sold = markets[order.shop]?.floor.sell([
      { key: keys[order.shop]?.[order.product] ?? '', quantity: 1 },
    ]);
    if (!sold) throw new Error(`shop ${order.shop} has no more of product ${order.product}`);
    process.send?.({ id: order.id });
  });
  process.send?.({
    shops: markets.map(({ url, credentials }, index) => ({ url, credentials, keys: keys[index] })),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve();
