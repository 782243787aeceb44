import { useMemo, useState } from 'react';
import type { RulesSheet } from '../../../shared/contract/rules';
import type { VariantQuery, VariantRow } from '../../../shared/contract/stock';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useSearchText } from '../../lib/grid-page/use-search-text';
import { call } from '../../lib/kervan';
import {
  Button,
  DataGrid,
  Dialog,
  EmptyState,
  type GridColumn,
  type GridSelection,
  type GridSource,
  NOTHING_SELECTED,
  SearchField,
  selectedCount,
} from '../../ui';
import { ProgressText } from './ProgressText';
import styles from './Rules.module.css';
import { useStopListChange } from './use-stop-list-change';

interface AddToStopListProps {
  readonly sheet: RulesSheet;
  readonly onClose: () => void;
}

/** Finds variants and puts them on the stop list: one, a few, or all that match. */
export function AddToStopList({ sheet, onClose }: AddToStopListProps) {
  const text = useText('rules');
  const format = useFormat();
  const [searched, setSearched] = useState('');
  const [typed, setTyped] = useSearchText(searched, setSearched);
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  const [total, setTotal] = useState<number>();
  const source = useMemo(() => variantSource(setTotal), []);
  const columns = useVariantColumns();
  const change = useStopListChange(sheet.connectionId);
  const count = selectedCount(selection);
  const query = queryOf(searched);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={text('stopList.addTitle')}
      size="large"
      keepsWork
      actions={
        <>
          <ProgressText progress={change.progress} />
          <Button onPress={onClose}>{text('save.discard')}</Button>
          <Button
            variant="primary"
            isDisabled={count === 0}
            isPending={change.isWorking}
            onPress={() => change.run('add', selection, () => allVariants(query), onClose)}
          >
            {text('stopList.addChosen', { count, shown: format.number(count) })}
          </Button>
        </>
      }
    >
      <p className={styles.muted}>
        {text(sheet.rules.stock.send ? 'stopList.addHelp' : 'stopList.addHelpOff')}
      </p>
      <SearchField
        label={text('stopList.search')}
        placeholder={text('stopList.searchPlaceholder')}
        value={typed}
        onChange={setTyped}
        autoFocus
      />
      <div className={styles.pick}>
        <DataGrid
          gridId="rules-pick"
          label={text('stopList.pick')}
          columns={columns}
          source={source}
          filter={query}
          sort={null}
          nameColumn="product"
          isSelectable
          selection={selection}
          onSelectionChange={setSelection}
          isFiltered={searched.trim() !== ''}
          {...(total === undefined ? {} : { unfilteredTotal: total })}
          onClearFilters={() => {
            setTyped('');
            setSearched('');
          }}
          empty={<EmptyState sentence={text('stopList.noVariants')} />}
        />
      </div>
    </Dialog>
  );
}

function queryOf(searched: string): VariantQuery {
  const words = searched.trim();
  return words === '' ? {} : { text: words };
}

function variantSource(onTotal: (total: number) => void): GridSource<VariantRow, VariantQuery> {
  return {
    async count({ filter }) {
      const { count, total } = await call('variants.count', filter);
      onTotal(total);
      return { total: count, isExact: true };
    },
    window: ({ filter }, offset, limit) =>
      call('variants.window', { query: filter, window: { offset, limit } }),
  };
}

const PAGE = 500;

async function* allVariants(query: VariantQuery): AsyncGenerator<readonly string[]> {
  for (let offset = 0; ; offset += PAGE) {
    const rows = await call('variants.window', { query, window: { offset, limit: PAGE } });
    yield rows.map(({ id }) => id);
    if (rows.length < PAGE) return;
  }
}

function useVariantColumns(): readonly GridColumn<VariantRow>[] {
  const text = useText('rules');
  const format = useFormat();
  return useMemo(() => {
    const name = ({ title, variantTitle }: VariantRow) => [title, variantTitle].filter(Boolean).join(' · ');
    const sku = (row: VariantRow) => row.sku ?? row.barcode ?? '–';
    const available = (row: VariantRow) => (row.openedAt === null ? '–' : format.number(row.available));
    return [
      { id: 'product', header: text('preview.product'), width: 320, isFixed: true, cell: name, text: name },
      { id: 'sku', header: text('preview.sku'), width: 160, cell: sku, text: sku },
      {
        id: 'available',
        header: text('preview.available'),
        width: 110,
        isEnd: true,
        cell: available,
        text: available,
      },
    ];
  }, [text, format]);
}
