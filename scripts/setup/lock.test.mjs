import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let folder;
let withLock;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kervan-lock-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
  vi.resetModules();
  ({ withLock } = await import('./lock.mjs'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('lets one after the other do the work', async () => {
  const events = [];
  const work = (name) => async () => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    events.push(`${name} ends`);
  };
  await Promise.all([withLock('x', work('first')), withLock('x', work('second'))]);
  expect(events).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

it('gives the lock back when the work fails', async () => {
  await expect(withLock('x', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(withLock('x', () => 'done')).resolves.toBe('done');
});

it('takes over the lock of a process that has ended', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const locks = join(folder, 'kervan', 'locks');
  mkdirSync(locks, { recursive: true });
  writeFileSync(join(locks, 'x.lock'), String(pid));
  await expect(withLock('x', () => 'done')).resolves.toBe('done');
});
