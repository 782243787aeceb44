import '../../lib/values-locale';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { ListingValues } from '../../../shared/contract/values';
import { valueKindSchema } from '../../../shared/domain/listing-value';
import { useText } from '../../i18n/use-text';
import { Link } from '../../ui';
import { ValueSide } from './ValueChain';
import styles from './Values.module.css';

/** A listing of the product, or a connection that has none. */
export type MatrixRow =
  | {
      readonly id: string;
      readonly listing: ListingValues;
      /** Name of its integration; undefined until it is known. */
      readonly channel: string | undefined;
    }
  | { readonly id: string; readonly connection: ConnectionSummary };

/** Id of what a row shows when it is opened. */
export function detailIdOf({ listingId }: ListingValues): string {
  return `values-of-${listingId}`;
}

/** Both chains of a listing with reasons and computations. */
export function MatrixDetail({ listing }: { readonly listing: ListingValues }) {
  const text = useText('values');
  return (
    <div id={detailIdOf(listing)}>
      <div className={styles.sides}>
        {valueKindSchema.options.map((kind) => (
          <ValueSide key={kind} kind={kind} chain={listing[kind]} />
        ))}
      </div>
      <Link href={`#/rules/${listing.connectionId}`}>{text('matrix.rule')}</Link>
    </div>
  );
}
