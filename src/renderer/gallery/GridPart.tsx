import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useFormat } from '../i18n/use-format';
import {
  Button,
  ChannelTile,
  DataGrid,
  type GridColumn,
  KeyValueList,
  Page,
  SearchField,
  SidePanel,
  StatusLabel,
  useStatusWord,
} from '../ui';
import styles from './Gallery.module.css';
import { type SampleFilter, type SampleRow, sampleSource } from './sample-rows';

const STATES = ['value.confirmed', 'value.sent', 'value.refused', 'value.differs', 'value.held'] as const;
const MODES: readonly SampleFilter['mode'][] = ['many', 'few', 'none', 'failing', 'slow'];

export function GridPart() {
  const format = useFormat();
  const word = useStatusWord();
  const [address, setAddress] = useSearchParams();
  const total = useRef(Number(address.get('rows') ?? 1_000_000));
  const source = useMemo(() => sampleSource(() => total.current), []);
  const [search, setSearch] = useState('');
  const [changes, setChanges] = useState(0);
  const [shown, setShown] = useState<SampleRow | undefined>(undefined);
  const [opened, setOpened] = useState('');
  const mode = MODES.find((known) => known === address.get('mode')) ?? 'many';
  const filter = useMemo<SampleFilter>(() => ({ search, mode }), [search, mode]);
  const columns = useMemo<readonly GridColumn<SampleRow>[]>(
    () => [
      {
        id: 'title',
        header: 'Ürün',
        width: 280,
        isSortable: true,
        isFixed: true,
        cell: (row) => row.title,
        text: (row) => row.title,
      },
      {
        id: 'sku',
        header: 'Stok kodu',
        width: 130,
        isSortable: true,
        cell: (row) => row.sku,
        text: (row) => row.sku,
      },
      { id: 'barcode', header: 'Barkod', width: 140, cell: (row) => row.barcode, text: (row) => row.barcode },
      {
        id: 'stock',
        header: 'Satılabilir',
        width: 110,
        isEnd: true,
        isSortable: true,
        cell: (row) => format.number(row.stock),
        text: (row) => String(row.stock),
      },
      {
        id: 'price',
        header: 'Ana fiyat',
        width: 140,
        isEnd: true,
        isSortable: true,
        cell: (row) => format.money({ minor: row.priceMinor, currency: 'TRY' }),
        text: (row) => format.money({ minor: row.priceMinor, currency: 'TRY' }),
      },
      {
        id: 'state',
        header: 'Durum',
        width: 220,
        cell: (row) => {
          const state = STATES[row.number % STATES.length] ?? 'value.none';
          return <StatusLabel state={state} word={word(state)} />;
        },
        text: (row) => word(STATES[row.number % STATES.length] ?? 'value.none'),
      },
      {
        id: 'channel',
        header: 'Kanal',
        width: 150,
        cell: (row) => (
          <>
            <ChannelTile name={row.channel} size="small" /> {row.channel}
          </>
        ),
        text: (row) => row.channel,
      },
      {
        id: 'updated',
        header: 'Güncel',
        width: 150,
        cell: (row) => format.dateTime(row.updatedAt),
        text: (row) => format.dateTime(row.updatedAt),
      },
      {
        id: 'number',
        header: 'Sıra',
        width: 110,
        isEnd: true,
        isOptional: true,
        cell: (row) => row.number,
        text: (row) => String(row.number),
      },
    ],
    [format, word],
  );
  return (
    <div className={styles.grid}>
      <Page
        isFilled
        sidePanel={
          shown && (
            <SidePanel title={shown.title} subtitle={shown.sku} onClose={() => setShown(undefined)}>
              <KeyValueList entries={[{ key: 'barcode', label: 'Barkod', value: shown.barcode }]} />
            </SidePanel>
          )
        }
      >
        <DataGrid
          gridId="sample"
          label="Ürünler"
          columns={columns}
          source={source}
          filter={filter}
          isSelectable
          changeToken={changes}
          onPreview={setShown}
          onOpen={(row) => setOpened(row.sku)}
          isFiltered={search !== ''}
          unfilteredTotal={48_210}
          onClearFilters={() => setSearch('')}
          freshness={<span>3 dk önce</span>}
          selectionActions={() => <Button size="small">Stok düzenle</Button>}
          toolbar={
            <>
              <SearchField
                label="Ara"
                placeholder="Ara: ad, stok kodu, barkod"
                value={search}
                onChange={setSearch}
              />
              {MODES.map((name) => (
                <Button
                  key={name}
                  size="small"
                  variant="quiet"
                  onPress={() => setAddress({ part: 'grid', mode: name })}
                >
                  {name}
                </Button>
              ))}
              <Button
                size="small"
                onPress={() => {
                  total.current += 310;
                  setChanges(changes + 1);
                }}
              >
                310 yeni kayıt gelsin
              </Button>
              <output>{opened && `Açılan: ${opened}`}</output>
            </>
          }
        />
      </Page>
    </div>
  );
}
