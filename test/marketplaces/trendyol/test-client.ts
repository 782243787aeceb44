import { z } from 'zod';
import type { Marketplace } from '../kit/marketplace';

const bodySchema = z.record(z.string(), z.unknown());
const recordsSchema = z.array(bodySchema);

export interface Called {
  status: number;
  body: Record<string, unknown>;
  text: string;
}

/** The headers that Trendyol asks for. */
export function headersOf(credentials: Readonly<Record<string, string>>): Record<string, string> {
  return {
    authorization: `Basic ${Buffer.from(`${credentials.apiKey}:${credentials.apiSecret}`).toString('base64')}`,
    'user-agent': `${credentials.sellerId} - SelfIntegration`,
  };
}

/** One GET as a well-behaved client makes it; `headers` replaces single headers. */
export async function call(
  shop: Marketplace<unknown>,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Called> {
  const answer = await fetch(shop.url + path, {
    method,
    headers: { ...headersOf(shop.credentials), ...headers },
  });
  const text = await answer.text();
  return { status: answer.status, body: bodySchema.parse(JSON.parse(text)), text };
}

export function records(called: Called): Record<string, unknown>[] {
  return recordsSchema.parse(called.body.content);
}

/** Follows nextPageToken to the end. */
export async function paged(
  shop: Marketplace<unknown>,
  path: string,
): Promise<{ items: Record<string, unknown>[]; tokens: unknown[] }> {
  const items: Record<string, unknown>[] = [];
  const tokens: unknown[] = [];
  for (let next = path; ; ) {
    const answer = await call(shop, next);
    if (records(answer).length === 0) return { items, tokens };
    items.push(...records(answer));
    tokens.push(answer.body.nextPageToken);
    const separator = path.includes('nextPageToken=') ? path.slice(0, path.indexOf('&nextPageToken=')) : path;
    next = `${separator}&nextPageToken=${encodeURIComponent(String(answer.body.nextPageToken))}`;
  }
}
