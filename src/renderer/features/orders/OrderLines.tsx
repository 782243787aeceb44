import type { OrderDetail, OrderLine, OrderPackage } from '../../../shared/contract/catalogue-data';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, Card, StaticTable, StatusMark, useToast } from '../../ui';
import styles from './Orders.module.css';

const NONE = '–';

interface LinesProps {
  readonly order: OrderDetail;
}

/** Lines as a short list, for the side panel. */
export function LineList({ order }: LinesProps) {
  const text = useText('orders');
  const format = useFormat();
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>{text('detail.lines', { count: order.lines.length })}</h3>
      <ul className={styles.lines}>
        {order.lines.map((line) => (
          <li key={line.key} className={styles.line}>
            <span className={styles.quantity}>{format.number(line.quantity)} ×</span>
            <span className={styles.lineName}>
              {line.title ?? NONE}
              <span className={styles.muted}>{codesOf(line)}</span>
              {line.status !== order.status && <StatusMark state={`order.${line.status}`} />}
            </span>
            <span className={styles.amount}>{line.total ? format.money(line.total) : NONE}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function codesOf({ sku, barcode }: OrderLine): string {
  return [sku, barcode].filter(Boolean).join(' · ');
}

/** Lines with everything the channel told of them. */
export function LineTable({ order }: LinesProps) {
  const text = useText('orders');
  const format = useFormat();
  const money = (value: OrderLine['total']) => (value ? format.money(value) : NONE);
  const rows = order.lines.map((line) => ({ ...line, id: line.key }));
  return (
    <Card title={text('detail.lines', { count: rows.length })}>
      <StaticTable
        caption={text('detail.linesTable')}
        rows={rows}
        columns={[
          {
            id: 'product',
            header: text('detail.product'),
            cell: (line) => <span className={styles.wrapped}>{line.title ?? NONE}</span>,
          },
          { id: 'code', header: text('detail.code'), cell: (line) => codesOf(line) || NONE },
          {
            id: 'quantity',
            header: text('detail.quantity'),
            isEnd: true,
            cell: (line) => (
              <span className={styles.twoLines}>
                {format.number(line.quantity)}
                {line.returnedPieces > 0 && line.returnedPieces < line.quantity && (
                  <span className={styles.muted}>
                    {text('detail.returnedPieces', { count: line.returnedPieces })}
                  </span>
                )}
              </span>
            ),
          },
          {
            id: 'unitPrice',
            header: text('detail.unitPrice'),
            isEnd: true,
            cell: (line) => money(line.unitPrice),
          },
          {
            id: 'discount',
            header: text('detail.discount'),
            isEnd: true,
            cell: (line) => money(line.discount),
          },
          {
            id: 'vat',
            header: text('detail.vatRate'),
            isEnd: true,
            cell: (line) => (line.vatRate === null ? NONE : format.percent(line.vatRate / 100)),
          },
          { id: 'total', header: text('detail.total'), isEnd: true, cell: (line) => money(line.total) },
          { id: 'package', header: text('detail.package'), cell: (line) => line.packageKey || NONE },
          {
            id: 'status',
            header: text('detail.status'),
            cell: (line) => (
              <span className={styles.twoLines}>
                <StatusMark state={`order.${line.status}`} />
                {line.channelStatus && <span className={styles.muted}>{line.channelStatus}</span>}
              </span>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** Packages that count, and under them those that were split, merged or renewed. */
export function Packages({ order }: LinesProps) {
  const text = useText('orders');
  const current = order.packages.filter((one) => !one.superseded);
  const former = order.packages.filter((one) => one.superseded);
  if (order.packages.length === 0) return null;
  return (
    <Card title={text('detail.packages', { count: current.length })}>
      <PackageTable caption={text('detail.packagesTable')} packages={current} />
      {former.length > 0 && (
        <section className={styles.section}>
          <h3 className={styles.sectionTitle}>{text('detail.history')}</h3>
          <p className={styles.muted}>{text('detail.superseded')}</p>
          <PackageTable caption={text('detail.formerTable')} packages={former} />
        </section>
      )}
    </Card>
  );
}

function PackageTable({
  caption,
  packages,
}: {
  readonly caption: string;
  readonly packages: readonly OrderPackage[];
}) {
  const text = useText('orders');
  return (
    <StaticTable
      caption={caption}
      rows={packages.map((one) => ({ ...one, id: one.key }))}
      columns={[
        {
          id: 'key',
          header: text('detail.packageNo'),
          cell: (one) => (
            <>
              <span className={styles.code}>{one.key || text('detail.noPackage')}</span>
              {one.replaces.length > 0 && (
                <span className={styles.muted}>
                  {' '}
                  {text('detail.replaces', { keys: one.replaces.join(', ') })}
                </span>
              )}
            </>
          ),
        },
        {
          id: 'status',
          header: text('detail.kervanStatus'),
          cell: (one) => <StatusMark state={`order.${one.status}`} />,
        },
        {
          id: 'channelStatus',
          header: text('detail.channelStatus'),
          cell: (one) => one.channelStatus ?? NONE,
        },
        {
          id: 'tracking',
          header: text('detail.tracking'),
          cell: (one) => (
            <>
              {[one.carrier, one.trackingNumber].filter(Boolean).join(' · ') || NONE}
              {one.trackingUrl?.startsWith('https://') && <TrackingButton url={one.trackingUrl} />}
            </>
          ),
        },
      ]}
    />
  );
}

function TrackingButton({ url }: { readonly url: string }) {
  const text = useText('orders');
  const toast = useToast();
  const errorText = useErrorText();
  const open = useAction('desktop.openExternal', {
    onFailed: (error) => toast({ kind: 'failed', text: text('detail.openFailed'), detail: errorText(error) }),
  });
  return (
    <Button size="small" variant="quiet" onPress={() => open.mutate({ url })}>
      {text('detail.trackingOpen')}
    </Button>
  );
}
