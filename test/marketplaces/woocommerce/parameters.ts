import { invalidParams } from './errors';

export interface ListParameters {
  page: number;
  perPage: number;
  offset: number | undefined;
  order: 'asc' | 'desc';
  orderBy: string;
  /** Bounds compare with what the chosen column holds, as if both were UTC. */
  bounds: DateBound[];
  include: number[];
  exclude: number[];
  parents: number[];
  search: string;
  slug: string;
  skus: string[] | undefined;
  globalUniqueIds: string[] | undefined;
  statuses: string[];
  excludeStatuses: string[];
  type: string;
  stockStatus: string;
  decimals: number;
}

export interface DateBound {
  column: 'createdAt' | 'modifiedAt';
  side: 'after' | 'before';
  /** Wall clock of the column (GMT or local), as epoch ms. */
  wall: number;
  gmt: boolean;
}

export interface ParameterRules {
  orderBy: readonly string[];
  statuses: readonly string[];
  /** Minutes east of UTC of the shop. */
  zoneMinutes: number;
  ignoresModifiedAfter: boolean;
}

const STOCK_STATUSES = ['instock', 'outofstock', 'onbackorder'];
const PRODUCT_TYPES = ['simple', 'grouped', 'external', 'variable'];
const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|z|[+-]\d{2}(?::?\d{2})?)?$/;

/** Reads and judges the query of a list as WordPress does; wrong ones are refused together. */
export function readParameters(query: URLSearchParams, rules: ParameterRules): ListParameters {
  const wrong = new Map<string, { code: string; message: string }>();
  const reader = new Reader(query, wrong);
  const gmt = reader.boolean('dates_are_gmt', false);
  const bounds: DateBound[] = [];
  const names = [
    ['after', 'createdAt', 'after'],
    ['before', 'createdAt', 'before'],
    ['modified_after', 'modifiedAt', 'after'],
    ['modified_before', 'modifiedAt', 'before'],
  ] as const;
  for (const [name, column, side] of names) {
    const text = reader.text(name);
    if (text === '' || (rules.ignoresModifiedAfter && column === 'modifiedAt')) continue;
    const wall = wallClock(text, rules.zoneMinutes);
    if (wall === undefined) wrong.set(name, { code: 'rest_invalid_date', message: 'Invalid date.' });
    else bounds.push({ column, side, wall, gmt });
  }
  const parameters: ListParameters = {
    page: reader.integer('page', 1, 1),
    perPage: reader.integer('per_page', 10, 1, 100),
    offset: query.has('offset') ? reader.integer('offset', 0, 0) : undefined,
    order: reader.choice('order', ['asc', 'desc'], 'desc') === 'asc' ? 'asc' : 'desc',
    orderBy: reader.choice('orderby', rules.orderBy, 'date'),
    bounds,
    include: reader.integers('include'),
    exclude: reader.integers('exclude'),
    parents: reader.integers('parent'),
    search: reader.text('search'),
    slug: reader.text('slug'),
    skus: query.has('sku') ? split(reader.text('sku')) : undefined,
    globalUniqueIds: query.get('global_unique_id') ? split(reader.text('global_unique_id')) : undefined,
    statuses: reader.choices(
      'status',
      rules.statuses,
      reader.choices('include_status', rules.statuses, ['any']),
    ),
    excludeStatuses: reader.choices('exclude_status', rules.statuses, []),
    type: reader.choice('type', PRODUCT_TYPES, ''),
    stockStatus: reader.choice('stock_status', STOCK_STATUSES, ''),
    decimals: reader.integer('dp', 2, 0),
  };
  if (wrong.size > 0) throw invalidParams(wrong);
  return parameters;
}

/**
 * What WordPress makes of a date parameter (WP_Date_Query::build_mysql_datetime): a text with an offset or Z is
 * turned into the shop's LOCAL wall clock, and that is compared with the column – the GMT column too. Only a
 * text without an offset means what dates_are_gmt says.
 */
function wallClock(text: string, zoneMinutes: number): number | undefined {
  const parts = DATE_TIME.exec(text);
  if (parts === null) return undefined;
  const bare = Date.parse(`${text.slice(0, 10)}T${parts[4]}:${parts[5]}:${parts[6]}Z`);
  if (Number.isNaN(bare)) return undefined;
  const offset = parts[7];
  if (offset === undefined) return bare;
  const minutes = /^z$/i.test(offset) ? 0 : offsetMinutes(offset);
  return bare - minutes * 60_000 + zoneMinutes * 60_000;
}

function offsetMinutes(offset: string): number {
  const digits = offset.replace(/\D/g, '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4));
  return offset.startsWith('-') ? -minutes : minutes;
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

class Reader {
  constructor(
    private readonly query: URLSearchParams,
    private readonly wrong: Map<string, { code: string; message: string }>,
  ) {}

  text(name: string): string {
    return this.query.get(name) ?? '';
  }

  integer(name: string, fallback: number, minimum: number, maximum = Number.POSITIVE_INFINITY): number {
    const text = this.query.get(name);
    if (text === null) return fallback;
    if (!/^-?\d+$/.test(text))
      return this.refuse(name, 'rest_invalid_type', `${name} is not of type integer.`, fallback);
    const value = Number(text);
    if (value >= minimum && value <= maximum) return value;
    const message = Number.isFinite(maximum)
      ? `${name} must be between ${minimum} (inclusive) and ${maximum} (inclusive)`
      : `${name} must be greater than or equal to ${minimum}`;
    return this.refuse(name, 'rest_out_of_bounds', message, fallback);
  }

  boolean(name: string, fallback: boolean): boolean {
    const text = this.query.get(name)?.toLowerCase();
    if (text === undefined) return fallback;
    if (['true', '1'].includes(text)) return true;
    if (['false', '0', ''].includes(text)) return false;
    return this.refuse(name, 'rest_invalid_type', `${name} is not of type boolean.`, fallback);
  }

  choice(name: string, allowed: readonly string[], fallback: string): string {
    const text = this.query.get(name);
    if (text === null) return fallback;
    if (allowed.includes(text)) return text;
    return this.refuse(name, 'rest_not_in_enum', `${name} is not one of ${sentence(allowed)}.`, fallback);
  }

  /** A list given with commas or as name[]=a&name[]=b. */
  choices(name: string, allowed: readonly string[], fallback: string[]): string[] {
    const given = this.list(name);
    if (given === undefined) return fallback;
    const unknown = given.findIndex((value) => !allowed.includes(value));
    if (unknown < 0) return given;
    return this.refuse(
      name,
      'rest_not_in_enum',
      `${name}[${unknown}] is not one of ${sentence(allowed)}.`,
      fallback,
    );
  }

  integers(name: string): number[] {
    return (this.list(name) ?? []).map(Number).filter((value) => Number.isInteger(value));
  }

  private list(name: string): string[] | undefined {
    const bracketed = [...this.query].filter(
      ([key]) => key === `${name}[]` || (/^\w+\[\d+\]$/.test(key) && key.startsWith(`${name}[`)),
    );
    if (bracketed.length > 0) return bracketed.map(([, value]) => value);
    const text = this.query.get(name);
    return text === null ? undefined : split(text);
  }

  private refuse<T>(name: string, code: string, message: string, fallback: T): T {
    this.wrong.set(name, { code, message });
    return fallback;
  }
}

function sentence(allowed: readonly string[]): string {
  if (allowed.length < 2) return allowed.join('');
  return `${allowed.slice(0, -1).join(', ')}, and ${allowed.at(-1)}`;
}
