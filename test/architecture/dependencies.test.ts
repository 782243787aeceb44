import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { PROJECT } from './kit/source';

const versions = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: versions, devDependencies: versions })
  .parse(JSON.parse(readFileSync(resolve(PROJECT, 'package.json'), 'utf8')));
const all = { ...manifest.dependencies, ...manifest.devDependencies };

it('every dependency has a row with its reason in docs/DEPENDENCIES.md', () => {
  const rows = readFileSync(resolve(PROJECT, 'docs/DEPENDENCIES.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => (line.split('|')[1] ?? '').split(',').map((name) => name.trim()))
    .filter((name) => name !== '' && name !== 'Package');
  expect(rows.sort()).toEqual(Object.keys(all).sort());
});

it('every dependency has one exact version', () => {
  const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  expect(loose).toEqual([]);
});
