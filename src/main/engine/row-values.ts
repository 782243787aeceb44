import type { MapContext } from '../../shared/connector/definition';
import type { WriteRow } from '../../shared/connector/write';
import { AppError } from '../../shared/errors/app-error';
import type { Values } from './request-builder';

type Group = (row: WriteRow, context: MapContext) => Values;

/** What all rows have in common; a call of mixed groups is a mistake of the caller. */
export function groupOf(group: Group | undefined, rows: readonly WriteRow[], context: MapContext): Values {
  if (group === undefined) return {};
  const groups = rows.map((row) => group(row, context));
  const [first = {}] = groups;
  const name = JSON.stringify(first);
  if (groups.some((other) => JSON.stringify(other) !== name))
    throw new AppError('internal.unexpected', { cause: new Error('rows of several groups in one call') });
  return first;
}

/** Placeholders about the rows: {group.x}, {rows.keys}, {rows.skus}, {rows.barcodes}, {rows.ids.x}; lists have commas. */
export function rowValues(rows: readonly WriteRow[], group: Values): Record<string, string> {
  const values: Record<string, string> = {
    'rows.keys': listed(rows.map((row) => row.key)),
    'rows.skus': listed(rows.map((row) => row.sku)),
    'rows.barcodes': listed(rows.map((row) => row.barcode)),
  };
  for (const name of new Set(rows.flatMap((row) => Object.keys(row.remoteIds))))
    values[`rows.ids.${name}`] = listed(rows.map((row) => row.remoteIds[name]));
  for (const [name, value] of Object.entries(group)) values[`group.${name}`] = value;
  return values;
}

function listed(values: readonly (string | null | undefined)[]): string {
  return values.filter((value) => value !== null && value !== undefined && value !== '').join(',');
}
