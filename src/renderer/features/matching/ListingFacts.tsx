import type { MatchRow } from '../../../shared/contract/matching';
import { moneySchema } from '../../../shared/domain/money';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import { type KeyValue, KeyValueList, Link } from '../../ui';
import { useFailedToast } from '../connections/use-failed-toast';
import styles from './Matching.module.css';

const NONE = '–';

/** Codes, price and stock of the listing, and the way to it on its channel. */
export function ListingFacts({ row }: { readonly row: MatchRow }) {
  const text = useText('matching');
  const format = useFormat();
  const url = useAnswer('listings.get', { id: row.listingId }).data?.url;
  const money = moneySchema.safeParse({ minor: row.priceMinor, currency: row.currency });
  const code = (value: string | null) =>
    value === null ? NONE : <span className={styles.code}>{value}</span>;
  const entries: readonly KeyValue[] = [
    { key: 'sku', label: text('column.sku'), value: code(row.sku) },
    { key: 'barcode', label: text('column.barcode'), value: code(row.barcode) },
    ...(row.brand === null ? [] : [{ key: 'brand', label: text('column.brand'), value: row.brand }]),
    ...row.options.map(({ name, value }, index) => ({ key: `option-${index}`, label: name, value })),
    { key: 'price', label: text('column.price'), value: money.success ? format.money(money.data) : NONE },
    {
      key: 'stock',
      label: text('column.stock'),
      value: row.stock === null ? text('uncounted') : format.number(row.stock),
    },
  ];
  return (
    <>
      <KeyValueList entries={entries} />
      <p className={styles.links}>
        <Link href={`#/products/${row.listingId}`}>{text('doubtful.details')}</Link>
        {url?.startsWith('https://') && <OpenThere url={url} />}
      </p>
    </>
  );
}

function OpenThere({ url }: { readonly url: string }) {
  const text = useText('matching');
  const open = useAction('desktop.openExternal', { onFailed: useFailedToast() });
  return (
    <Link isExternal onPress={() => open.mutate({ url })}>
      {text('doubtful.openThere')}
    </Link>
  );
}
