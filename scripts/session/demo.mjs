import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, localFolder, projectFolder } from '../setup/paths.mjs';
import { say } from '../setup/say.mjs';
import { firstLine } from './processes.mjs';

const READY_MS = 60_000;

/**
 * Starts the practice marketplaces on loopback and gives the app their addresses and a data folder
 * apart from the merchant's own.
 *
 * The app reads KERVAN_DEMO_FILE (JSON: `{ marketplaces: [{ id, url, credentials }] }`),
 * KERVAN_ALLOW_HOSTS (`host:port,host:port`) and KERVAN_DATA_DIR.
 * @param {import('./processes.mjs').Processes} processes
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function startDemo(processes, node, env) {
  const program = inProject('test', 'marketplaces', 'demo.ts');
  const child = processes.start('practice marketplaces', node, ['--import', 'tsx', program], {
    env,
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pipe = /** @type {import('node:stream').Readable} */ (child.stdout);
  const line = await firstLine(pipe, child, 'The practice marketplaces', READY_MS);
  const { marketplaces } = JSON.parse(line);
  const folder = join(localFolder, 'demo');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'marketplaces.json');
  writeFileSync(file, `${JSON.stringify({ marketplaces }, null, 2)}\n`, { mode: 0o600 });
  for (const { id, url } of marketplaces) say(`practice marketplace: ${id} at ${url}`);
  const hosts = marketplaces.map(({ url }) => new URL(url).host);
  const allowed = [env.KERVAN_ALLOW_HOSTS, ...hosts].filter(Boolean).join(',');
  const dataFolder = env.KERVAN_DATA_DIR || join(folder, 'data');
  return { ...env, KERVAN_DEMO_FILE: file, KERVAN_ALLOW_HOSTS: allowed, KERVAN_DATA_DIR: dataFolder };
}
