import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ZodType } from 'zod';
import type { MapContext, StreamPart, StreamRecord } from '../../shared/connector/definition';
import { readPath } from '../../shared/connector/path';
import { orderRecordSchema } from '../../shared/domain/order';
import { productStreamRecordSchema } from '../../shared/domain/product';
import type { StreamName } from '../../shared/domain/stream';
import { AppError, assertNever } from '../../shared/errors/app-error';
import type { OddRecord } from './types';

/** The longest stretch without letting other work of the process run, ms. */
const TURN_MS = 8;
const REASONS_KEPT = 10;
/** Names under which vendors keep a record's identity; only used to recognise a quarantined record again. */
const KEY_NAMES = [
  'id',
  'shipmentPackageId',
  'lineItemId',
  'contentId',
  'merchantSku',
  'packageNumber',
  'orderNumber',
  'barcode',
  'sku',
  'number',
];

export interface Extracted {
  readonly records: StreamRecord[];
  readonly odd: OddRecord[];
  /** Vendor records that were understood, for child parts. */
  readonly understood: unknown[];
  /** Their source keys, where they have one. */
  readonly understoodKeys: string[];
}

export interface Mapped {
  readonly raw: ZodType;
  map(raw: never, context: MapContext): readonly StreamRecord[];
}

/** The vendor's records in an answer. An answer without the list throws chan.badAnswer: it never counts as an empty one. */
export function recordsIn(
  json: unknown,
  place: Pick<StreamPart, 'records' | 'emptyWhen'> & { readonly single?: true },
): readonly unknown[] {
  const paths = typeof place.records === 'string' ? [place.records] : place.records;
  for (const path of paths) {
    const found = readPath(json, path);
    if (place.single === true && typeof found === 'object' && found !== null) return [found];
    if (Array.isArray(found)) return found;
  }
  if (place.emptyWhen !== undefined && readPath(json, place.emptyWhen.at) === place.emptyWhen.equals)
    return [];
  throw new AppError('chan.badAnswer', { facts: { reason: `no list at ${paths.join(', ')}` } });
}

/** Vendor records into Kervan's: loosely parsed, mapped, strictly checked. What fails is set aside, record by record. */
export async function extract(
  raws: readonly unknown[],
  part: Mapped,
  stream: StreamName,
  context: MapContext,
): Promise<Extracted> {
  const result: Extracted = { records: [], odd: [], understood: [], understoodKeys: [] };
  let turnBegan = performance.now();
  for (const raw of raws) {
    extractOne(raw, part, stream, context, result);
    if (performance.now() - turnBegan > TURN_MS) {
      await nextTurn();
      turnBegan = performance.now();
    }
  }
  return result;
}

function extractOne(
  raw: unknown,
  part: Mapped,
  stream: StreamName,
  context: MapContext,
  result: Extracted,
): void {
  const parsed = part.raw.safeParse(raw);
  if (!parsed.success) {
    result.odd.push(oddRecord(raw, parsed.error.issues.map(describeIssue)));
    return;
  }
  let mapped: readonly StreamRecord[];
  try {
    // The definition's `mapping` helper keeps schema and mapping of one type; the engine only knows both as unknown.
    mapped = part.map(parsed.data as never, context);
  } catch (thrown) {
    result.odd.push(oddRecord(raw, [`mapping: ${describeThrown(thrown, raw)}`]));
    return;
  }
  const checked: StreamRecord[] = [];
  for (const record of mapped) {
    const strict = schemaOf(stream).safeParse(record);
    if (!strict.success) {
      result.odd.push(
        oddRecord(
          raw,
          strict.error.issues.map((issue) => `mapped ${describeIssue(issue)}`),
        ),
      );
      return;
    }
    checked.push(strict.data);
  }
  result.records.push(...checked);
  result.understood.push(parsed.data);
  const key = keyOf(raw);
  if (key !== null) result.understoodKeys.push(key);
}

function schemaOf(stream: StreamName): ZodType<StreamRecord> {
  switch (stream) {
    case 'products':
      return productStreamRecordSchema;
    case 'orders':
      return orderRecordSchema;
    default:
      return assertNever(stream);
  }
}

export function oddRecord(raw: unknown, reasons: readonly string[]): OddRecord {
  return { raw, key: keyOf(raw), reasons: reasons.slice(0, REASONS_KEPT) };
}

function keyOf(raw: unknown): string | null {
  for (const name of KEY_NAMES) {
    const value = readPath(raw, name);
    if (typeof value === 'string' && value !== '') return value.slice(0, 200);
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  }
  return null;
}

function describeIssue(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  const place = issue.path.length === 0 ? 'record' : issue.path.map(String).join('.');
  return `${place}: ${issue.message}`.slice(0, 300);
}

/** The mapping's own words, unless they quote something of the record. */
function describeThrown(thrown: unknown, raw: unknown): string {
  if (!(thrown instanceof Error)) return 'failed';
  return quotes(thrown.message, raw, 0) ? thrown.name : `${thrown.name}: ${thrown.message}`.slice(0, 300);
}

function quotes(text: string, value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'number') {
    const shown = String(value);
    return shown.length >= 3 && text.includes(shown);
  }
  if (typeof value !== 'object' || value === null || depth > 8) return false;
  return Object.values(value).some((inner) => quotes(text, inner, depth + 1));
}
