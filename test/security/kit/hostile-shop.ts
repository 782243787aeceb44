import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface HostileShop {
  readonly url: string;
  readonly host: string;
  readonly requests: string[];
  stop(): Promise<void>;
}

/** A server that plays a WooCommerce shop; what it answers to a path is up to the attack. */
export async function startHostileShop(
  answer: (request: IncomingMessage, response: ServerResponse, path: string) => void,
): Promise<HostileShop> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://shop').pathname.replace('/wp-json/wc/v3', '');
    requests.push(`${request.method} ${path}`);
    answer(request, response, path);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const host = `127.0.0.1:${address.port}`;
  return {
    url: `http://${host}`,
    host,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  sendText(response, JSON.stringify(value), status);
}

export function sendText(response: ServerResponse, text: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-wp-total': '1' }).end(text);
}

/** A product as WooCommerce lists it. */
export function wooProduct(id: number, more: object = {}): Record<string, unknown> {
  return {
    id,
    name: `Ürün ${id}`,
    type: 'simple',
    status: 'publish',
    sku: `SKU-${id}`,
    price: '10.00',
    regular_price: '10.00',
    sale_price: '',
    manage_stock: true,
    stock_quantity: 3,
    stock_status: 'instock',
    description: '',
    permalink: 'https://shop.example/p',
    images: [],
    categories: [],
    attributes: [],
    variations: [],
    date_modified_gmt: '2026-11-01T10:00:00',
    ...more,
  };
}
