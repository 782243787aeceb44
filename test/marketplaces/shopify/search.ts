/** Shopify's search syntax (https://shopify.dev/docs/api/usage/search-syntax) as far as merchants' data is searched. */

export type SearchNode =
  | { kind: 'all' | 'any'; parts: SearchNode[] }
  | { kind: 'not'; part: SearchNode }
  | { kind: 'term'; field: string | null; comparator: Comparator; value: string };

export type Comparator = ':' | '<' | '<=' | '>' | '>=';

/** How the rows of one connection may be searched: what a field holds, as epoch ms, number or text(s). */
export interface SearchField<T> {
  type: 'time' | 'number' | 'text';
  read: (row: T) => number | string | null | readonly (string | null)[];
}

export interface SearchFields<T> {
  fields: Readonly<Record<string, SearchField<T>>>;
  /** What a bare word is looked for in. */
  words: (row: T) => string;
}

export interface SearchWarning {
  field: string;
  message: string;
  code: 'invalid_field' | 'invalid_value';
}

const TOKEN =
  /\s*(\(|\)|-?[\w.]+:(?:<=|>=|<|>)?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s()]*)|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s()]+)/y;

export function parseSearch(query: string): SearchNode {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(query); match !== null; match = TOKEN.exec(query))
    if (match[1]) tokens.push(match[1]);
  const state = { tokens, at: 0 };
  return parseAny(state);
}

interface State {
  tokens: string[];
  at: number;
}

function parseAny(state: State): SearchNode {
  const parts = [parseAll(state)];
  while (state.tokens[state.at] === 'OR') {
    state.at += 1;
    parts.push(parseAll(state));
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'any', parts };
}

function parseAll(state: State): SearchNode {
  const parts: SearchNode[] = [];
  for (
    let token = state.tokens[state.at];
    token !== undefined && token !== ')' && token !== 'OR';
    token = state.tokens[state.at]
  ) {
    state.at += 1;
    if (token === 'AND') continue;
    parts.push(parseOne(token, state));
  }
  return { kind: 'all', parts };
}

function parseOne(token: string, state: State): SearchNode {
  if (token === '(') {
    const inner = parseAny(state);
    state.at += 1;
    return inner;
  }
  if (token === 'NOT') {
    const next = state.tokens[state.at] ?? '';
    state.at += 1;
    return { kind: 'not', part: parseOne(next, state) };
  }
  if (token.startsWith('-') && token.length > 1)
    return { kind: 'not', part: parseOne(token.slice(1), state) };
  const match = /^([\w.]+):(<=|>=|<|>)?([\s\S]*)$/.exec(token);
  if (match === null) return { kind: 'term', field: null, comparator: ':', value: unquote(token) };
  return {
    kind: 'term',
    field: match[1] ?? '',
    comparator: toComparator(match[2]),
    value: unquote(match[3] ?? ''),
  };
}

function toComparator(text: string | undefined): Comparator {
  return text === '<' || text === '<=' || text === '>' || text === '>=' ? text : ':';
}

