import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startWooCommerce } from '../../marketplaces/woocommerce/server';

export interface ShopProcess {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  stop(): void;
}

/** The practice shop in a process of its own, so that its work is not counted. */
export async function startShopProcess(products: number): Promise<ShopProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(import.meta.url), String(products)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the practice shop ended with ${code}`)));
  });
  return { ...(JSON.parse(line) as Omit<ShopProcess, 'stop'>), stop: () => void child.kill('SIGKILL') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const market = await startWooCommerce({ products: Number(process.argv[2]), orders: 100 });
  process.stdout.write(`${JSON.stringify({ url: market.url, credentials: market.credentials })}\n`);
}
