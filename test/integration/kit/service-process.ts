import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../../src/main/service-main.ts', import.meta.url));

export interface ServiceProcess {
  readonly url: string;
  readonly token: string;
  readonly child: ChildProcess;
  /** Everything it wrote to standard error so far. */
  log(): string;
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  terminate(): Promise<number | null>;
}

export interface ServiceProcessOptions {
  readonly dataDir: string;
  readonly masterKey: string;
  readonly allowHosts?: readonly string[];
  readonly token?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The real headless service as a process of its own, from the sources. */
export async function startServiceProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const { NODE_OPTIONS: _options, VITEST: _vitest, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', ENTRY, '--data', options.dataDir, '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...inherited,
        KERVAN_MASTER_KEY: options.masterKey,
        KERVAN_ALLOW_HOSTS: (options.allowHosts ?? []).join(','),
        ...(options.token ? { KERVAN_API_TOKEN: options.token } : {}),
        ...options.environment,
      },
    },
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then((code) => {
      throw new Error(`the service ended with ${code}: ${log}`);
    }),
  ]);
  const ready = JSON.parse(first) as { ready: boolean; url: string; token?: string };
  return {
    url: ready.url,
    token: ready.token ?? options.token ?? '',
    child,
    log: () => log,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async terminate() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
