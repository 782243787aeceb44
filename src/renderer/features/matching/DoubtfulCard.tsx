import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import type { FoundVariant, MatchCandidate, MatchRow } from '../../../shared/contract/matching';
import type { BatchId, VariantId } from '../../../shared/domain/ids';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button, ChannelTile, PicturePlace, useAnnounce, useToast } from '../../ui';
import { CandidateList } from './CandidateList';
import { DuplicateDialog } from './DuplicateDialog';
import { ListingFacts } from './ListingFacts';
import styles from './Matching.module.css';
import { type DecisionKey, useDecisionKeys } from './match-keys';
import type { MatchActions } from './use-match-actions';
import { nameOf } from './use-match-columns';
import { VariantSearch } from './VariantSearch';

interface DoubtfulCardProps {
  readonly row: MatchRow;
  readonly place: { readonly at: number; readonly of: number };
  readonly connection: ConnectionSummary | undefined;
  readonly isFirst: boolean;
  readonly onDecided: (batchId: BatchId) => void;
  readonly onLater: () => void;
  readonly onBefore: () => void;
  readonly onFailed: MatchActions['fail'];
  /** Beside the buttons: what was decided so far. */
  readonly foot: ReactNode;
}

/** One listing beside the products it may be, decided by a button or a key. */
export function DoubtfulCard(props: DoubtfulCardProps) {
  const { row, place, connection } = props;
  const format = useFormat();
  const text = useText('matching');
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const choices = useChoices(row);
  const { chosen } = choices;
  const [isSearching, setSearching] = useState(false);
  const [asksTwice, setAsksTwice] = useState(false);
  const decision = useDecision(props, choices);
  // What has just been decided had the focus; the next one is read out in its place.
  useEffect(() => {
    const active = document.activeElement;
    if (active === null || active === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  const matchChosen = () => {
    if (!chosen) return;
    if (chosen.takenBy) setAsksTwice(true);
    else decision.match(chosen.variantId);
  };
  const onKey = (key: DecisionKey) => {
    if (decision.isPending) return;
    switch (key) {
      case 'match':
        return matchChosen();
      case 'create':
        return decision.create();
      case 'ignore':
        return decision.ignore();
      case 'later':
        return props.onLater();
      case 'before':
        return props.onBefore();
    }
  };
  useDecisionKeys(onKey);
  return (
    <article className={styles.card} aria-labelledby={titleId}>
      <div className={styles.halves}>
        <section className={styles.half}>
          <p className={styles.label}>
            {text('doubtful.listing', { at: format.number(place.at), of: format.number(place.of) })}
          </p>
          <div className={styles.head}>
            <PicturePlace size="large" />
            <h2 id={titleId} ref={title} tabIndex={-1} className={styles.cardTitle}>
              {nameOf(row, text('unnamed'))}
            </h2>
          </div>
          {connection && (
            <p className={styles.channel}>
              <ChannelTile name={connection.integrationName} size="small" /> {connection.name}
            </p>
          )}
          <ListingFacts row={row} />
        </section>
        <section className={styles.half}>
          <p className={styles.label}>{text('doubtful.proposed')}</p>
          <CandidateList choices={choices} onSearch={() => setSearching(true)} />
        </section>
      </div>
      <div className={styles.buttons}>
        <Button
          variant="primary"
          isDisabled={chosen === undefined}
          isPending={decision.isPending}
          onPress={matchChosen}
        >
          {text('doubtful.match')} <kbd>E</kbd>
        </Button>
        <Button onPress={decision.create}>
          {text('doubtful.create')} <kbd>Y</kbd>
        </Button>
        <Button onPress={decision.ignore}>
          {text('doubtful.ignore')} <kbd>X</kbd>
        </Button>
        <Button variant="quiet" onPress={props.onLater}>
          {text('doubtful.later')} <kbd>→</kbd>
        </Button>
        <Button variant="quiet" isDisabled={props.isFirst} onPress={props.onBefore}>
          {text('doubtful.before')} <kbd>←</kbd>
        </Button>
        {props.foot}
      </div>
      {isSearching && (
        <VariantSearch
          listing={row}
          onChoose={(variant) => {
            choices.pick(variant);
            setSearching(false);
          }}
          onClose={() => setSearching(false)}
        />
      )}
      {asksTwice && chosen?.takenBy && (
        <DuplicateDialog
          row={row}
          variant={chosen}
          takenBy={chosen.takenBy}
          channel={connection?.name ?? ''}
          onChoose={(taken) => {
            setAsksTwice(false);
            decision.match(chosen.variantId, taken);
          }}
          onClose={() => setAsksTwice(false)}
        />
      )}
    </article>
  );
}

export type Choice = FoundVariant & Partial<Pick<MatchCandidate, 'by' | 'contradicts'>>;

export interface Choices {
  /** The proposed products, then the one a person looked for. */
  readonly all: readonly Choice[];
  readonly chosen: Choice | undefined;
  readonly choose: (variantId: VariantId) => void;
  readonly pick: (variant: FoundVariant) => void;
}

function useChoices(row: MatchRow): Choices {
  const [picked, setPicked] = useState<FoundVariant | null>(null);
  const [chosenId, setChosenId] = useState<VariantId | undefined>(row.candidates[0]?.variantId);
  const isProposed = row.candidates.some(({ variantId }) => variantId === picked?.variantId);
  const all: readonly Choice[] = picked && !isProposed ? [...row.candidates, picked] : row.candidates;
  return {
    all,
    chosen: all.find(({ variantId }) => variantId === chosenId),
    choose: setChosenId,
    pick(variant) {
      setPicked(variant);
      setChosenId(variant.variantId);
    },
  };
}

/** Sends a decision on this listing; a refused one is told and changes nothing. */
function useDecision({ row, onDecided, onFailed }: DoubtfulCardProps, { chosen }: Choices) {
  const text = useText('matching');
  const announce = useAnnounce();
  const toast = useToast();
  const errorText = useErrorText();
  const decide = useAction('matching.decide', { onFailed });
  const { listingId } = row;
  const send = (wish: Parameters<typeof decide.mutate>[0]['rows'][number], done: string) => {
    if (decide.isPending) return;
    decide.mutate(
      { rows: [wish] },
      {
        onSuccess({ batchId, results: [result] }) {
          if (result?.error) toast({ kind: 'failed', text: errorText(result.error) });
          if (batchId === null) return;
          announce(done);
          onDecided(batchId);
        },
      },
    );
  };
  const name = nameOf(row, text('unnamed'));
  return {
    isPending: decide.isPending,
    match: (variantId: VariantId, taken?: 'keepBoth' | 'replace') =>
      send(
        { listingId, action: 'match', variantId, ...(taken && { taken }) },
        text('said.match', { name, product: chosen ? nameOf(chosen, text('unnamed')) : '' }),
      ),
    create: () => send({ listingId, action: 'create' }, text('said.create', { name })),
    ignore: () => send({ listingId, action: 'ignore' }, text('said.ignore', { name })),
  };
}
