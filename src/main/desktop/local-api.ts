import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApiApp } from '../api/app';
import { type ApiServer, listen } from '../api/server';
import type { Log } from '../log/log';
import type { KervanService } from '../service/service';

/** The token of the first start; its owner may delete the file after copying it. */
const TOKEN_FILE = 'api-token';
const PORT_FILE = 'api-port';

export interface LocalApiOptions {
  readonly service: KervanService;
  readonly dataDir: string;
  readonly version: string;
  readonly log: Log;
}

/** The local API beside the window: on the port of last time while that is free, else on any. */
export async function openLocalApi({ service, dataDir, version, log }: LocalApiOptions): Promise<ApiServer> {
  const app = createApiApp({ ...service, version, log });
  const { first } = service.tokens;
  if (first !== null) writeFileSync(join(dataDir, TOKEN_FILE), `${first}\n`, { mode: 0o600 });
  const kept = readPort(join(dataDir, PORT_FILE));
  const server = await listen(app, kept).catch(() => listen(app, 0));
  writeFileSync(join(dataDir, PORT_FILE), new URL(server.url).port, { mode: 0o600 });
  log.info('local API listens', { url: server.url });
  return server;
}

function readPort(file: string): number {
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8').trim()) : 0;
  return Number.isInteger(port) && port >= 1024 && port <= 65_535 ? port : 0;
}
