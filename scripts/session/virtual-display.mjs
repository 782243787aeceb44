import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLine } from './processes.mjs';

const SIZE = '1440x900x24';
const ANY_HOST = 0xffff;

/** @param {string} text @returns {Buffer} a counted string of the Xauthority format */
function counted(text) {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([length, Buffer.from(text, 'latin1')]);
}

/** One entry for any host and any display number, which is not known before the server starts. */
function authorityEntry() {
  const family = Buffer.alloc(2);
  family.writeUInt16BE(ANY_HOST);
  const key = randomBytes(16).toString('latin1');
  return Buffer.concat([family, counted(''), counted(''), counted('MIT-MAGIC-COOKIE-1'), counted(key)]);
}

/**
 * An X server without a screen, on the first free number, which only this user can use.
 * @param {import('./processes.mjs').Processes} processes
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder a private folder for its key
 * @returns {Promise<NodeJS.ProcessEnv>} the environment for its clients
 */
export async function startVirtualDisplay(processes, env, folder) {
  const authority = join(folder, 'display-authority');
  writeFileSync(authority, authorityEntry(), { mode: 0o600 });
  const args = ['-displayfd', '3', '-screen', '0', SIZE, '-nolisten', 'tcp', '-auth', authority];
  const child = processes.start('Xvfb', 'Xvfb', args, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
  const number = await firstLine(pipe, child, 'The virtual display (Xvfb)');
  return { ...env, DISPLAY: `:${number.trim()}`, XAUTHORITY: authority };
}
