import type { OrderDetail } from '../../../shared/contract/catalogue-data';
import type { Money } from '../../../shared/domain/money';
import type { Address } from '../../../shared/domain/order';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useConnections } from '../../lib/shell-facts';
import { ChannelTile, DateTime, type KeyValue, KeyValueList, Link, StatusMark } from '../../ui';
import { isLate } from './lateness';
import styles from './Orders.module.css';

const NONE = '–';

interface FactsProps {
  readonly order: OrderDetail;
}

/** Kervan's word and the channel's own, side by side. */
export function StatusFacts({ order }: FactsProps) {
  const text = useText('orders');
  const connection = useConnections().find(({ id }) => id === order.connectionId);
  return (
    <KeyValueList
      entries={[
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
        {
          key: 'status',
          label: text('detail.status'),
          value: <StatusMark state={`order.${order.status}`} />,
        },
        { key: 'channelStatus', label: text('column.channelStatus'), value: order.channelStatus ?? NONE },
      ]}
    />
  );
}

export function TotalFacts({ order }: FactsProps) {
  const text = useText('orders');
  const format = useFormat();
  const amount = (key: string, label: string, value: Money | null): readonly KeyValue[] =>
    value === null ? [] : [{ key, label, value: format.money(value) }];
  return (
    <KeyValueList
      entries={[
        ...amount('discount', text('detail.discount'), order.discount),
        ...amount('shipping', text('detail.shipping'), order.shipping),
        ...amount('tax', text('detail.tax'), order.tax),
        {
          key: 'total',
          label: text('detail.payable'),
          value: <strong>{order.total ? format.money(order.total) : NONE}</strong>,
        },
        ...(order.paymentMethod
          ? [{ key: 'payment', label: text('detail.payment'), value: order.paymentMethod }]
          : []),
      ]}
    />
  );
}

export function CustomerFacts({ order }: FactsProps) {
  const text = useText('orders');
  const isSame =
    order.billingAddress !== null &&
    JSON.stringify(order.billingAddress) === JSON.stringify(order.shippingAddress);
  return (
    <KeyValueList
      entries={[
        { key: 'name', label: text('detail.name'), value: order.customerName ?? NONE },
        ...(order.email
          ? [
              {
                key: 'email',
                label: text('detail.email'),
                value: <span className={styles.code}>{order.email}</span>,
              },
            ]
          : []),
        ...(order.phone
          ? [
              {
                key: 'phone',
                label: text('detail.phone'),
                value: <span className={styles.code}>{order.phone}</span>,
              },
            ]
          : []),
        {
          key: 'shipping',
          label: text('detail.shippingAddress'),
          value: order.shippingAddress ? <AddressLines address={order.shippingAddress} /> : NONE,
        },
        ...(order.billingAddress
          ? [
              {
                key: 'billing',
                label: text('detail.billingAddress'),
                value: isSame ? text('detail.sameAddress') : <AddressLines address={order.billingAddress} />,
              },
            ]
          : []),
        ...(order.note ? [{ key: 'note', label: text('detail.note'), value: order.note }] : []),
      ]}
    />
  );
}

function AddressLines({ address }: { readonly address: Address }) {
  const text = useText('orders');
  const place = [address.postalCode, address.district, address.city, address.country]
    .filter(Boolean)
    .join(' ');
  const lines = [
    address.name,
    address.company,
    address.line1,
    address.line2,
    address.neighborhood,
    place,
    address.phone,
  ];
  const tax = [
    address.taxOffice ? `${text('detail.taxOffice')}: ${address.taxOffice}` : null,
    address.taxNumber ? `${text('detail.taxNumber')}: ${address.taxNumber}` : null,
  ];
  return (
    <span className={styles.address}>
      {[...lines, ...tax].flatMap((line, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the address
        line ? [<span key={index}>{line}</span>] : [],
      )}
    </span>
  );
}

export function TimeFacts({ order }: FactsProps) {
  const text = useText('orders');
  const format = useFormat();
  const now = useNow(60_000);
  const time = (at: number | null) => (at === null ? NONE : <DateTime at={at} />);
  const due =
    order.dueAt !== null && isLate(order, now) ? (
      <span className={styles.late}>{text('late', { time: format.dateTime(order.dueAt) })}</span>
    ) : (
      time(order.dueAt)
    );
  return (
    <KeyValueList
      entries={[
        { key: 'placedAt', label: text('detail.placedAt'), value: time(order.placedAt) },
        { key: 'dueAt', label: text('detail.dueAt'), value: due },
        { key: 'modifiedAt', label: text('detail.modifiedAt'), value: time(order.modifiedAt) },
        { key: 'updatedAt', label: text('detail.updatedAt'), value: time(order.updatedAt) },
        { key: 'createdAt', label: text('detail.createdAt'), value: time(order.createdAt) },
      ]}
    />
  );
}

export function RemoteFacts({ order }: FactsProps) {
  const text = useText('orders');
  const entries = [
    ['key', text('detail.key'), order.key],
    ...Object.entries(order.remoteIds).map(([name, id]) => [`id-${name}`, name, id]),
  ] as const;
  return (
    <KeyValueList
      entries={entries.map(([key = '', label = '', value]) => ({
        key,
        label,
        value: <span className={styles.code}>{value}</span>,
      }))}
    />
  );
}
