import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../shared/errors/app-error';
import type { Log } from '../log/log';
import { judge } from './delivery';
import type { Doors, Entrance } from './door';
import type { InboxQueue } from './inbox-queue';
import type { Probes } from './probes';

export interface ListenerOptions {
  readonly doors: Doors;
  readonly inbox: Pick<InboxQueue, 'add' | 'refuse'>;
  readonly probes: Probes;
  readonly now: () => number;
  readonly log: Log;
  readonly limits?: Partial<ListenerLimits>;
}

export interface ListenerLimits {
  readonly bodyBytes: number;
  /** Of all bodies being read. */
  readonly bytesAtOnce: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly connections: number;
}

/** Channels send up to some megabytes (a product with two thousand variants) and give up after five seconds. */
const LIMITS: ListenerLimits = {
  bodyBytes: 8 * 1024 * 1024,
  bytesAtOnce: 64 * 1024 * 1024,
  headersMs: 5_000,
  requestMs: 15_000,
  connections: 1_000,
};
const HEADER_BYTES = 16 * 1024;
const IDLE_MS = 10_000;

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * The only thing a tunnel may lead to: POST to the address of a connection on 127.0.0.1. Everything else is answered 404 without
 * a word. A delivery is answered 200 when it is on disk, before anything is done with it.
 */
export function startListener(options: ListenerOptions, port: number): Promise<Listener> {
  const limits = { ...LIMITS, ...options.limits };
  const room = new Room(limits.bytesAtOnce);
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response, { ...options, limits, room }).catch((error: unknown) => {
      options.log.error('delivery not stored', { error });
      end(response, 500);
    });
  };
  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: IDLE_MS,
      connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
    },
    answer,
  );
  server.maxConnections = limits.connections;
  // A client that asks first is told to go on only when there is a door.
  server.on('checkContinue', answer);
  server.on('checkExpectation', (_request, response: ServerResponse) => end(response, 404));
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new AppError('hook.portTaken', { facts: { port, reason: cause.code ?? 'listen' }, cause })),
    );
    server.listen(port, '127.0.0.1', () => {
      const { port: chosen } = server.address() as AddressInfo;
      resolve({ port: chosen, close: () => close(server) });
    });
  });
}

interface Tools extends ListenerOptions {
  readonly limits: ListenerLimits;
  readonly room: Room;
}

async function serve(request: IncomingMessage, response: ServerResponse, tools: Tools): Promise<void> {
  const { doors, probes, limits } = tools;
  const target = probes.find(request.method, request.url) ?? doors.find(request.method, request.url);
  if (target === undefined) return end(response, 404);
  if (isTooLong(request, limits.bodyBytes)) return end(response, 413);
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return end(response, 415);
  if (request.headers.expect !== undefined) response.writeContinue();
  const body = await readBody(request, limits.bodyBytes, tools.room);
  if (body === 'gone') return;
  if (body === 'tooLong') return end(response, 413);
  if (body === 'noRoom') return end(response, 503);
  if ('answer' in target) return end(response, 200, target.answer(body));
  await take(target, request, response, body, tools);
}

async function take(
  entrance: Entrance,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  { inbox, now }: Pick<Tools, 'inbox' | 'now'>,
): Promise<void> {
  const verdict = judge(entrance, request.headersDistinct, body, now());
  switch (verdict.kind) {
    case 'refused':
      inbox.refuse(entrance.door.connectionId);
      return end(response, 401);
    case 'ping':
      return end(response, 200);
    case 'accepted':
      await inbox.add(verdict.delivery);
      return end(response, 200);
  }
}

function isTooLong(request: IncomingMessage, most: number): boolean {
  const told = request.headers['content-length'];
  return told !== undefined && Number(told) > most;
}

/** How many bytes all requests together may hold. */
class Room {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  give(bytes: number): void {
    this.#left += bytes;
  }
}

function readBody(
  request: IncomingMessage,
  most: number,
  room: Room,
): Promise<Buffer | 'tooLong' | 'noRoom' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let settled = false;
    const settle = (result: Buffer | 'tooLong' | 'noRoom' | 'gone'): void => {
      if (settled) return;
      settled = true;
      room.give(size);
      resolve(result);
    };
    request.on('data', (chunk: Buffer) => {
      if (settled) return;
      if (size + chunk.length > most) return settle('tooLong');
      if (!room.take(chunk.length)) return settle('noRoom');
      size += chunk.length;
      chunks.push(chunk);
    });
    request.on('end', () => settle(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', () => settle('gone'));
    request.on('close', () => settle('gone'));
  });
}

/** An answer that says nothing beyond its number. What was not read of the request is not waited for. */
function end(response: ServerResponse, status: number, text = ''): void {
  if (response.headersSent || response.destroyed) return;
  response.sendDate = false;
  const unread = !response.req.complete;
  response.writeHead(status, {
    'content-length': Buffer.byteLength(text),
    ...(status === 503 ? { 'retry-after': '1' } : {}),
    ...(unread ? { connection: 'close' } : {}),
  });
  response.end(text);
  if (unread) response.once('finish', () => response.req.destroy());
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Who is in the middle of a delivery gets its answer; nobody holds the process longer.
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}
