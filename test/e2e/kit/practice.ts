import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Marketplace } from '../../marketplaces/kit/marketplace';

/** What a test needs to know of a practice marketplace, whatever its data look like. */
export type Practice = Pick<Marketplace<unknown>, 'id' | 'url' | 'credentials' | 'faults' | 'stop'>;

/**
 * Writes the file that tells Kervan which practice marketplaces run, as the demo does, and returns
 * the environment that puts it to use: the connect form then offers to fill itself in.
 */
export function practiceEnvironment(
  folder: string,
  markets: readonly Pick<Practice, 'id' | 'url' | 'credentials'>[],
): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'practice.json');
  const marketplaces = markets.map(({ id, url, credentials }) => ({ id, url, credentials }));
  writeFileSync(path, JSON.stringify({ marketplaces }));
  return {
    KERVAN_DEMO_FILE: path,
    KERVAN_ALLOW_HOSTS: markets.map(({ url }) => new URL(url).host).join(','),
  };
}

/** Changes a key at the marketplace, as a merchant does in the seller panel: the old one is refused from now on. */
export function changeKey(market: Practice, field: string, value: string): void {
  Object.assign(market.credentials, { [field]: value });
}

export async function stopAll(markets: readonly Practice[]): Promise<void> {
  await Promise.all(markets.map((market) => market.stop()));
}
