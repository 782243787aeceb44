import { z } from 'zod';
import type { ValueRef, ValueRow } from '../../../shared/contract/values';
import { listingIdSchema } from '../../../shared/domain/ids';
import { valueKindSchema } from '../../../shared/domain/listing-value';
import type { GridSelection } from '../../ui';

export type GridValue = ValueRow & { readonly id: string };

const refSchema = z.tuple([listingIdSchema, valueKindSchema]);

/** How tables and addresses name a value. */
export function rowIdOf({ listingId, kind }: ValueRef): string {
  return `${listingId}.${kind}`;
}

export function asGridRow(row: ValueRow): GridValue {
  return { ...row, id: rowIdOf(row) };
}

/** null for an address that names no value. */
export function refOf(id: string | null): ValueRef | null {
  const parsed = refSchema.safeParse(id?.split('.'));
  return parsed.success ? { listingId: parsed.data[0], kind: parsed.data[1] } : null;
}

type PageOf = (cursor: string | undefined) => Promise<{
  readonly rows: readonly ValueRow[];
  readonly nextCursor: string | null;
}>;

/** The rows of a selection as they are now, page by page. */
export async function selectedRows(
  selection: GridSelection,
  pageOf: PageOf,
  onProgress: (found: number) => void = () => undefined,
): Promise<readonly GridValue[]> {
  const found: GridValue[] = [];
  let cursor: string | undefined;
  do {
    const page = await pageOf(cursor);
    for (const row of page.rows.map(asGridRow)) {
      const isChosen = selection.kind === 'ids' ? selection.ids.has(row.id) : !selection.except.has(row.id);
      if (isChosen) found.push(row);
    }
    onProgress(found.length);
    cursor = page.nextCursor ?? undefined;
    if (selection.kind === 'ids' && found.length >= selection.ids.size) break;
  } while (cursor !== undefined);
  return found;
}
