import { useMemo, useState } from 'react';
import type { RulesSheet } from '../../../shared/contract/rules';
import type { VariantQuery, VariantRow } from '../../../shared/contract/stock';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useSearchText } from '../../lib/grid-page/use-search-text';
import {
  Button,
  DataGrid,
  Dialog,
  EmptyState,
  type GridSelection,
  NOTHING_SELECTED,
  SearchField,
  selectedCount,
} from '../../ui';
import { stockSource } from '../stock/stock-filter';
import { variantPages } from '../stock/variant-pages';
import { ProgressText } from './ProgressText';
import styles from './Rules.module.css';
import { useProductColumns } from './use-product-columns';
import { useStopListChange } from './use-stop-list-change';

interface AddToStopListProps {
  readonly sheet: RulesSheet;
  readonly onClose: () => void;
}

/** Finds variants and puts them on the stop list: one, a few, or all that match. */
export function AddToStopList({ sheet, onClose }: AddToStopListProps) {
  const text = useText('rules');
  const common = useText('common');
  const format = useFormat();
  const [searched, setSearched] = useState('');
  const [typed, setTyped] = useSearchText(searched, setSearched);
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  const [total, setTotal] = useState<number>();
  const source = useMemo(() => stockSource(setTotal), []);
  const columns = useProductColumns<VariantRow>();
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
          <Button onPress={onClose}>{common('action.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={count === 0}
            isPending={change.isWorking}
            onPress={() => change.run('add', selection, () => idsOf(query), onClose)}
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

async function* idsOf(query: VariantQuery): AsyncGenerator<readonly string[]> {
  for await (const rows of variantPages(query)) yield rows.map(({ id }) => id);
}
