import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPracticeAccounts } from './practice-accounts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kervan-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(marketplaces: unknown): string {
  const path = join(folder, 'demo.json');
  writeFileSync(path, JSON.stringify({ marketplaces }));
  return path;
}

it('gives the accounts of the practice marketplaces', async () => {
  const credentials = { sellerId: '1001', apiKey: 'practice' };
  const path = file([{ id: 'trendyol', url: 'http://127.0.0.1:4001', credentials }]);
  await expect(readPracticeAccounts(path)).resolves.toEqual([
    { integration: 'trendyol', url: 'http://127.0.0.1:4001', credentials },
  ]);
});

it('has none outside practice mode', async () => {
  await expect(readPracticeAccounts(null)).resolves.toEqual([]);
});

it('takes no address of another machine', async () => {
  const path = file([{ id: 'trendyol', url: 'http://trendyol.example', credentials: {} }]);
  await expect(readPracticeAccounts(path)).rejects.toThrow();
});