function unquote(text: string): string {
  const quoted = /^(['"])([\s\S]*)\1$/.exec(text);
  return quoted === null ? text : (quoted[2] ?? '').replace(/\\(.)/g, '$1');
}

export interface CompiledSearch<T> {
  matches: (row: T) => boolean;
  /** Filters that do not exist are left out, not refused: the answer then holds more than was asked for. */
  warnings: SearchWarning[];
}

export interface SearchClock {
  /** Epoch ms, for the value `now`. */
  now: number;
  /** Minutes east of UTC, for times without an offset. */
  zoneMinutes: number;
}

export function compileSearch<T>(
  query: string,
  searched: SearchFields<T>,
  clock: SearchClock,
): CompiledSearch<T> {
  const warnings: SearchWarning[] = [];
  const compile = (node: SearchNode): ((row: T) => boolean) | undefined => {
    switch (node.kind) {
      case 'all': {
        const tests = node.parts.flatMap((part) => compile(part) ?? []);
        return (row) => tests.every((test) => test(row));
      }
      case 'any': {
        const tests = node.parts.flatMap((part) => compile(part) ?? []);
        return (row) => tests.length === 0 || tests.some((test) => test(row));
      }
      case 'not': {
        const inner = compile(node.part);
        return inner === undefined ? undefined : (row) => !inner(row);
      }
      case 'term':
        return compileTerm(node, searched, clock, warnings);
      default: {
        const never: never = node;
        throw new Error(`unknown search node ${JSON.stringify(never)}`);
      }
    }
  };
  return { matches: compile(parseSearch(query)) ?? (() => true), warnings };
}

function compileTerm<T>(
  term: Extract<SearchNode, { kind: 'term' }>,
  searched: SearchFields<T>,
  clock: SearchClock,
  warnings: SearchWarning[],
): ((row: T) => boolean) | undefined {
  const { field: name, comparator, value } = term;
  if (name === null) return (row) => folded(searched.words(row)).includes(folded(value.replace(/\*$/, '')));
  const field = searched.fields[name];
  if (field === undefined) {
    warnings.push({ field: name, message: 'Invalid search field for this query.', code: 'invalid_field' });
    return undefined;
  }
  if (field.type === 'text') return textTest(field, value);
  const wanted = field.type === 'time' ? timeRange(value, clock) : numberRange(value);
  if (wanted === undefined) {
    warnings.push({
      field: name,
      message: `Input \`${value}\` is not an accepted value.`,
      code: 'invalid_value',
    });
    return undefined;
  }
  return (row) => compare(Number(field.read(row) ?? Number.NaN), comparator, wanted);
}

interface Range {
  from: number;
  to: number;
}

function compare(held: number, comparator: Comparator, { from, to }: Range): boolean {
  switch (comparator) {
    case ':':
      return held >= from && held <= to;
    case '<':
      return held < from;
    case '<=':
      return held <= to;
    case '>':
      return held > to;
    case '>=':
      return held >= from;
    default: {
      const never: never = comparator;
      throw new Error(`unknown comparator ${String(never)}`);
    }
  }
}

function numberRange(value: string): Range | undefined {
  const number = Number(/(\d+)(?:\?.*)?$/.exec(value)?.[1] ?? Number.NaN);
  const whole = value.startsWith('gid://') ? number : Number(value === '' ? Number.NaN : value);
  return Number.isFinite(whole) ? { from: whole, to: whole } : undefined;
}

const TIME =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/** A date stands for all of its day, a year for all of it; without an offset the shop's zone counts. */
function timeRange(value: string, { now, zoneMinutes }: SearchClock): Range | undefined {
  if (value === 'now') return { from: now, to: now };
  const parts = TIME.exec(value);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, offset] = parts;
  const at = (y: number, m: number, d: number): number =>
    Date.UTC(y, m, d, Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
  const start = at(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const shift = offset === undefined ? zoneMinutes : offset === 'Z' ? 0 : offsetMinutes(offset);
  if (Number.isNaN(start)) return undefined;
  const from = start - shift * 60_000;
  if (hour !== undefined) return { from, to: from };
  const next =
    day !== undefined
      ? at(Number(year), Number(month) - 1, Number(day) + 1)
      : month !== undefined
        ? at(Number(year), Number(month), 1)
        : at(Number(year) + 1, 0, 1);
  return { from, to: next - shift * 60_000 - 1 };
}

function offsetMinutes(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith('-') ? -minutes : minutes;
}

function textTest<T>(field: SearchField<T>, value: string): (row: T) => boolean {
  const wanted = value.split(',').map((part) => folded(part.trim()));
  return (row) => {
    const read = field.read(row);
    const held = (Array.isArray(read) ? read : [read]).map((text) => folded(String(text ?? '')));
    return wanted.some((word) =>
      held.some((text) => (word.endsWith('*') ? text.startsWith(word.slice(0, -1)) : text === word)),
    );
  };
}

/** Case folding without a language: the Turkish rules would turn ARCHIVED into archıved. */
function folded(text: string): string {
  return text.replace(/[İıI]/g, 'i').toLowerCase();
}
