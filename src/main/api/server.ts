import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { AppError } from '../../shared/errors/app-error';

export interface ApiServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 only; port 0 takes any free one. */
export function listen(app: Hono, port: number): Promise<ApiServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (info: AddressInfo) => {
      resolve({ url: `http://127.0.0.1:${info.port}`, close: () => close(server) });
    });
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new AppError('input.invalid', {
          facts: { field: 'port', reason: cause.code ?? 'listen', port },
          cause,
        }),
      ),
    );
  });
}

function close(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Idle keep-alive connections would hold the process for seconds.
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
