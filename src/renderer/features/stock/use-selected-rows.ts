import { useEffect, useState } from 'react';
import type { VariantQuery, VariantRow } from '../../../shared/contract/stock';
import { variantIdSchema } from '../../../shared/domain/ids';
import { type AppError, toAppError } from '../../../shared/errors/app-error';
import { call } from '../../lib/kervan';
import { type GridSelection, selectedCount } from '../../ui';
import { variantPages } from './variant-pages';

const AT_ONCE = 500;

export interface SelectedRows {
  /** Undefined until all are read. */
  readonly rows: readonly VariantRow[] | undefined;
  readonly done: number;
  readonly total: number;
  readonly error: AppError | undefined;
}

/** The rows of a selection as they are now, read once, a window at a time. */
export function useSelectedRows(selection: GridSelection, query: VariantQuery): SelectedRows {
  const total = selectedCount(selection);
  const [state, setState] = useState<Omit<SelectedRows, 'total'>>({
    rows: undefined,
    done: 0,
    error: undefined,
  });
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      const rows: VariantRow[] = [];
      for await (const window of windowsOf(selection, query)) {
        if (isGone) return;
        rows.push(...window);
        setState({ rows: undefined, done: rows.length, error: undefined });
      }
      if (!isGone) setState({ rows, done: rows.length, error: undefined });
    };
    read().catch((thrown: unknown) => {
      if (!isGone) setState({ rows: undefined, done: 0, error: toAppError(thrown) });
    });
    return () => {
      isGone = true;
    };
  }, [selection, query]);
  return { ...state, total };
}

async function* windowsOf(
  selection: GridSelection,
  query: VariantQuery,
): AsyncGenerator<readonly VariantRow[]> {
  if (selection.kind === 'ids') {
    const ids = [...selection.ids].map((id) => variantIdSchema.parse(id));
    for (let from = 0; from < ids.length; from += AT_ONCE)
      yield await call('variants.pick', { ids: ids.slice(from, from + AT_ONCE) });
    return;
  }
  const seen = new Set<string>();
  for await (const rows of variantPages(query)) {
    // A row that moved while the list was read comes twice; it is one all the same.
    const fresh = rows.filter(({ id }) => !selection.except.has(id) && !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    yield fresh;
  }
}
