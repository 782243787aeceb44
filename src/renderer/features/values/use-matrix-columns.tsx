import '../../lib/values-locale';
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { ListingValues, ValueTruth } from '../../../shared/contract/values';
import { type PriceValue, type StockValue, valueKindSchema } from '../../../shared/domain/listing-value';
import { useText } from '../../i18n/use-text';
import {
  Button,
  ChannelTile,
  IconButton,
  Link,
  RelativeTime,
  type StaticColumn,
  StatusMark,
  useStatusWord,
} from '../../ui';
import { detailIdOf, type MatrixRow } from './MatrixDetail';
import { SolveMenu } from './SolveMenu';
import { solutionsOf } from './solutions';
import { useValueActions, type ValueActions } from './use-value-actions';
import styles from './Values.module.css';
import { useValueWords, valueStatus, worstStatus } from './value-words';

type AnyTruth = ValueTruth<StockValue | PriceValue>;

/** One channel of a product in a row; `opened` = rows whose chains are shown below them. */
export function useMatrixColumns(
  opened: ReadonlySet<string>,
  onToggle: (id: string) => void,
): readonly StaticColumn<MatrixRow>[] {
  const text = useText('values');
  const word = useStatusWord();
  const words = useValueWords();
  const actions = useValueActions();
  const wanted = (truth: AnyTruth) =>
    truth.state === 'off' ? (
      <span className={styles.muted}>{text('notSent')}</span>
    ) : (
      <span className={styles.number}>{words.value(truth.wanted)}</span>
    );
  const shown = (truth: AnyTruth) => (
    <>
      <span className={styles.number}>{words.value(truth.shown)}</span>
      {truth.confirmed !== null && truth.confirmedAt !== null && (
        <span className={styles.time}>
          <RelativeTime at={truth.confirmedAt} />
        </span>
      )}
    </>
  );
  const stateOf = (listing: ListingValues) =>
    listing.gone ? 'listing.gone' : worstStatus([valueStatus(listing.stock), valueStatus(listing.price)]);
  const stateThere = ({ gone, status, key }: ListingValues) => {
    if (gone) return text('matrix.gone');
    return status === null ? key : word(`listing.${status}`);
  };
  const ofListing = (cell: (listing: ListingValues) => ReactNode) => (row: MatrixRow) =>
    'listing' in row && cell(row.listing);
  const number = (
    id: 'stock' | 'stockThere' | 'price' | 'priceThere',
    cell: (listing: ListingValues) => ReactNode,
  ): StaticColumn<MatrixRow> => ({ id, header: text(`matrix.${id}`), isEnd: true, cell: ofListing(cell) });
  return [
    {
      id: 'channel',
      header: text('matrix.channel'),
      cell: (row) =>
        'listing' in row ? (
          <Channel row={row} isOpened={opened.has(row.id)} onToggle={() => onToggle(row.id)} />
        ) : (
          <Unmatched connection={row.connection} />
        ),
    },
    {
      id: 'listing',
      header: text('matrix.listing'),
      cell: (row) =>
        'listing' in row ? (
          <>
            <Link href={`#/products/${row.listing.listingId}`}>{row.listing.sku ?? row.listing.key}</Link>
            <span className={styles.muted}> · {stateThere(row.listing)}</span>
          </>
        ) : (
          <span className={styles.muted}>{text('matrix.unmatched')}</span>
        ),
    },
    number('stock', ({ stock }) => wanted(stock)),
    number('stockThere', ({ stock }) => shown(stock)),
    number('price', ({ price }) => wanted(price)),
    number('priceThere', ({ price }) => shown(price)),
    {
      id: 'state',
      header: text('matrix.state'),
      cell: (row) => <StatusMark state={'listing' in row ? stateOf(row.listing) : 'value.none'} />,
    },
    {
      id: 'actions',
      header: text('matrix.actions'),
      cell: (row) =>
        'listing' in row ? (
          <Actions
            listing={row.listing}
            actions={actions}
            isOpened={opened.has(row.id)}
            onToggle={() => onToggle(row.id)}
          />
        ) : (
          <Link
            href={`#/matching?connection=${row.connection.id}`}
            aria-label={text('matrix.matchLabel', { name: row.connection.name })}
          >
            {text('matrix.match')}
          </Link>
        ),
    },
  ];
}

interface Opening {
  readonly isOpened: boolean;
  readonly onToggle: () => void;
}

interface ChannelProps extends Opening {
  readonly row: Extract<MatrixRow, { readonly listing: ListingValues }>;
}

function Channel({ row: { listing, channel }, isOpened, onToggle }: ChannelProps) {
  const text = useText('values');
  return (
    <span className={styles.channel}>
      <IconButton
        size="small"
        icon={isOpened ? ChevronDown : ChevronRight}
        label={text('matrix.details', { name: listing.connectionName })}
        aria-expanded={isOpened}
        aria-controls={isOpened ? detailIdOf(listing) : undefined}
        onPress={onToggle}
      />
      {channel && <ChannelTile name={channel} size="small" />}
      <Link href={`#/connections/${listing.connectionId}`}>{listing.connectionName}</Link>
    </span>
  );
}

function Unmatched({ connection }: { readonly connection: ConnectionSummary }) {
  return (
    <span className={styles.channel}>
      <ChannelTile name={connection.integrationName} size="small" /> {connection.name}
    </span>
  );
}

interface ActionsProps extends Opening {
  readonly listing: ListingValues;
  readonly actions: ValueActions;
}

function Actions({ listing, actions, isOpened, onToggle }: ActionsProps) {
  const text = useText('values');
  const solvable = valueKindSchema.options.filter((kind) => solutionsOf(listing[kind]).length > 0);
  const hasReason = listing.stock.error !== null || listing.price.error !== null;
  return (
    <span className={styles.actions}>
      {hasReason && !isOpened && (
        <Button
          size="small"
          variant="quiet"
          aria-label={text('matrix.whyLabel', { name: listing.connectionName })}
          onPress={onToggle}
        >
          {text('matrix.why')}
        </Button>
      )}
      {solvable.map((kind) => (
        <SolveMenu
          key={kind}
          listing={listing}
          kind={kind}
          actions={actions}
          isShort={solvable.length === 1}
        />
      ))}
    </span>
  );
}
