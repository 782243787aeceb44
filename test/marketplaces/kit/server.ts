import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Answer, bodyBytes, json } from './answer';
import { type Delivery, FaultPlan, type FaultWords } from './faults';
import type { LoggedRequest, MarketplaceRequest } from './request';

const LOG_KEEPS = 50_000;
const BODY_LIMIT = 32 * 1024 * 1024;

export interface LoopbackOptions {
  /** Answers one request; whatever it throws becomes a 500. */
  handle(request: MarketplaceRequest): Answer | Promise<Answer>;
  now: () => number;
  /** 0 or undefined takes any free port. */
  port?: number;
  words?: FaultWords;
  /** Told of every request on arrival, before gates and faults. */
  received?(request: MarketplaceRequest): void;
}

export interface Loopback {
  url: string;
  requests: LoggedRequest[];
  faults: FaultPlan;
  stop(): Promise<void>;
}

/** An HTTP server on 127.0.0.1 with a request log and a fault plan; the rules of the channel are in `handle`. */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const requests: LoggedRequest[] = [];
  const faults = new FaultPlan(options.words);
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = 30_000;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, options.now);
    const entry = logEntry(request);
    options.received?.(request);
    requests.push(entry);
    if (requests.length > LOG_KEEPS) requests.splice(0, LOG_KEEPS / 2);
    await faults.pass(request);
    const effect = faults.strike(request);
    if (effect !== undefined) entry.fault = effect.kind;
    const delivery = await faults.apply(effect, request, () => safely(options, request));
    if (!delivery.reset) entry.status = delivery.answer.status;
    await send(delivery, request, outgoing);
  }

  await listen(server, options.port ?? 0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    faults,
    stop: () =>
      new Promise<void>((resolve) => {
        faults.clear();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function safely(options: LoopbackOptions, request: MarketplaceRequest): Promise<Answer> {
  try {
    return await options.handle(request);
  } catch (error) {
    process.stderr.write(`practice marketplace failed on ${request.path}: ${String(error)}\n`);
    return json(500, { message: 'practice marketplace: internal error' });
  }
}

async function readRequest(incoming: IncomingMessage, now: () => number): Promise<MarketplaceRequest> {
  const at = now();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > BODY_LIMIT) throw new Error('request body too large');
    chunks.push(bytes);
  }
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
    at,
  };
}

function logEntry(request: MarketplaceRequest): LoggedRequest {
  return {
    method: request.method,
    path: request.path,
    query: Object.fromEntries(request.query),
    search: request.query.toString(),
    headers: request.headers,
    body: request.body.toString('utf8'),
    status: 0,
    at: request.at,
  };
}

async function send(
  delivery: Delivery,
  request: MarketplaceRequest,
  outgoing: ServerResponse,
): Promise<void> {
  if (delivery.reset) {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  if (delivery.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delivery.delayMs));
  if (outgoing.destroyed) return;
  const { answer } = delivery;
  const body = bodyBytes(answer);
  const bodyless = request.method === 'HEAD' || answer.status === 204 || answer.status === 304;
  outgoing.statusCode = answer.status;
  // The channel's own clock, also where a test moves it.
  outgoing.setHeader('date', new Date(request.at).toUTCString());
  for (const [name, value] of Object.entries(answer.headers)) outgoing.setHeader(name, value);
  outgoing.setHeader('content-length', body.length);
  if (bodyless) outgoing.end();
  else if (delivery.cutAfter === undefined) outgoing.end(body);
  else outgoing.write(body.subarray(0, delivery.cutAfter), () => outgoing.socket?.destroy());
}
