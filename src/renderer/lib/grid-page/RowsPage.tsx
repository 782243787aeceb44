import './locale';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { StreamName } from '../../../shared/domain/stream';
import {
  DataGrid,
  DEFAULT_COLUMN_STATE,
  type GridColumn,
  type GridHandle,
  type GridRow,
  type GridSelection,
  type GridSort,
  type GridSource,
  NOTHING_SELECTED,
  Page,
  PageHeader,
  placeColumns,
} from '../../ui';
import { useConnections } from '../shell-facts';
import { columnStore } from './column-store';
import { ExportButton, type ExportSubject } from './ExportButton';
import { Freshness } from './Freshness';
import { PartialBanner } from './PartialBanner';
import type { SavedView } from './saved-views';
import { useDataToken } from './use-data-token';
import type { GridAddress } from './use-grid-address';
import { ViewBar } from './ViewBar';

interface RowsPageProps<Row extends GridRow, Query> {
  /** Names the grid: its stream, its stored columns and views, and the address of its rows' own pages. */
  readonly grid: StreamName;
  readonly words: { readonly title: string; readonly grid: string; readonly exportName: string };
  readonly address: GridAddress;
  readonly given: readonly SavedView[];
  readonly useViewCount: (search: string) => number | undefined;
  readonly columns: readonly GridColumn<Row>[];
  readonly nameColumn: string;
  /** Must stay the same function: a new one asks everything anew. */
  readonly makeSource: (onTotal: (total: number) => void) => GridSource<Row, Query>;
  readonly query: Query;
  readonly sort: GridSort | null;
  readonly isFiltered: boolean;
  /** Connections the filter names; empty = all. */
  readonly connectionIds: readonly ConnectionId[];
  readonly matching: number | undefined;
  readonly isDim: (row: Row) => boolean;
  readonly exported: {
    readonly subject: ExportSubject;
    readonly all: readonly string[];
    /** Columns of the file for a column of the table. */
    readonly of: Readonly<Record<string, readonly string[]>>;
  };
  /** Before the export in the header. */
  readonly actions?: ReactNode;
  /** Before the export of what is selected. */
  readonly selectionActions?: (selection: GridSelection) => ReactNode;
  readonly filters: (onClear: () => void) => ReactNode;
  readonly sidePanel: (onClose: () => void) => ReactNode;
  readonly empty: ReactNode;
}

/** A page that is one table of everything of its kind: views, filters, export, side panel. */
export function RowsPage<Row extends GridRow, Query>(props: RowsPageProps<Row, Query>) {
  const { grid: name, words, address, given, columns, makeSource, exported } = props;
  const navigate = useNavigate();
  const connections = useConnections();
  const [total, setTotal] = useState<number | undefined>(undefined);
  const source = useMemo(() => makeSource(setTotal), [makeSource]);
  const token = useDataToken(name);
  const [selection, setSelection] = useState<GridSelection>(NOTHING_SELECTED);
  const grid = useRef<GridHandle>(null);
  const shown =
    props.connectionIds.length === 0
      ? connections
      : connections.filter(({ id }) => props.connectionIds.includes(id));
  const closePanel = useCallback(() => {
    address.showRow(null);
    grid.current?.focus();
  }, [address.showRow]);
  const clear = () => address.choose(new URLSearchParams());
  const exportButton = (size: 'normal' | 'small') => (
    <ExportButton
      subject={exported.subject}
      selection={selection}
      matching={props.matching}
      allColumns={exported.all}
      shownColumns={() =>
        placeColumns(columns, columnStore.load(name) ?? DEFAULT_COLUMN_STATE).flatMap(
          ({ column }) => exported.of[column.id] ?? [],
        )
      }
      fileName={words.exportName}
      size={size}
    />
  );
  return (
    <Page
      isFilled
      header={
        <PageHeader
          title={words.title}
          actions={
            <>
              {props.actions}
              {exportButton('normal')}
            </>
          }
        />
      }
      sidePanel={props.sidePanel(closePanel)}
    >
      <PartialBanner />
      <ViewBar
        grid={name}
        given={given}
        params={address.params}
        onChoose={address.choose}
        useCount={props.useViewCount}
      />
      <DataGrid
        ref={grid}
        gridId={name}
        label={words.grid}
        columns={columns}
        source={source}
        filter={props.query}
        sort={props.sort}
        onSortChange={address.sortBy}
        nameColumn={props.nameColumn}
        columnStore={columnStore}
        changeToken={token}
        isSelectable
        selection={selection}
        onSelectionChange={setSelection}
        selectionActions={() => (
          <>
            {props.selectionActions?.(selection)}
            {exportButton('small')}
          </>
        )}
        onPreview={(row) => address.showRow(row.id)}
        onOpen={(row) => void navigate(`/${name}/${row.id}`)}
        isDim={props.isDim}
        isFiltered={props.isFiltered}
        unfilteredTotal={total}
        onClearFilters={clear}
        freshness={<Freshness connections={shown} />}
        toolbar={props.filters(clear)}
        empty={props.empty}
      />
    </Page>
  );
}
