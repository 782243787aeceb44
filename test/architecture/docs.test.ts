import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InProcess, startInProcess } from '../integration/kit/service-in-process';
import { PROJECT, sourceFiles } from './kit/source';

/** Put there by the end-to-end run; a picture may be missing, a document may not. */
const PICTURES = new Set(['docs/kervan-overview.png']);
/** Words of the code that look like an environment variable and are none. */
const NOT_VARIABLES: Readonly<Record<string, string>> = {
  KERVAN_PRIVATE_ADDRESS: 'code of a refused look-up',
};
const VARIABLE = /KERVAN_[A-Z_]*[A-Z]/g;

const documents = ['README.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: PROJECT })]
  .map((path) => path.replaceAll('\\', '/'))
  .sort();

function textOf(path: string): string {
  return readFileSync(resolve(PROJECT, path), 'utf8');
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '');
}

/** The anchor that a heading gets where the documents are shown. */
function anchorOf(heading: string): string {
  const words = heading.trim().toLowerCase();
  return words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}

function anchorsIn(path: string): Set<string> {
  const headings = withoutCode(textOf(path)).matchAll(/^#{1,6} (.+)$/gm);
  return new Set([...headings].map((match) => anchorOf(match[1] ?? '')));
}

/** What is wrong with the relative links of a document. */
function brokenLinks(path: string): string[] {
  const targets = [...withoutCode(textOf(path)).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  return targets.flatMap((target) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return [];
    const [file = '', anchor] = target.split('#');
    const full = file === '' ? path : posix.join(dirname(path), file);
    if (PICTURES.has(full)) return [];
    if (!existsSync(resolve(PROJECT, full))) return [`${path}: ${target} is not there`];
    const isLost = anchor !== undefined && full.endsWith('.md') && !anchorsIn(full).has(anchor);
    return isLost ? [`${path}: ${target} leads to no heading`] : [];
  });
}

/** Paths named in a document's running text: `src/main/api/app.ts`; not patterns and placeholders. */
function namedPaths(path: string): string[] {
  const named = withoutCode(textOf(path)).matchAll(/`((?:src|test|scripts|connectors|docs)\/[\w./-]+)`/g);
  return [...named].map((match) => match[1] ?? '');
}

describe.each(documents)('%s', (path) => {
  it('has no broken link', () => {
    expect(brokenLinks(path)).toEqual([]);
  });

  it('names only files that are there', () => {
    expect(namedPaths(path).filter((named) => !existsSync(resolve(PROJECT, named)))).toEqual([]);
  });
});

describe('environment variables', () => {
  const readme = textOf('README.md');
  const inCode = (pattern: string): string[] =>
    sourceFiles(pattern).flatMap(({ text }) => text.match(VARIABLE) ?? []);

  it('README has a row for each one that the app and the scripts know', () => {
    const rows = new Set(
      readme.split('\n').flatMap((line) => (/^\| `KERVAN/.test(line) ? (line.match(VARIABLE) ?? []) : [])),
    );
    const used = inCode('{src,scripts}/**/*.{ts,tsx,mjs}').filter(
      (name) => NOT_VARIABLES[name] === undefined,
    );
    expect([...new Set(used)].filter((name) => !rows.has(name))).toEqual([]);
  });

  it('the documents name none that nobody reads', () => {
    const known = new Set(inCode('{src,scripts,test}/**/*.{ts,tsx,mjs}'));
    const named = documents.flatMap((path) => textOf(path).match(VARIABLE) ?? []);
    expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('docs/API.md', () => {
  let running: InProcess;
  beforeAll(async () => {
    running = await startInProcess();
  });
  afterAll(() => running.stop());

  it('has a heading for each route, and for nothing else', () => {
    const routes = running.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const headings = [...textOf('docs/API.md').matchAll(/^### `([A-Z]+ \/\S*)`$/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(routes.length).toBeGreaterThan(10);
    expect(headings.sort()).toEqual([...new Set(routes)].sort());
  });
});
