import { startWooCommerce, type WooCommerceMarketplace, type WooCommerceOptions } from './server';

export type Json = Record<string, unknown>;

export const START = Date.UTC(2026, 10, 24, 9, 30, 0);
let running: WooCommerceMarketplace | undefined;
/** The shop's clock, moved by the test. */
export const clock = { now: START };

export async function open(options: WooCommerceOptions = {}): Promise<WooCommerceMarketplace> {
  clock.now = START;
  running = await startWooCommerce({ products: 120, orders: 60, now: () => clock.now, ...options });
  return running;
}

export async function close(): Promise<void> {
  await running?.stop();
  running = undefined;
}

export function basic(
  shop: WooCommerceMarketplace,
  secret = shop.credentials.consumerSecret,
): Record<string, string> {
  return {
    authorization: `Basic ${Buffer.from(`${shop.credentials.consumerKey}:${secret}`).toString('base64')}`,
  };
}

export async function call(
  shop: WooCommerceMarketplace,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; body: unknown; text: string }> {
  const answer = await fetch(`${shop.credentials.siteUrl}/wp-json/wc/v3/${path}`, {
    headers: basic(shop),
    ...init,
  });
  const text = await answer.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status: answer.status, headers: answer.headers, body, text };
}

export async function list(shop: WooCommerceMarketplace, path: string): Promise<Json[]> {
  const { status, body, text } = await call(shop, path);
  if (status !== 200 || !Array.isArray(body)) throw new Error(`${status} ${text.slice(0, 200)}`);
  return body as Json[];
}

export async function everything(shop: WooCommerceMarketplace, path: string): Promise<Json[]> {
  const rows: Json[] = [];
  for (let page = 1; ; page += 1) {
    const part = await list(shop, `${path}${path.includes('?') ? '&' : '?'}per_page=100&page=${page}`);
    rows.push(...part);
    if (part.length < 100) return rows;
  }
}
