import './locale';
import { useMemo } from 'react';
import { type ImportRowKind, type ImportToken, importRowKindSchema } from '../../../shared/contract/imports';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { ChoiceChip, DataGrid, EmptyState, type GridColumn, StatusLabel, useStatusWord } from '../../ui';
import styles from './Imports.module.css';
import { type PreviewFilter, type PreviewRow, previewSource } from './preview-source';
import { useValueWords } from './value-words';

interface PreviewGridProps {
  readonly token: ImportToken;
  /** Another number: the rows are others. */
  readonly round: number;
  readonly kinds: Readonly<Record<ImportRowKind, number>>;
  readonly kind: ImportRowKind | null;
  readonly onKind: (kind: ImportRowKind | null) => void;
  readonly onOpen: (row: PreviewRow) => void;
}

export function PreviewGrid({ token, round, kinds, kind, onKind, onOpen }: PreviewGridProps) {
  const text = useText('imports');
  const columns = usePreviewColumns();
  const filter: PreviewFilter = useMemo(() => ({ token, kind }), [token, kind]);
  const all = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  return (
    <DataGrid
      gridId="imports"
      label={text('preview.grid')}
      columns={columns}
      source={previewSource}
      filter={filter}
      sort={null}
      nameColumn="product"
      changeToken={round}
      onOpen={onOpen}
      onPreview={onOpen}
      isFiltered={kind !== null}
      unfilteredTotal={all}
      onClearFilters={() => onKind(null)}
      toolbar={
        <fieldset className={styles.chips}>
          <legend className="visually-hidden">{text('preview.filter')}</legend>
          <ChoiceChip
            label={text('preview.all')}
            count={all}
            isSelected={kind === null}
            onChange={() => onKind(null)}
          />
          {importRowKindSchema.options
            .filter((one) => kinds[one] > 0)
            .map((one) => (
              <ChoiceChip
                key={one}
                label={text(`preview.${one}`)}
                count={kinds[one]}
                isSelected={kind === one}
                onChange={(isSelected) => onKind(isSelected ? one : null)}
              />
            ))}
        </fieldset>
      }
      empty={<EmptyState sentence={text('preview.empty')} />}
    />
  );
}

function usePreviewColumns(): readonly GridColumn<PreviewRow>[] {
  const text = useText('imports');
  const errorText = useErrorText();
  const statusWord = useStatusWord();
  const { change } = useValueWords();
  return useMemo(() => {
    const changes = (row: PreviewRow) =>
      row.changes.map((one) => change(one, row.variantId === null)).join(' · ');
    const problems = (row: PreviewRow) => row.errors.map((error) => errorText(error)).join(' ');
    const product = (row: PreviewRow) =>
      [row.title, row.sku ?? row.barcode].filter((part) => part !== null).join(' · ');
    return [
      {
        id: 'row',
        header: text('preview.row'),
        width: 64,
        isEnd: true,
        isFixed: true,
        cell: (row) => row.row,
        text: (row) => String(row.row),
      },
      {
        id: 'kind',
        header: text('preview.kind'),
        width: 136,
        cell: (row) => <StatusLabel state={`import.${row.kind}`} word={statusWord(`import.${row.kind}`)} />,
        text: (row) => statusWord(`import.${row.kind}`),
      },
      {
        id: 'product',
        header: text('preview.product'),
        width: 196,
        cell: (row) => product(row),
        text: (row) => product(row),
      },
      { id: 'changes', header: text('preview.changes'), width: 280, cell: changes, text: changes },
      {
        id: 'problem',
        header: text('preview.problem'),
        width: 290,
        cell: (row) => <span title={problems(row)}>{problems(row)}</span>,
        text: problems,
      },
    ];
  }, [text, errorText, statusWord, change]);
}
