import { builtinModules } from 'node:module';
import { describe, expect, it } from 'vitest';
import { importsOf, isTestFile, sourceFiles } from './kit/source';
import { importProblem, zoneOf } from './kit/zones';

const builtins = new Set(builtinModules);
const files = sourceFiles('{src,connectors}/**/*.{ts,tsx,mts,cts,js,mjs,cjs}');
const shipped = files.filter(({ path }) => !isTestFile(path));

const known = new Set(files.map(({ path }) => path));

/** The file a relative import means; it may leave out the ending or name a folder. */
function resolved(target: string): string {
  const candidates = [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`];
  return candidates.find((path) => known.has(path)) ?? (/\.\w+$/.test(target) ? target : `${target}.ts`);
}

function problem(from: string, specifier: string, target: string): string | undefined {
  return importProblem(from, specifier, specifier.startsWith('.') ? resolved(target) : target, builtins);
}

describe('who may import whom', () => {
  it('every shipped file belongs to a zone', () => {
    expect(shipped.map(({ path }) => path).filter((path) => zoneOf(path) === undefined)).toEqual([]);
  });

  it('every import of a shipped file is one its zone may make', () => {
    const problems = shipped.flatMap((file) =>
      importsOf(file).flatMap(({ specifier, target }) => {
        const found = problem(file.path, specifier, target);
        return found === undefined ? [] : [`${file.path} ${found}`];
      }),
    );
    expect([...new Set(problems)]).toEqual([]);
  });

  it('no shipped file imports a test or its kit', () => {
    const problems = shipped.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => isTestFile(`${target}/`) || isTestFile(`${target}.ts`))
        .map(({ target }) => `${file.path} imports ${target}`),
    );
    expect(problems).toEqual([]);
  });

  it('a connector is loaded only when it is used: the catalogue imports it dynamically', () => {
    const catalogue = shipped.filter(({ path }) => zoneOf(path) === 'catalogue');
    const early = catalogue.flatMap((file) =>
      [...file.text.matchAll(/^import\s+(?!type\b).*?from\s+'(\.[^']+\/connector)'/gm)].map(
        (match) => `${file.path} imports ${match[1]} at its start`,
      ),
    );
    expect(early).toEqual([]);
  });

  it('practice marketplaces know nothing of Kervan itself', () => {
    const marketplaces = sourceFiles('test/marketplaces/**/*.ts').filter(
      ({ path }) => !path.endsWith('.test.ts'),
    );
    const problems = marketplaces.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => /^(src|connectors)\//.test(target))
        .map(({ target }) => `${file.path} imports ${target}`),
    );
    expect(problems).toEqual([]);
  });

  it('scripts that run before anything is installed use Node alone', () => {
    // open-folder.mjs is copied into the replacement runtime and runs there.
    const early = sourceFiles('scripts/{setup,session,build,testing}/**/*.mjs').filter(
      ({ path }) => !path.endsWith('/open-folder.mjs') && !path.endsWith('.test.mjs'),
    );
    const problems = early.flatMap((file) =>
      importsOf(file)
        .filter(({ specifier }) => !/^(node:|\.)/.test(specifier) && specifier !== '@electron/fuses')
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    );
    expect(problems).toEqual([]);
  });
});

describe('the rules themselves', () => {
  const cases: readonly [from: string, specifier: string, target: string, problem: RegExp | undefined][] = [
    ['src/main/sync/a.ts', '../engine/b', 'src/main/engine/b', undefined],
    ['src/main/engine/a.ts', '../sync/b', 'src/main/sync/b', /may not import sync/],
    ['src/main/http/a.ts', '../database/b', 'src/main/database/b', /may not import database/],
    [
      'src/main/api/a.ts',
      '../service/create-service',
      'src/main/service/create-service',
      /may not import service/,
    ],
    ['src/main/api/a.ts', '../service/service', 'src/main/service/service', undefined],
    ['src/main/ipc/a.ts', '../database/b', 'src/main/database/b', /may not import database/],
    ['src/main/desktop/a.ts', '../index', 'src/main/index', /may not import composition root/],
    ['src/main/brand-new/a.ts', 'zod', 'zod', /no zone/],
    ['src/renderer/ui/a.tsx', '../../main/http/b', 'src/main/http/b', /may not import http/],
    ['src/renderer/ui/a.tsx', 'node:fs', 'node:fs', /may not use Node/],
    ['src/renderer/ui/a.tsx', 'fs', 'fs', /without the prefix/],
    ['src/renderer/ui/a.tsx', 'electron', 'electron', /may not use the package electron/],
    ['src/main/sync/a.ts', 'better-sqlite3', 'better-sqlite3', /may not use the package/],
    ['src/main/sync/a.ts', 'node:https', 'node:https', /may not use node:https/],
    ['src/main/sync/a.ts', 'left-pad', 'left-pad', /has no rule/],
    ['src/shared/domain/a.ts', '../contract/b', 'src/shared/contract/b', /may not import shared\/contract/],
    ['connectors/trendyol/a.ts', '../shopify/b', 'connectors/shopify/b', /another connector/],
    ['connectors/trendyol/a.ts', '../_families/mirakl/b', 'connectors/_families/mirakl/b', undefined],
    ['connectors/trendyol/a.ts', '../../src/main/http/b', 'src/main/http/b', /may not import http/],
    ['connectors/trendyol/a.ts', 'node:crypto', 'node:crypto', /may not use Node/],
    ['src/preload/a.ts', '../main/ipc/b', 'src/main/ipc/b', /may not import ipc/],
  ];
  it.each(cases)('%s importing %s', (from, specifier, target, expected) => {
    const found = problem(from, specifier, target);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(expected);
  });

  it('sees imports of every kind', () => {
    const text = [
      "import a from './a';",
      "import type { B } from './b';",
      "export { c } from './c';",
      "export * from './d';",
      "const e = () => import('./e');",
      "type F = import('./f').F;",
      "const g = require('./g');",
      '// import h from "./h";',
      'const text = "import i from \'./i\'";',
    ].join('\n');
    const found = importsOf({ path: 'src/main/sync/x.ts', text }).map(({ specifier }) => specifier);
    expect(found.sort()).toEqual(['./a', './b', './c', './d', './e', './f', './g']);
  });
});
