import { expect } from 'vitest';
import type { InProcess } from '../../integration/kit/service-in-process';

interface RunBody {
  readonly state: string;
  readonly finished: boolean;
  readonly streams: readonly {
    stream: string;
    state: string;
    received: number;
    odd: number;
    error: { code: string } | null;
  }[];
}

export const KEYS = { consumerKey: 'ck_SecretOfTheMerchant0123', consumerSecret: 'cs_OtherSecret+/=&"4567' };

/** A saved WooCommerce connection to this server, read by hand only. */
export async function connectShop(kervan: InProcess, siteUrl: string): Promise<string> {
  const answer = await kervan.ask('POST', '/api/connections', {
    integration: 'woocommerce',
    name: 'Mağaza',
    credentials: { ...KEYS, siteUrl },
    settings: { schedules: { products: { everyMinutes: 0 }, orders: { everyMinutes: 0 } } },
  });
  expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
  return (answer.body as { id: string }).id;
}

/** One full reading of the products, to its end. */
export async function readProducts(kervan: InProcess, id: string): Promise<RunBody> {
  const started = await kervan.ask('POST', `/api/connections/${id}/sync`, {
    streams: ['products'],
    mode: 'full',
  });
  expect(started.status).toBe(202);
  const { runId } = started.body as { runId: string };
  return expect
    .poll(async () => (await kervan.ask('GET', `/api/runs/${runId}`)).body as RunBody, {
      timeout: 25_000,
      interval: 50,
    })
    .toMatchObject({ finished: true })
    .then(async () => (await kervan.ask('GET', `/api/runs/${runId}`)).body as RunBody);
}
