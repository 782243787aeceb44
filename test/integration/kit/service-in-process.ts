import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { createApiApp } from '../../../src/main/api/app';
import { silentLog } from '../../../src/main/log/log';
import { createService } from '../../../src/main/service/create-service';
import type { KervanService } from '../../../src/main/service/service';
import { createSecretRegistry, masterKeyKeyring } from '../../../src/main/vault';
import { watched } from './api-conformance';

export interface InProcess {
  readonly service: KervanService;
  readonly app: Hono;
  readonly dataDir: string;
  /** Asks the API as a caller on this machine with the right token. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown; text: string }>;
  /** Asks for what must be answered well; gives the body. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}

export const TOKEN = 'in-process-token';

/** The service in this process, for questions that need no process of its own. */
export async function startInProcess(
  allowHosts: readonly string[] = [],
  now: () => number = Date.now,
): Promise<InProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kervan-service-'));
  const service = await createService({
    dataDir,
    keyring: masterKeyKeyring(randomBytes(32)),
    secretRegistry: createSecretRegistry(),
    version: '0.0.0-test',
    allowHosts,
    practice: false,
    apiToken: TOKEN,
    now,
    log: silentLog,
  });
  await service.start();
  const app = watched(createApiApp({ ...service, version: '0.0.0-test', log: silentLog }));
  const ask: InProcess['ask'] = async (method, path, body, headers = {}) => {
    const response = await app.request(`http://127.0.0.1:1${path}`, {
      method,
      headers: { host: '127.0.0.1:1', authorization: `Bearer ${TOKEN}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: text === '' ? null : JSON.parse(text) };
  };
  return {
    service,
    app,
    dataDir,
    ask,
    async call<T>(method: string, path: string, body?: unknown) {
      const answer = await ask(method, path, body);
      if (answer.status >= 300)
        throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
      return answer.body as T;
    },
    async stop() {
      await service.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
