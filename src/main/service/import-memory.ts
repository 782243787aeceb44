import { z } from 'zod';
import { type ImportColumn, type ImportField, importFieldSchema } from '../../shared/contract/imports';
import type { Database } from '../database';
import { headingKey } from '../imports/column-guess';

const NAME = 'importColumns';
const MOST_KEPT = 500;
const keptSchema = z.record(z.string(), importFieldSchema.nullable());

/** What a person chose for headings before. */
export function rememberedColumns(database: Database): ReadonlyMap<string, ImportField | null> {
  const json = database.meta.get(NAME);
  if (json === null) return new Map();
  return new Map(Object.entries(keptSchema.parse(JSON.parse(json))));
}

/** Keeps what each heading was used for; of too many the oldest go. */
export function rememberColumns(database: Database, columns: readonly ImportColumn[]): void {
  const kept = new Map(rememberedColumns(database));
  for (const { header, field } of columns) {
    const key = headingKey(header);
    if (key === '') continue;
    kept.delete(key);
    kept.set(key, field);
  }
  const newest = [...kept].slice(-MOST_KEPT);
  database.write((tx) => tx.meta.set(NAME, JSON.stringify(Object.fromEntries(newest))));
}
