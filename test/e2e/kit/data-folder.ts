import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh folder for Kervan's data; remove it when the test has ended well. */
export function freshDataFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'kervan-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}
