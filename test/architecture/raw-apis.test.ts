import { describe, expect, it } from 'vitest';
import {
  importsOf,
  isTestFile,
  type SourceFile,
  type SyntaxNode,
  sourceFiles,
  syntaxNodes,
} from './kit/source';
import { zoneOf } from './kit/zones';

const shipped = sourceFiles('{src,connectors}/**/*.{ts,tsx}').filter(({ path }) => !isTestFile(path));

/** Names of Electron with one home each; the package itself is held by the import rules. */
const ELECTRON_NAMES: Readonly<Record<string, readonly string[]>> = {
  safeStorage: ['desktop'],
  ipcMain: ['ipc'],
  ipcRenderer: ['preload'],
  contextBridge: ['preload'],
  net: [],
  remote: [],
};

/** Files that may use a name outside its home, each for the reason given. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  // electron-store answers any page on a channel of its own; this file takes that answer away.
  'src/main/desktop/window-file.ts': 'ipcMain',
  // Asks whether there is a network; sends nothing.
  'src/main/desktop/online.ts': 'net',
};

/** Globals that talk to the network: only src/main/http may. */
const NETWORK_GLOBALS = new Set(['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource']);
const GLOBAL_OBJECTS = new Set(['globalThis', 'window', 'self']);

function name(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('type' in node) || !('name' in node)) return undefined;
  return node.type === 'Identifier' && typeof node.name === 'string' ? node.name : undefined;
}

/** The network global that a call or `new` uses, if it uses one. */
function networkUse({ type, callee }: SyntaxNode): string | undefined {
  if (type !== 'CallExpression' && type !== 'NewExpression') return undefined;
  const direct = name(callee);
  if (direct !== undefined) return NETWORK_GLOBALS.has(direct) ? direct : undefined;
  if (typeof callee !== 'object' || callee === null || !('object' in callee) || !('property' in callee))
    return undefined;
  const owner = name(callee.object);
  const member = name(callee.property);
  if (owner === undefined || member === undefined || !GLOBAL_OBJECTS.has(owner)) return undefined;
  return NETWORK_GLOBALS.has(member) ? member : undefined;
}

const BINDINGS = ['params', 'id', 'local', 'value'] as const;

/** Names a file gives to things of its own, such as a parameter called fetch. */
function ownNames(nodes: readonly SyntaxNode[]): Set<string> {
  const places = nodes
    .filter(({ type }) => /Function|Declarator|ImportSpecifier|^Property$/.test(type))
    .flatMap((node) => BINDINGS.flatMap((place) => node[place]));
  return new Set(places.flatMap((place) => name(place) ?? []));
}

function networkUses(file: SourceFile): string[] {
  const nodes = [...syntaxNodes(file)];
  const own = ownNames(nodes);
  return nodes.flatMap((node) => {
    const used = networkUse(node);
    const isOwn = used !== undefined && name(node.callee) !== undefined && own.has(used);
    return used === undefined || isOwn ? [] : [used];
  });
}

describe('one home for each raw API', () => {
  it('the network is reached only through src/main/http', () => {
    const problems = shipped
      .filter(({ path }) => zoneOf(path) !== 'http')
      .flatMap((file) => networkUses(file).map((used) => `${file.path} uses ${used}`));
    expect(problems).toEqual([]);
  });

  it('sees the network used by name or through a global object, and no method of that name', () => {
    const text = 'fetch("a"); window.fetch("b"); new WebSocket("c"); app.fetch("d"); const e = { fetch: 1 };';
    expect(networkUses({ path: 'x.ts', text }).sort()).toEqual(['WebSocket', 'fetch', 'fetch']);
    const own = 'function read(fetch: () => number) { return fetch() + globalThis.fetch.length; }';
    expect(networkUses({ path: 'x.ts', text: own })).toEqual([]);
  });

  it.each(Object.entries(ELECTRON_NAMES))('%s of Electron is used only in %j', (api, homes) => {
    const problems = shipped
      .filter(({ path }) => !homes.includes(zoneOf(path) ?? '') && EXCEPTIONS[path] !== api)
      .filter((file) =>
        importsOf(file).some(
          ({ specifier, names }) => specifier.startsWith('electron') && names.includes(api),
        ),
      )
      .map(({ path }) => path);
    expect(problems).toEqual([]);
  });

  it('Electron is imported by name, so that these rules see what is used', () => {
    const problems = shipped.flatMap((file) =>
      importsOf(file)
        .filter(({ specifier, names }) => specifier === 'electron' && names.length === 0)
        .map(() => file.path),
    );
    expect(problems).toEqual([]);
  });
});
