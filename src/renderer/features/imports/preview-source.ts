import type { ImportRow, ImportRowKind, ImportToken } from '../../../shared/contract/imports';
import { call } from '../../lib/kervan';
import type { GridSource } from '../../ui';

export interface PreviewFilter {
  /** Which apply of the check the rows are of: another one asks anew. */
  readonly token: ImportToken;
  /** null = all. */
  readonly kind: ImportRowKind | null;
}
export type PreviewRow = ImportRow & { readonly id: string };

/** Rows of a checked file as a grid asks for them, in the order of the file. */
export const previewSource: GridSource<PreviewRow, PreviewFilter> = {
  async count({ filter }) {
    const { total } = await ask(filter, 0, 1);
    return { total, isExact: true };
  },
  async window({ filter }, offset, limit) {
    const { rows } = await ask(filter, offset, limit);
    return rows.map((row) => ({ ...row, id: String(row.row) }));
  },
};

function ask({ token, kind }: PreviewFilter, offset: number, limit: number) {
  return call('imports.rows', { token, offset, limit, ...(kind === null ? {} : { kinds: [kind] }) });
}
