import { spawn } from 'node:child_process';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { webhooks } from '../../../connectors/woocommerce/webhooks';
import { addConnection, openIn } from '../../../src/main/database/test-kit/temporary-database';
import { silentLog } from '../../../src/main/log/log';
import { Doors } from '../../../src/main/webhooks/door';
import { InboxQueue } from '../../../src/main/webhooks/inbox-queue';
import { startListener } from '../../../src/main/webhooks/listener';
import { Probes } from '../../../src/main/webhooks/probes';
import { InboxWorker } from '../../../src/main/webhooks/worker';

export const HOOK_SECRET = 'secret-of-the-bench';
export const HOOK_PATH = `/hooks/${'A'.repeat(43)}`;
const READING_MS = 200;

export interface HookServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Kervan's listener, inbox and worker, or the bare thing, in a process of their own. */
export async function startHookServer(kind: 'kervan' | 'bare'): Promise<HookServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), kind, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    port: Number(line),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Everything a delivery goes through in Kervan; a reading takes a fifth of a second here. */
async function kervan(dataDir: string): Promise<number> {
  const database = await openIn(dataDir, { now: Date.now });
  const id = addConnection(database);
  database.write((tx) => tx.endpoints.create(id, 'registered'));
  const doors = new Doors();
  doors.set(HOOK_PATH.slice('/hooks/'.length), {
    ...{ connectionId: id, rules: webhooks, secret: HOOK_SECRET, previous: null },
  });
  const worker: InboxWorker = new InboxWorker({
    ...{ database, rulesOf: () => webhooks, changed: () => undefined, now: Date.now, log: silentLog },
    read: async (connectionId, stream) => {
      const begunAt = database.write((tx) => tx.stamp());
      await new Promise((resolve) => setTimeout(resolve, READING_MS));
      void worker.readingEnded(connectionId, stream, begunAt);
      return { kind: 'done' };
    },
  });
  const inbox = new InboxQueue({
    ...{ database, now: Date.now, arrived: () => worker.look(), refused: () => undefined },
    failed: (error) => process.stderr.write(`${String(error)}\n`),
  });
  const tools = { doors, inbox, probes: new Probes(), now: Date.now, log: silentLog };
  return (await startListener(tools, 0)).port;
}

/** Verifies, inserts the row, answers; one transaction on disk for each. */
function bare(dataDir: string): Promise<number> {
  const file = new Sqlite(join(dataDir, 'bare.db'));
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.exec('CREATE TABLE deliveries (id TEXT PRIMARY KEY, body BLOB NOT NULL, at INTEGER NOT NULL)');
  const insert = file.prepare('INSERT OR IGNORE INTO deliveries VALUES (?, ?, ?)');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const given = Buffer.from(String(request.headers['x-wc-webhook-signature']), 'base64');
      const digest = createHmac('sha256', HOOK_SECRET).update(body).digest();
      const proved = given.length === digest.length && timingSafeEqual(given, digest);
      if (proved) insert.run(String(request.headers['x-wc-webhook-delivery-id']), body, Date.now());
      response.writeHead(proved ? 200 : 401, { 'content-length': 0 }).end();
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dataDir = process.argv[3] ?? '';
  const port = await (process.argv[2] === 'bare' ? bare(dataDir) : kervan(dataDir));
  process.stdout.write(`${port}\n`);
}
