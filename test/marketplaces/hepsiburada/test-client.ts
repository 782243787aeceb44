import { z } from 'zod';
import type { Marketplace } from '../kit/marketplace';

const recordSchema = z.record(z.string(), z.unknown());

export interface Called {
  status: number;
  body: unknown;
  headers: Headers;
}

export function headersOf(credentials: Readonly<Record<string, string>>): Record<string, string> {
  return {
    authorization: `Basic ${Buffer.from(`${credentials.username}:${credentials.serviceKey}`).toString('base64')}`,
    'user-agent': credentials.userAgent ?? '',
  };
}

/** One GET as a well-behaved client makes it; a body that is no JSON is given as text. */
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
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  const body: unknown = isJson ? JSON.parse(text) : text;
  return { status: answer.status, body, headers: answer.headers };
}

/** The list under `name`, or the body itself when it is a bare array. */
export function rows(called: Called, name?: string): Record<string, unknown>[] {
  const list = name === undefined ? called.body : recordSchema.parse(called.body)[name];
  return z.array(recordSchema).parse(list);
}

export function field(called: Called, name: string): unknown {
  return recordSchema.parse(called.body)[name];
}
