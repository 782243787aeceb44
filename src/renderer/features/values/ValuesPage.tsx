import '../../lib/values-locale';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { ListingValues, ValueRef } from '../../../shared/contract/values';
import { useText } from '../../i18n/use-text';
import { columnStore } from '../../lib/grid-page/column-store';
import { useNewsToken } from '../../lib/use-news-token';
import { DataGrid, type GridColumn, type GridSelection, Page, PageHeader } from '../../ui';
import type { ValueList } from './use-value-list';
import { ValuePanel } from './ValuePanel';
import type { GridValue } from './value-rows';
import { type ValueQuestions, valueSource } from './value-source';

const NEWS = ['values.changed', 'stock.changed'] as const;
const PACE_MS = 1000;

interface ValuesPageProps<Filter extends object> {
  /** Names the page's words and its stored columns. */
  readonly name: 'holds' | 'differences';
  readonly list: ValueList;
  readonly columns: readonly GridColumn<GridValue>[];
  /** Must stay the same object: another one asks everything anew. */
  readonly questions: ValueQuestions<Filter>;
  readonly filter: Filter;
  readonly onClearFilters: () => void;
  readonly headerActions?: ReactNode;
  /** Between header and table. */
  readonly above?: ReactNode;
  readonly toolbar: ReactNode;
  readonly selectionActions: (chosen: GridSelection) => ReactNode;
  readonly panelActions: (listing: ListingValues, opened: ValueRef) => ReactNode;
  readonly empty: ReactNode;
  /** Dialogs. */
  readonly children: ReactNode;
}

/** A page that is one table of values that wait for a person, each with its chain beside the table. */
export function ValuesPage<Filter extends object>(props: ValuesPageProps<Filter>) {
  const { name, list, questions, filter } = props;
  const { change, grid, opened } = list;
  const text = useText('values');
  const token = useNewsToken(NEWS, PACE_MS);
  const [total, setTotal] = useState<number | undefined>(undefined);
  const source = useMemo(() => valueSource(questions, setTotal), [questions]);
  const close = useCallback(() => {
    change({ row: null });
    grid.current?.focus();
  }, [change, grid]);
  const open = (row: GridValue) => change({ row: row.id });
  return (
    <Page
      isFilled
      header={
        <PageHeader
          title={text(`${name}.title`)}
          status={<span>{text(`${name}.purpose`)}</span>}
          actions={props.headerActions}
        />
      }
      sidePanel={
        opened && (
          <ValuePanel
            valueRef={opened}
            onClose={close}
            actions={(listing) => props.panelActions(listing, opened)}
          />
        )
      }
    >
      {props.above}
      <DataGrid
        ref={grid}
        gridId={name}
        label={text(`${name}.grid`)}
        columns={props.columns}
        source={source}
        filter={filter}
        nameColumn="product"
        columnStore={columnStore}
        changeToken={token}
        isSelectable
        selection={list.selection}
        onSelectionChange={list.select}
        selectionActions={props.selectionActions}
        onPreview={open}
        onOpen={open}
        isFiltered={Object.keys(filter).length > 0}
        unfilteredTotal={total}
        onClearFilters={props.onClearFilters}
        toolbar={props.toolbar}
        empty={props.empty}
      />
      {props.children}
    </Page>
  );
}
