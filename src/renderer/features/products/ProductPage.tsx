import './locale';
import '../../lib/values-locale';
import { useParams } from 'react-router';
import type { ListingDetail, ListingRow } from '../../../shared/contract/catalogue-data';
import { listingIdSchema } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import { SafeText } from '../../lib/SafeText';
import { useConnections } from '../../lib/shell-facts';
import {
  Button,
  Card,
  ChannelTile,
  ErrorState,
  Link,
  LoadingRows,
  Page,
  PageHeader,
  StaticTable,
  StatusMark,
  useToast,
} from '../../ui';
import { ChannelMatrix } from '../values/ChannelMatrix';
import { listingStatus } from './listing-status';
import { IdentityFacts, RemoteFacts, TimeFacts, ValueFacts } from './ProductFacts';
import styles from './Products.module.css';

/** One listing with everything Kervan knows of it. */
export function ProductPage() {
  const { id } = useParams();
  const parsed = listingIdSchema.safeParse(id);
  if (!parsed.success) {
    return (
      <Page>
        <ErrorState error={new AppError('input.notFound')} />
      </Page>
    );
  }
  return <KnownProduct id={parsed.data} />;
}

function KnownProduct({ id }: { readonly id: ListingDetail['id'] }) {
  const text = useText('products');
  const { data: listing, error, refetch } = useAnswer('listings.get', { id });
  const connection = useConnections().find((one) => one.id === listing?.connectionId);
  const state = listing ? listingStatus(listing) : null;
  if (!listing) {
    return (
      <Page>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingRows rows={10} />}
      </Page>
    );
  }
  return (
    <Page
      header={
        <PageHeader
          title={listing.title ?? listing.sku ?? text('unnamed')}
          mark={connection && <ChannelTile name={connection.integrationName} size="large" />}
          status={
            <>
              {state && <StatusMark state={state} isSoft />}
              {[listing.variantTitle, listing.sku, listing.barcode].filter(Boolean).map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
            </>
          }
          actions={listing.url?.startsWith('https://') && <OpenThere url={listing.url} />}
        />
      }
    >
      <div className={styles.columns}>
        <Card title={text('detail.values')}>
          <ValueFacts listing={listing} />
        </Card>
        <Card title={text('detail.identity')}>
          <IdentityFacts listing={listing} />
        </Card>
      </div>
      <Channels listing={listing} />
      <Variants listing={listing} />
      <Card title={text('detail.description')}>
        {listing.description ? (
          <SafeText html={listing.description} />
        ) : (
          <p className={styles.muted}>{text('detail.noDescription')}</p>
        )}
        {listing.imageUrls.length > 0 && (
          <p className={styles.muted}>
            {text('detail.pictures', { count: listing.imageUrls.length })} · {text('detail.noPictures')}
          </p>
        )}
      </Card>
      <div className={styles.columns}>
        <Card title={text('detail.remote')}>
          <RemoteFacts listing={listing} />
        </Card>
        <Card title={text('detail.dates')}>
          <TimeFacts listing={listing} />
        </Card>
      </div>
    </Page>
  );
}

function OpenThere({ url }: { readonly url: string }) {
  const text = useText('products');
  const toast = useToast();
  const errorText = useErrorText();
  const open = useAction('desktop.openExternal', {
    onFailed: (error) => toast({ kind: 'failed', text: text('detail.openFailed'), detail: errorText(error) }),
  });
  return <Button onPress={() => open.mutate({ url })}>{text('detail.openThere')}</Button>;
}

/** What the product behind it is told to every channel. */
function Channels({ listing }: { readonly listing: ListingDetail }) {
  const values = useText('values');
  const { data } = useAnswer('values.ofListing', { listingId: listing.id });
  if (!data) return null;
  const variantId = data.listing?.variantId ?? null;
  if (variantId !== null) return <ChannelMatrix variantId={variantId} />;
  return (
    <Card title={values('matrix.title')}>
      <p className={styles.muted}>
        {values('matrix.notMatched')}{' '}
        <Link href={`#/matching?connection=${listing.connectionId}`}>{values('matrix.match')}</Link>
      </p>
    </Card>
  );
}

const MOST_VARIANTS = 100;

/** Its sisters on the same channel. */
function Variants({ listing }: { readonly listing: ListingDetail }) {
  const text = useText('products');
  const format = useFormat();
  const { siblings } = listing;
  if (siblings.length < 2) return null;
  const money = (value: ListingRow['price']) => (value ? format.money(value) : '–');
  const name = (row: ListingRow) => row.variantTitle ?? row.sku ?? row.variantKey;
  return (
    <Card title={text('detail.variants', { count: siblings.length })}>
      <StaticTable
        caption={text('detail.variantsTable')}
        rows={siblings.slice(0, MOST_VARIANTS)}
        columns={[
          {
            id: 'name',
            header: text('column.variant'),
            cell: (row) =>
              row.id === listing.id ? (
                <strong>
                  {name(row)} · {text('detail.this')}
                </strong>
              ) : (
                <Link href={`#/products/${row.id}`}>{name(row)}</Link>
              ),
          },
          { id: 'sku', header: text('column.sku'), cell: (row) => row.sku ?? '–' },
          { id: 'barcode', header: text('column.barcode'), cell: (row) => row.barcode ?? '–' },
          {
            id: 'stock',
            header: text('column.stock'),
            isEnd: true,
            cell: (row) => (row.stock === null ? text('uncounted') : format.number(row.stock)),
          },
          { id: 'price', header: text('column.price'), isEnd: true, cell: (row) => money(row.price) },
          {
            id: 'status',
            header: text('column.status'),
            cell: (row) => {
              const state = listingStatus(row);
              return state ? <StatusMark state={state} /> : '–';
            },
          },
        ]}
      />
      {siblings.length > MOST_VARIANTS && (
        <p className={styles.muted}>
          {text('detail.variantsShown', { formatted: format.number(MOST_VARIANTS) })}
        </p>
      )}
    </Card>
  );
}
