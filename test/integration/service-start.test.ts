import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiClient } from './kit/api-client';
import { type ServiceProcess, startServiceProcess } from './kit/service-process';

let dataDir: string;
let running: ServiceProcess[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kervan-start-'));
});
afterEach(async () => {
  for (const one of running) await one.kill();
  running = [];
  await rm(dataDir, { recursive: true, force: true });
});

const masterKey = randomBytes(32).toString('base64');
async function start(
  change: Partial<Parameters<typeof startServiceProcess>[0]> = {},
): Promise<ServiceProcess> {
  const service = await startServiceProcess({ dataDir, masterKey, ...change });
  running.push(service);
  return service;
}
const failure = (change: Parameters<typeof start>[0] = {}) =>
  start(change).then(
    () => 'started',
    (error: Error) => error.message,
  );

describe('the service without a window', () => {
  it('tells its token at the first start only, keeps it, and stops cleanly on SIGTERM', {
    timeout: 60_000,
  }, async () => {
    const first = await start();
    expect(first.token).toMatch(/^kvn_/);
    expect((await createApiClient(first.url, first.token).raw('/api/connections')).status).toBe(200);
    const began = performance.now();
    expect(await first.terminate()).toBe(0);
    expect(performance.now() - began).toBeLessThan(5000);

    const second = await start();
    expect(second.token).toBe('');
    expect((await createApiClient(second.url, first.token).raw('/api/connections')).status).toBe(200);
    expect((await createApiClient(second.url, 'kvn_made_up_token').raw('/api/connections')).status).toBe(401);
  });

  it('takes the master key from a file too, and refuses to start without one or with a wrong one', {
    timeout: 60_000,
  }, async () => {
    const file = join(dataDir, 'key');
    await writeFile(file, `${masterKey}\n`);
    const first = await start({ masterKey: '', environment: { KERVAN_MASTER_KEY_FILE: file } });
    await first.terminate();
    expect(await failure({ masterKey: '' })).toContain('KERVAN_MASTER_KEY');
    expect(await failure({ masterKey: 'c2hvcnQ=' })).toContain('input.invalid');
    expect(await failure({ masterKey: randomBytes(32).toString('base64') })).toContain(
      'vault.wrongMasterKey',
    );
  });

  it('refuses a folder that another Kervan has open, and a damaged file, with the way out', {
    timeout: 60_000,
  }, async () => {
    const first = await start();
    expect(await failure()).toContain('db.inUse');
    await first.terminate();

    const path = join(dataDir, 'kervan.db');
    const bytes = await readFile(path);
    bytes.fill(0x5a, 0, 4096);
    await writeFile(path, bytes);
    const told = await failure();
    expect(told).toContain('db.damaged');
    expect(told).toContain('The database is damaged');
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });
});
