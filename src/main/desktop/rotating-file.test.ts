import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRotatingFile } from './rotating-file';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kervan-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('keeps the newest lines in a bounded number of bounded files, across restarts', () => {
  const path = join(folder, 'logs', 'kervan.log');
  for (let start = 0; start < 10; start += 1) {
    const file = createRotatingFile({ path, maxBytes: 100, keep: 3 });
    for (let line = 0; line < 10; line += 1) file.write(`line ${start * 10 + line}\n`);
  }
  expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['kervan.log', 'kervan.log.1', 'kervan.log.2']);
  const read = (name: string) => readFileSync(join(folder, 'logs', name), 'utf8');
  for (const name of ['kervan.log', 'kervan.log.1', 'kervan.log.2']) {
    expect(statSync(join(folder, 'logs', name)).size).toBeLessThanOrEqual(100);
  }
  const kept = `${read('kervan.log.2')}${read('kervan.log.1')}${read('kervan.log')}`.trim().split('\n');
  expect(kept.at(-1)).toBe('line 99');
  expect(kept).toEqual(
    Array.from({ length: kept.length }, (_, index) => `line ${100 - kept.length + index}`),
  );
});

it('goes on without the file when it cannot be written', () => {
  writeFileSync(join(folder, 'logs'), 'a file where the folder should be');
  const file = createRotatingFile({ path: join(folder, 'logs', 'kervan.log'), maxBytes: 100, keep: 3 });
  expect(() => file.write('line\n')).not.toThrow();
});
