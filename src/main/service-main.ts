import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { version as productVersion } from '../../package.json';
import { AppError, toAppError } from '../shared/errors/app-error';
import { createApiApp } from './api/app';
import { listen } from './api/server';
import { hostPolicyFrom } from './http';
import { createLog } from './log/log';
import { createService } from './service/create-service';
import { createSentences } from './service/sentences';
import { createSecretRegistry, masterKeyKeyring, readMasterKey } from './vault';

/** Kervan without a window: `--data DIR --port N` (0 = any free port); everything secret comes by the environment. */
async function main(): Promise<void> {
  const { dataDir, port } = readArguments(process.argv.slice(2));
  const secretRegistry = createSecretRegistry();
  const log = createLog({
    level: logLevel(process.env.KERVAN_LOG_LEVEL),
    redact: (line) => secretRegistry.redact(line),
  });
  const apiToken = process.env.KERVAN_API_TOKEN || undefined;
  const masterKey = readMasterKey(process.env);
  // There is no keychain without a desktop: the key comes from whoever starts the service, never from a default.
  if (masterKey === null) throw new AppError('input.fieldMissing', { facts: { field: 'KERVAN_MASTER_KEY' } });
  const keyring = masterKeyKeyring(masterKey);
  forgetSecrets();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });

  let url: string | null = null;
  const service = await createService({
    dataDir,
    keyring,
    secretRegistry,
    version: productVersion,
    allowHosts: hostPolicyFrom(process.env.KERVAN_ALLOW_HOSTS).allowHosts,
    practice: false,
    nativeBinding: process.env.KERVAN_SQLITE_BINDING || undefined,
    readerWorker: readerWorkerFile(),
    apiUrl: () => url,
    apiToken,
    now: Date.now,
    log,
  });
  const server = await listen(createApiApp({ ...service, version: productVersion, log }), port);
  url = server.url;
  await service.start();

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    // Whatever hangs, the process ends within 5 s; the database is safe at any moment.
    setTimeout(() => process.exit(1), 4500).unref();
    await server.close();
    await service.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));

  const token = apiToken ?? service.tokens.first;
  process.stdout.write(
    `${JSON.stringify({ ready: true, url: server.url, ...(token === null ? {} : { token }) })}\n`,
  );
  log.info('ready', { url: server.url });
}

function readArguments(args: readonly string[]): { readonly dataDir: string; readonly port: number } {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, port: { type: 'string', default: '0' } },
    strict: true,
  });
  if (!values.data) throw new AppError('input.fieldMissing', { facts: { field: '--data' } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new AppError('input.invalid', { facts: { field: '--port' } });
  return { dataDir: resolve(values.data), port };
}

/** Beside the built service; run from the sources there is none, and questions are answered in this process. */
function readerWorkerFile(): string | undefined {
  const file = join(dirname(fileURLToPath(import.meta.url)), 'reader-worker.js');
  return existsSync(file) ? file : undefined;
}

/** Child processes and diagnostics shall not find them. */
function forgetSecrets(): void {
  delete process.env.KERVAN_MASTER_KEY;
  delete process.env.KERVAN_API_TOKEN;
}

function logLevel(name: string | undefined): 'debug' | 'info' | 'warn' | 'error' {
  return name === 'debug' || name === 'warn' || name === 'error' ? name : 'info';
}

main().catch((thrown: unknown) => {
  const error = toAppError(thrown).toWire();
  process.stderr.write(
    `Kervan did not start. ${createSentences().error(error, 'en')}\n${JSON.stringify(error)}\n`,
  );
  if (error.code === 'internal.unexpected') console.error(thrown);
  process.exit(1);
});
