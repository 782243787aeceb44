import { CONNECTION_MARK, ROW_ID } from './bulk-rules';

export interface Line {
  text: string;
  isRoot: boolean;
}

interface Row {
  value: unknown;
  parentId: string | undefined;
}

/**
 * The JSONL lines of one executed slice. Children follow their parent and name it in __parentId; grouped they
 * stand right behind it, otherwise behind all rows of the level above.
 */
export function linesOf(data: unknown, grouped: boolean): Line[] {
  const lines: Line[] = [];
  const roots: Row[] = [];
  collect(data, undefined, roots);
  if (grouped) {
    for (const row of roots) writeGrouped(row, true, lines);
    return lines;
  }
  let level = roots;
  for (let depth = 0; level.length > 0; depth += 1) {
    const below: Row[] = [];
    for (const row of level) lines.push({ text: write(row, below), isRoot: depth === 0 });
    level = below;
  }
  return lines;
}

function writeGrouped(row: Row, isRoot: boolean, lines: Line[]): void {
  const below: Row[] = [];
  lines.push({ text: write(row, below), isRoot });
  for (const child of below) writeGrouped(child, false, lines);
}

function write({ value, parentId }: Row, below: Row[]): string {
  const id = idOf(value) ?? parentId;
  const own = collect(value, id, below);
  const line = typeof own === 'object' && own !== null ? { ...own } : {};
  return JSON.stringify(parentId === undefined ? line : { ...line, __parentId: parentId });
}

/** A copy of an object without its connections, whose rows are put aside. */
function collect(value: unknown, parentId: string | undefined, rows: Row[]): unknown {
  if (Array.isArray(value)) return value.map((inner) => collect(inner, parentId, rows));
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === ROW_ID || key === CONNECTION_MARK) continue;
    if (isConnection(inner)) for (const row of rowsIn(inner)) rows.push({ value: row, parentId });
    else copy[key] = collect(inner, parentId, rows);
  }
  return copy;
}

function isConnection(value: unknown): value is { edges: unknown } {
  return typeof value === 'object' && value !== null && CONNECTION_MARK in value;
}

function rowsIn({ edges }: { edges: unknown }): unknown[] {
  return Array.isArray(edges) ? edges.map((edge: { node?: unknown }) => edge.node) : [];
}

function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !(ROW_ID in value)) return undefined;
  const id = value[ROW_ID];
  return typeof id === 'string' ? id : undefined;
}
