import '../../lib/values-locale';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId } from 'react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { ListingValues, ValueTruth } from '../../../shared/contract/values';
import { type PriceValue, type StockValue, valueKindSchema } from '../../../shared/domain/listing-value';
import { useText } from '../../i18n/use-text';
import { Button, ChannelTile, IconButton, Link, RelativeTime, StatusMark, useStatusWord } from '../../ui';
import { SolveMenu } from './SolveMenu';
import { solutionsOf } from './solutions';
import type { ValueActions } from './use-value-actions';
import { ValueSide } from './ValueChain';
import styles from './Values.module.css';
import { useValueWords, valueStatus, worstStatus } from './value-words';

type AnyTruth = ValueTruth<StockValue | PriceValue>;

interface MatrixRowProps {
  readonly listing: ListingValues;
  readonly connection: ConnectionSummary | undefined;
  readonly actions: ValueActions;
  readonly isOpened: boolean;
  readonly onToggle: () => void;
  readonly columns: number;
}

/** One channel of a product; opened, it shows both chains with reasons and computations. */
export function MatrixRow(props: MatrixRowProps) {
  const { listing, connection, actions, isOpened, onToggle, columns } = props;
  const text = useText('values');
  const word = useStatusWord();
  const detailId = useId();
  const solvable = valueKindSchema.options.filter((kind) => solutionsOf(listing[kind]).length > 0);
  const state = listing.gone
    ? 'listing.gone'
    : worstStatus([valueStatus(listing.stock), valueStatus(listing.price)]);
  const hasReason = listing.stock.error !== null || listing.price.error !== null;
  return (
    <>
      <tr>
        <td>
          <span className={styles.channel}>
            <IconButton
              size="small"
              icon={isOpened ? ChevronDown : ChevronRight}
              label={text('matrix.details', { name: listing.connectionName })}
              aria-expanded={isOpened}
              aria-controls={isOpened ? detailId : undefined}
              onPress={onToggle}
            />
            {connection && <ChannelTile name={connection.integrationName} size="small" />}
            <Link href={`#/connections/${listing.connectionId}`}>{listing.connectionName}</Link>
          </span>
        </td>
        <td>
          <Link href={`#/products/${listing.listingId}`}>{listing.sku ?? listing.key}</Link>
          <span className={styles.muted}>
            {' · '}
            {listing.gone
              ? text('matrix.gone')
              : listing.status === null
                ? listing.key
                : word(`listing.${listing.status}`)}
          </span>
        </td>
        <Values truth={listing.stock} />
        <Values truth={listing.price} />
        <td>
          <StatusMark state={state} />
        </td>
        <td>
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
        </td>
      </tr>
      {isOpened && (
        <tr id={detailId}>
          <td colSpan={columns}>
            <div className={styles.sides}>
              {valueKindSchema.options.map((kind) => (
                <ValueSide key={kind} kind={kind} chain={listing[kind]} />
              ))}
            </div>
            <Link href={`#/rules/${listing.connectionId}`}>{text('matrix.rule')}</Link>
          </td>
        </tr>
      )}
    </>
  );
}

/** What is wanted, and what the channel shows with its age. */
function Values({ truth }: { readonly truth: AnyTruth }) {
  const text = useText('values');
  const words = useValueWords();
  return (
    <>
      <td className={styles.end}>
        {truth.state === 'off' ? (
          <span className={styles.muted}>{text('notSent')}</span>
        ) : (
          words.value(truth.wanted)
        )}
      </td>
      <td className={styles.end}>
        {words.value(truth.shown)}
        {truth.confirmed !== null && truth.confirmedAt !== null && (
          <span className={styles.time}>
            <RelativeTime at={truth.confirmedAt} />
          </span>
        )}
      </td>
    </>
  );
}
