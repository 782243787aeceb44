import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createHttpClient } from './client';
import type { Clock, HttpClient, HttpRequest, Sleep } from './types';

/** For tests: a loopback server and requests to it. */
export interface TestServer {
  readonly url: string;
  readonly hostPort: string;
  readonly seen: { method: string; path: string; headers: IncomingMessage['headers'] }[];
  stop(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export async function startTestServer(handler: Handler): Promise<TestServer> {
  const seen: TestServer['seen'] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers });
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const hostPort = `127.0.0.1:${address.port}`;
  return {
    url: `http://${hostPort}`,
    hostPort,
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function clientFor(server: TestServer): HttpClient {
  return createHttpClient({ policy: { allowHosts: [server.hostPort] } });
}

export function requestTo(server: TestServer, path: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    url: new URL(server.url + path),
    headers: {},
    origins: [server.url],
    timeoutMs: 10_000,
    maxBytes: 1_000_000,
    signal: new AbortController().signal,
    ...more,
  };
}

/** A clock that only moves when somebody sleeps; it keeps the sleeps for the test to read. */
export function createFakeTime(start = Date.UTC(2026, 10, 24, 5)): {
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly slept: number[];
  advance(milliseconds: number): void;
} {
  let now = start;
  const slept: number[] = [];
  return {
    clock: { now: () => now },
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      slept.push(milliseconds);
      now += milliseconds;
    },
    slept,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
