import type { BulkJob } from '../../shared/connector/definition';
import { parseJsonBody } from '../http/json-body';
import { clip } from '../http/redact';
import { readLines } from './json-lines';

/** A record of a job's file with all lines that belong to it; reading can begin again only between two of them. */
export interface FileUnit {
  readonly raw: unknown;
  /** Why this is no record; null for one that can be mapped. */
  readonly odd: string | null;
  readonly lines: number;
  /** Number of the line after the last of this unit, from 0. */
  readonly nextLine: number;
}

/** Records of a file of JSON lines, from line `skip` on; with `gather` children are put into the parent before them. */
export async function* readUnits(
  body: AsyncIterable<Uint8Array>,
  skip: number,
  gather: BulkJob['gather'],
): AsyncGenerator<FileUnit> {
  let held: { id: unknown; children: unknown[]; unit: FileUnit } | null = null;
  for await (const line of readLines(body)) {
    if (line.number < skip) continue;
    const unit = unitOf(line.text, line.number);
    if (gather === undefined || unit.odd !== null) {
      if (held) yield held.unit;
      held = null;
      yield unit;
      continue;
    }
    const raw = objectOf(unit.raw);
    const parent = raw?.[gather.parent];
    if (held && parent !== undefined && parent === held.id) {
      held.children.push(unit.raw);
      held.unit = { ...held.unit, lines: held.unit.lines + 1, nextLine: unit.nextLine };
      continue;
    }
    if (held) yield held.unit;
    held = null;
    if (raw === undefined || parent !== undefined) {
      yield {
        ...unit,
        odd: raw === undefined ? 'line: not a record' : 'line: its parent does not stand before it',
      };
      continue;
    }
    const children: unknown[] = [];
    held = { id: raw.id, children, unit: { ...unit, raw: { ...raw, [gather.into]: children } } };
  }
  if (held) yield held.unit;
}

function unitOf(text: string, number: number): FileUnit {
  const parsed = parseJsonBody(text);
  const place = { lines: 1, nextLine: number + 1 };
  return parsed.found
    ? { raw: parsed.value, odd: null, ...place }
    : { raw: clip(text, 2000), odd: 'line: not JSON', ...place };
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}
