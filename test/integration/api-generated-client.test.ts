import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { type ServiceProcess, startServiceProcess } from './kit/service-process';
import { wooTruth } from './kit/truth';

const run = promisify(execFile);
const PROJECT = resolve(import.meta.dirname, '../..');
const program = (path: string) => join(PROJECT, 'node_modules', path);

let folder: string;
let service: ServiceProcess;
let market: Awaited<ReturnType<typeof startWooCommerce>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kervan-client-'));
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  market = await startWooCommerce({ products: 20, orders: 10 });
  service = await startServiceProcess({
    dataDir: join(folder, 'data'),
    masterKey: randomBytes(32).toString('base64'),
    allowHosts: [new URL(market.url).host],
  });
}, 60_000);
afterAll(async () => {
  await service.terminate();
  await market.stop();
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, content: string): Promise<void> {
  await writeFile(join(folder, name), content);
}

describe('a client that a public generator makes of the running service’s description', () => {
  it('fits its types, and drives the service from connecting to a problem that is mended', async () => {
    const answer = await fetch(`${service.url}/api/openapi.json`, {
      headers: { authorization: `Bearer ${service.token}` },
    });
    await write('openapi.json', await answer.text());
    await run(process.execPath, [
      program('oazapfts/dist/cli.js'),
      join(folder, 'openapi.json'),
      join(folder, 'client.ts'),
      '--argumentStyle=object',
    ]);
    await copyFile(join(import.meta.dirname, 'generated-client/drive.ts.txt'), join(folder, 'drive.ts'));
    await write('package.json', '{ "type": "module" }');
    await write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: {
          ...{ target: 'ES2023', lib: ['ES2024', 'DOM'], module: 'ESNext', moduleResolution: 'bundler' },
          ...{
            strict: true,
            noUncheckedIndexedAccess: true,
            noEmit: true,
            skipLibCheck: true,
            types: ['node'],
          },
        },
        files: ['drive.ts', 'client.ts'],
      }),
    );
    const checked = await run(program('.bin/tsc'), ['-p', folder], { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    expect(checked.stdout).toBe('');
    expect(
      (await readFile(join(folder, 'client.ts'), 'utf8')).match(/^export function /gm)?.length,
    ).toBeGreaterThan(100);

    const { NODE_OPTIONS: _options, VITEST: _vitest, ...inherited } = process.env;
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'drive.ts'], {
      cwd: folder,
      env: {
        ...inherited,
        KERVAN_TEST_URL: service.url,
        KERVAN_TEST_TOKEN: service.token,
        KERVAN_TEST_SHOP: JSON.stringify({ baseUrl: market.url, credentials: market.credentials }),
      },
    });
    const truth = wooTruth(market.data);
    // Changes may follow at any time, so the end is a page without rows.
    expect(JSON.parse(stdout)).toEqual({
      fields: expect.arrayContaining([['consumerSecret', true]]),
      location: expect.stringMatching(/^\/api\/connections\/\w+$/),
      sameConnection: [true, 'true', 1],
      run: [expect.stringMatching(/^(done|partial)$/), ['orders done', expect.stringMatching(/^products/)]],
      products: {
        pages: Math.ceil(truth.listings.length / 7) + 1,
        keys: truth.listings.map(({ key }) => key).sort(),
      },
      orders: {
        pages: Math.ceil(truth.orders.length / 3) + 1,
        numbers: truth.orders.map(({ number }) => number).sort(),
      },
      oneOrder: true,
      ownRuns: 1,
      adjusted: [17, 17, 'true', 17],
      tooMany: [409, 'stock.notEnough'],
      late: [412, 'input.changedMeanwhile'],
      hold: ['price', 'held', 'price.jump', true],
      failedRun: 'failed',
      alert: ['auth.keyRejected', 'merchant', expect.stringMatching(/[ığşçöü]/)],
      alertStates: ['snoozed', 'open', 'Anahtar yenileniyor'],
      mended: expect.stringMatching(/^(done|partial)$/),
      openAlerts: [],
      refused: ['input.notFound', expect.stringMatching(/[ığşçöü]/)],
      deleted: 204,
    });
  }, 120_000);
});
