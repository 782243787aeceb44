import { globSync, readFileSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

export const PROJECT = resolve(import.meta.dirname, '../../..');

export interface SourceFile {
  /** Path from the project folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface ImportFound {
  /** The file that imports. */
  readonly from: string;
  /** As written: './x', 'zod', 'node:fs'. */
  readonly specifier: string;
  /** A path from the project folder for a relative import (no extension added), else the specifier. */
  readonly target: string;
  /** Names taken by an import or export statement; empty for a namespace or dynamic import. */
  readonly names: readonly string[];
}

/** A node of the syntax tree, seen only as far as the rules need it. */
export type SyntaxNode = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Files that exist to test others: they may reach across, but no shipped file may import them. */
export function isTestFile(path: string): boolean {
  return (
    path.startsWith('test/') || /\.test\.tsx?$|(^|\/)(test-kit|fixtures|test)\/|\/testing\.ts$/.test(path)
  );
}

/** @param pattern a glob from the project folder */
export function sourceFiles(pattern: string): SourceFile[] {
  return globSync(pattern, { cwd: PROJECT, exclude: ['**/node_modules/**'] })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(resolve(PROJECT, path), 'utf8') }));
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Every node of a file's syntax tree. */
export function* syntaxNodes(file: SourceFile): Generator<SyntaxNode> {
  const { program, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new Error(`${file.path} does not parse: ${errors[0]?.message}`);
  const open: unknown[] = [program];
  while (open.length > 0) {
    const value = open.pop();
    if (Array.isArray(value)) open.push(...value);
    else if (typeof value === 'object' && value !== null) {
      if (isNode(value)) yield value;
      open.push(...Object.values(value));
    }
  }
}

function literal(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  return node.type === 'TSLiteralType' ? literal(node.literal) : undefined;
}

function importedNames(node: SyntaxNode): string[] {
  if (!Array.isArray(node.specifiers)) return [];
  return node.specifiers.flatMap((specifier: unknown) => {
    if (!isNode(specifier)) return [];
    const name = specifier.type === 'ImportSpecifier' ? specifier.imported : specifier.local;
    const isNamed = specifier.type === 'ImportSpecifier' || specifier.type === 'ExportSpecifier';
    return isNamed && isNode(name) && typeof name.name === 'string' ? [name.name] : [];
  });
}

/** The module a node asks for, in any of the ways TypeScript has; undefined for other nodes. */
function requested(node: SyntaxNode): unknown {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source ?? node.argument ?? undefined;
    case 'TSExternalModuleReference':
      return node.expression;
    case 'CallExpression': {
      const { callee } = node;
      const isRequire = isNode(callee) && callee.type === 'Identifier' && callee.name === 'require';
      return isRequire && Array.isArray(node.arguments) ? node.arguments[0] : undefined;
    }
    default:
      return undefined;
  }
}

const imports = new WeakMap<SourceFile, readonly ImportFound[]>();

/** Imports of every kind: static, type-only, re-export, dynamic, `import('x').T` and require. */
export function importsOf(file: SourceFile): readonly ImportFound[] {
  const known = imports.get(file);
  if (known !== undefined) return known;
  const found = findImports(file);
  imports.set(file, found);
  return found;
}

function findImports(file: SourceFile): readonly ImportFound[] {
  const found: ImportFound[] = [];
  for (const node of syntaxNodes(file)) {
    const source = requested(node);
    if (source === undefined || source === null) continue;
    const specifier = literal(source);
    if (specifier === undefined) throw new Error(`${file.path} imports something that is computed: name it`);
    const target = specifier.startsWith('.') ? posix.join(dirname(file.path), specifier) : specifier;
    found.push({ from: file.path, specifier, target, names: importedNames(node) });
  }
  return found;
}
