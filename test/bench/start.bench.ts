import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Start, startOnce } from './kit/electron-start';
import { report } from './kit/report';
import { median } from './kit/statistics';

const RUNS = 5;
const PROJECT = resolve(import.meta.dirname, '../..');
const EMPTY = resolve(import.meta.dirname, 'kit/empty-app');

const dataDir = mkdtempSync(join(tmpdir(), 'kervan-start-bench-'));
const kervan = () =>
  startOnce({
    app: PROJECT,
    environment: { KERVAN_DATA_DIR: dataDir, KERVAN_TRAY: 'no' },
    usable: (page) => page.getByRole('button').first().waitFor(),
  });
const empty = () =>
  startOnce({ app: EMPTY, environment: {}, usable: (page) => page.getByRole('button').waitFor() });

try {
  // The first start makes the database and fills the disk's cache; it is not counted.
  await kervan();
  await empty();
  const starts: { readonly kervan: Start; readonly empty: Start }[] = [];
  for (let run = 0; run < RUNS; run += 1) starts.push({ empty: await empty(), kervan: await kervan() });
  const of = (pick: (pair: (typeof starts)[number]) => number) => median(starts.map(pick));
  report({
    name: 'start.interactive',
    value: of((pair) => pair.kervan.ms / pair.empty.ms),
    unit: 'times',
    details: {
      kervanMs: Math.round(of((pair) => pair.kervan.ms)),
      emptyMs: Math.round(of((pair) => pair.empty.ms)),
      runs: RUNS,
    },
  });
  report({
    name: 'memory.catalogued.noneConnected',
    value: of((pair) => pair.kervan.memoryMib / pair.empty.memoryMib),
    unit: 'times',
    details: {
      kervanMiB: Math.round(of((pair) => pair.kervan.memoryMib)),
      emptyMiB: Math.round(of((pair) => pair.empty.memoryMib)),
      moreMiB: Math.round(of((pair) => pair.kervan.memoryMib - pair.empty.memoryMib)),
      runs: RUNS,
    },
  });
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
