import { expect, it } from 'vitest';
import { sourceFiles } from './kit/source';

const MOST_LINES = 400;

it(`no source file is longer than ${MOST_LINES} lines`, () => {
  const long = sourceFiles('{src,connectors,test,scripts}/**/*.{ts,tsx,mjs}')
    .filter(({ path }) => !path.includes('/fixtures/'))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
  expect(long).toEqual([]);
});
