import type { ListingDetail } from '../../../shared/contract/catalogue-data';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useConnections } from '../../lib/shell-facts';
import { ChannelTile, DateTime, type KeyValue, KeyValueList, Link, StatusMark } from '../../ui';
import { listingStatus } from './listing-status';
import styles from './Products.module.css';

const NONE = '–';

interface FactsProps {
  readonly listing: ListingDetail;
}

/** Where it is sold, for how much and how many. */
export function ValueFacts({ listing }: FactsProps) {
  const text = useText('products');
  const format = useFormat();
  const connection = useConnections().find(({ id }) => id === listing.connectionId);
  const state = listingStatus(listing);
  const entries: readonly KeyValue[] = [
    {
      key: 'channel',
      label: text('column.channel'),
      value: connection ? (
        <span className={styles.channel}>
          <ChannelTile name={connection.integrationName} size="small" />
          <Link href={`#/connections/${connection.id}`}>{connection.name}</Link>
        </span>
      ) : (
        NONE
      ),
    },
    { key: 'status', label: text('detail.status'), value: state ? <StatusMark state={state} /> : NONE },
    { key: 'channelStatus', label: text('detail.channelStatus'), value: listing.channelStatus ?? NONE },
    {
      key: 'stock',
      label: text('detail.stock'),
      value: listing.stock === null ? text('uncounted') : format.number(listing.stock),
    },
    { key: 'price', label: text('detail.price'), value: listing.price ? format.money(listing.price) : NONE },
    {
      key: 'listPrice',
      label: text('detail.listPrice'),
      value: listing.listPrice ? format.money(listing.listPrice) : NONE,
    },
    {
      key: 'vat',
      label: text('column.vatRate'),
      value:
        listing.vatRate === null
          ? NONE
          : format.percent(listing.vatRate / 100, listing.vatRate % 1 === 0 ? 0 : 1),
    },
  ];
  return <KeyValueList entries={entries} />;
}

export function IdentityFacts({ listing }: FactsProps) {
  const text = useText('products');
  const code = (value: string | null) =>
    value === null ? NONE : <span className={styles.code}>{value}</span>;
  return (
    <KeyValueList
      entries={[
        { key: 'sku', label: text('column.sku'), value: code(listing.sku) },
        { key: 'barcode', label: text('column.barcode'), value: code(listing.barcode) },
        { key: 'brand', label: text('column.brand'), value: listing.brand ?? NONE },
        { key: 'category', label: text('column.category'), value: listing.category ?? NONE },
        ...listing.options.map(({ name, value }, index) => ({ key: `option-${index}`, label: name, value })),
      ]}
    />
  );
}

export function TimeFacts({ listing }: FactsProps) {
  const text = useText('products');
  return (
    <KeyValueList
      entries={[
        { key: 'updatedAt', label: text('detail.updatedAt'), value: <DateTime at={listing.updatedAt} /> },
        {
          key: 'modifiedAt',
          label: text('detail.modifiedAt'),
          value: listing.modifiedAt === null ? NONE : <DateTime at={listing.modifiedAt} />,
        },
        { key: 'createdAt', label: text('detail.createdAt'), value: <DateTime at={listing.createdAt} /> },
        ...(listing.goneAt === null
          ? []
          : [{ key: 'goneAt', label: text('detail.goneAt'), value: <DateTime at={listing.goneAt} /> }]),
      ]}
    />
  );
}

/** The channel's own names for it, as support there will ask for them. */
export function RemoteFacts({ listing }: FactsProps) {
  const text = useText('products');
  const entries = [
    { key: 'productKey', label: text('detail.productKey'), value: listing.productKey },
    { key: 'variantKey', label: text('detail.variantKey'), value: listing.variantKey },
    ...Object.entries(listing.remoteIds).map(([name, value]) => ({
      key: `remote-${name}`,
      label: name,
      value,
    })),
  ];
  return (
    <KeyValueList
      entries={entries.map((entry) => ({
        ...entry,
        value: <span className={styles.code}>{entry.value}</span>,
      }))}
    />
  );
}
