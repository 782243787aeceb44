import { createHmac } from 'node:crypto';
import type { Random } from '../../marketplaces/kit/random';

export const HOOK_SECRET = 'a-secret-nobody-guesses';

export interface Request {
  method: string;
  path: string;
  headers: [string, string][];
  body: Buffer;
  /** Bytes as they go out, when they are no request any more. */
  raw?: Buffer;
}

const body = Buffer.from('{"id":5512,"status":"processing","billing":{"first_name":"Şule"}}', 'utf8');
const signature = createHmac('sha256', HOOK_SECRET).update(body).digest('base64');

export function honestRequest(token: string, number: number): Request {
  return {
    method: 'POST',
    path: `/hooks/${token}`,
    headers: [
      ['Host', 'kervan.example'],
      ['Content-Type', 'application/json'],
      ['X-WC-Webhook-Topic', 'order.updated'],
      ['X-WC-Webhook-Delivery-ID', `d-${number}`],
      ['X-WC-Webhook-Signature', signature],
      ['Content-Length', String(body.length)],
      ['Connection', 'close'],
    ],
    body,
  };
}

type Bend = (request: Request, random: Random) => void;
const change = (request: Request, name: string, value: (before: string) => string): void => {
  for (const header of request.headers) if (header[0] === name) header[1] = value(header[1]);
};
const drop = (request: Request, name: string): void => {
  request.headers = request.headers.filter(([own]) => own !== name);
};
const byte = (random: Random) => random.integer(0, 255);
const flip = (content: Buffer, random: Random): Buffer => {
  const bent = Buffer.from(content);
  const at = random.integer(0, bent.length - 1);
  bent[at] = (bent[at] ?? 0) ^ (1 << random.integer(0, 7));
  return bent;
};
const oneCharacter = (text: string, random: Random): string => {
  const at = random.integer(0, text.length - 1);
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
};
export const serialised = ({ method, path, headers, body: content, raw }: Request): Buffer =>
  raw ??
  Buffer.concat([
    Buffer.from(
      `${method} ${path} HTTP/1.1\r\n${headers.map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n`,
      'latin1',
    ),
    content,
  ]);

/** None of these leaves a request that proves itself. */
export const BENDS: readonly Bend[] = [
  (one, random) => change(one, 'X-WC-Webhook-Signature', (value) => oneCharacter(value, random)),
  (one, random) => change(one, 'X-WC-Webhook-Signature', (value) => value.slice(0, random.integer(0, 43))),
  (one) => change(one, 'X-WC-Webhook-Signature', (value) => value + value),
  (one) => one.headers.push(['X-WC-Webhook-Signature', signature]),
  (one) => drop(one, 'X-WC-Webhook-Signature'),
  (one) => change(one, 'X-WC-Webhook-Signature', (value) => Buffer.from(value, 'base64').toString('hex')),
  (one) => change(one, 'X-WC-Webhook-Signature', (value) => value.replaceAll('=', '')),
  (one, random) => {
    one.body = flip(one.body, random);
  },
  (one, random) => {
    one.body = Buffer.concat([one.body, Buffer.from([byte(random)])]);
    change(one, 'Content-Length', () => String(one.body.length));
  },
  (one, random) => {
    one.body = one.body.subarray(0, random.integer(0, one.body.length - 1));
    change(one, 'Content-Length', () => String(one.body.length));
  },
  (one, random) => {
    one.body = Buffer.from(Array.from({ length: random.integer(0, 400) }, () => byte(random)));
    change(one, 'Content-Length', () => String(one.body.length));
  },
  (one, random) => {
    one.path = oneCharacter(one.path, random);
  },
  (one, random) => {
    one.path = `${one.path}${random.pick(['/', '/..', '%00', '?x', '#', '/../../api/connections', ';', '\\'])}`;
  },
  (one, random) => {
    one.method = random.pick(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'post', 'XPOST']);
  },
  (one, random) =>
    change(one, 'Content-Length', () => random.pick(['-1', '0', '1e9', '99999999999', 'abc', '1,2', '+5'])),
  (one) => {
    one.headers.push(['Transfer-Encoding', 'chunked']);
  },
  (one, random) => {
    drop(one, 'Content-Length');
    one.headers.push([
      'Transfer-Encoding',
      random.pick(['chunked, chunked', 'gzip', 'xchunked', 'identity']),
    ]);
  },
  (one, random) => {
    drop(one, 'Content-Length');
    one.headers.push(['Transfer-Encoding', 'chunked']);
    one.body = Buffer.from(
      random.pick(['zz\r\n', 'ffffffffffffffff\r\nx', '5\r\nabc', '-1\r\n', '1;x=y\r\n']),
    );
  },
  (one, random) => {
    one.headers.push([`X-${'a'.repeat(random.integer(1, 20_000))}`, 'x']);
    drop(one, 'X-WC-Webhook-Signature');
  },
  (one, random) => {
    for (let count = random.integer(50, 2_000); count > 0; count -= 1) one.headers.push([`X-${count}`, 'y']);
    drop(one, 'X-WC-Webhook-Signature');
  },
  (one, random) => {
    one.headers.push(['Content-Encoding', random.pick(['gzip', 'br', 'deflate', 'gzip, gzip'])]);
  },
  (one, random) => {
    const at = random.integer(0, one.headers.length - 1);
    const header = one.headers[at];
    if (header) header[1] = `${header[1]}\u0000\r\nX-Injected: ${random.integer(0, 9)}`;
    drop(one, 'X-WC-Webhook-Signature');
  },
  (one, random) => {
    one.raw = Buffer.from(Array.from({ length: random.integer(1, 600) }, () => byte(random)));
  },
  (one, random) => {
    const bytes = serialised(one);
    one.raw = bytes.subarray(0, random.integer(1, bytes.length - 1));
  },
];
