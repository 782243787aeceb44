import { useMemo } from 'react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { MatchVariant } from '../../../shared/contract/matching';
import { moneySchema } from '../../../shared/domain/money';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { variantName } from '../../lib/variant-name';
import { ChannelTile, type GridColumn, PicturePlace, writtenColumn } from '../../ui';
import styles from './Matching.module.css';
import type { DecisionRow, ProposalRow } from './match-sources';
import { matchedText, reasonText } from './reason-text';

const NONE = '–';

interface Named {
  readonly title: string | null;
  readonly variantTitle: string | null;
  readonly sku: string | null;
}

/** Title and variant as one line. */
export function nameOf({ title, variantTitle, sku }: Named, unnamed: string): string {
  return variantName(title ?? sku ?? unnamed, variantTitle);
}

/** Columns both kinds of rows have. */
function useSharedColumns(connections: readonly ConnectionSummary[]) {
  const text = useText('matching');
  return useMemo(() => {
    const channelOf = new Map(connections.map((connection) => [String(connection.id), connection] as const));
    type Row = Named & {
      readonly id: string;
      readonly barcode: string | null;
      readonly connectionId: string;
    };
    const listing: GridColumn<Row> = {
      id: 'title',
      header: text('column.listing'),
      width: 300,
      isFixed: true,
      text: (row) => nameOf(row, text('unnamed')),
      cell: (row) => (
        <>
          <PicturePlace /> {row.title ?? row.sku ?? text('unnamed')}
          {row.variantTitle && <span className={styles.muted}> · {row.variantTitle}</span>}
        </>
      ),
    };
    const channel: GridColumn<Row> = {
      id: 'channel',
      header: text('column.channel'),
      width: 160,
      text: (row) => channelOf.get(row.connectionId)?.name ?? NONE,
      cell: (row) => {
        const found = channelOf.get(row.connectionId);
        if (!found) return NONE;
        return (
          <>
            <ChannelTile name={found.integrationName} size="small" /> {found.name}
          </>
        );
      },
    };
    return {
      listing,
      sku: writtenColumn<Row>('sku', text('column.sku'), 150, (row) => row.sku ?? NONE),
      barcode: writtenColumn<Row>('barcode', text('column.barcode'), 140, (row) => row.barcode ?? NONE),
      channel,
    };
  }, [text, connections]);
}

export function useProposalColumns(
  kind: 'sure' | 'new',
  connections: readonly ConnectionSummary[],
): readonly GridColumn<ProposalRow>[] {
  const text = useText('matching');
  const format = useFormat();
  const shared = useSharedColumns(connections);
  return useMemo(() => {
    const price = writtenColumn<ProposalRow>(
      'price',
      text('column.price'),
      120,
      ({ priceMinor, currency }) => {
        const money = moneySchema.safeParse({ minor: priceMinor, currency });
        return money.success ? format.money(money.data) : NONE;
      },
      { isEnd: true },
    );
    const stock = writtenColumn<ProposalRow>(
      'stock',
      text('column.stock'),
      90,
      (row) => (row.stock === null ? text('uncounted') : format.number(row.stock)),
      { isEnd: true },
    );
    const found = [
      writtenColumn<ProposalRow>('product', text('column.product'), 280, ({ candidates: [candidate] }) =>
        candidate ? nameOf(candidate, text('unnamed')) : NONE,
      ),
      writtenColumn<ProposalRow>('reason', text('column.reason'), 150, ({ candidates: [candidate] }) =>
        candidate ? reasonText(candidate, text) : NONE,
      ),
    ];
    const brand = writtenColumn<ProposalRow>('brand', text('column.brand'), 140, (row) => row.brand ?? NONE);
    const { listing, sku, barcode, channel } = shared;
    return kind === 'sure'
      ? [listing, channel, ...found, sku, barcode, stock, price]
      : [listing, channel, sku, barcode, brand, stock, price];
  }, [kind, text, format, shared]);
}

export function useDecisionColumns(
  state: 'matched' | 'ignored',
  connections: readonly ConnectionSummary[],
): readonly GridColumn<DecisionRow>[] {
  const text = useText('matching');
  const format = useFormat();
  const shared = useSharedColumns(connections);
  return useMemo(() => {
    const product = (variant: MatchVariant | null) =>
      variant === null ? NONE : nameOf(variant, text('unnamed'));
    const time = writtenColumn<DecisionRow>('decidedAt', text('column.decidedAt'), 150, (row) =>
      format.dateTime(row.decidedAt),
    );
    const who = writtenColumn<DecisionRow>('actor', text('column.actor'), 120, ({ actor }) =>
      text(actor === 'api' ? 'actor.api' : actor === 'person' ? 'actor.person' : 'actor.system'),
    );
    const { listing, sku, barcode, channel } = shared;
    const matched = [
      writtenColumn<DecisionRow>('product', text('column.product'), 280, (row) => product(row.variant)),
      writtenColumn<DecisionRow>('reason', text('column.reason'), 150, (row) =>
        matchedText(row.reason, text),
      ),
    ];
    return state === 'matched'
      ? [listing, channel, ...matched, sku, barcode, time, who]
      : [listing, channel, sku, barcode, time, who];
  }, [state, text, format, shared]);
}
