import { memo, useEffect, useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { IntegrationCard } from '../../../shared/contract/integrations';
import { useFormat } from '../../i18n/use-format';
import { useLanguage, useText } from '../../i18n/use-text';
import { Button, ChannelTile, classNames, EvidenceMark } from '../../ui';
import styles from './Catalogue.module.css';
import type { CardGroup } from './cards';
import { useIntegrationName } from './use-integration-name';
import { WantButton } from './WantButton';
import { useWanted } from './wanted';

interface CatalogueCardsProps {
  readonly groups: readonly CardGroup[];
  /** For the names of entries that others were merged into. */
  readonly all: readonly IntegrationCard[];
  readonly chosenId: string | null;
  /** Filters of the address, kept when a card is opened. */
  readonly query: string;
}

export function CatalogueCards({ groups, all, chosenId, query }: CatalogueCardsProps) {
  const text = useText('catalogue');
  const format = useFormat();
  const nameOf = useIntegrationName();
  const load = useWanted((store) => store.load);
  useEffect(load, [load]);
  const names = useMemo(() => new Map(all.map((card) => [card.id, nameOf(card)])), [all, nameOf]);
  return (
    <>
      {groups.map(({ category, cards }) => (
        <section key={category} className={styles.group} aria-labelledby={`category-${category}`}>
          <h2 id={`category-${category}`} className={styles.groupTitle}>
            {text(`category.${category}`)}
            <span className={styles.groupCount}>{format.number(cards.length)}</span>
          </h2>
          <ul className={styles.cards}>
            {cards.map((card) => (
              <Card
                key={card.id}
                card={card}
                mergedName={card.mergedInto && (names.get(card.mergedInto.id) ?? card.mergedInto.id)}
                isChosen={card.id === chosenId}
                query={query}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

interface CardProps {
  readonly card: IntegrationCard;
  readonly mergedName: string | undefined;
  readonly isChosen: boolean;
  readonly query: string;
}

/** One entry: what it is, how far it was proved, what it brings, and the way on. */
const Card = memo(function Card({ card, mergedName, isChosen, query }: CardProps) {
  const text = useText('catalogue');
  const nameOf = useIntegrationName();
  const name = nameOf(card);
  const isOver = card.evidence === 'closed' || mergedName !== undefined;
  const suffix = query === '' ? '' : `?${query}`;
  return (
    <li className={classNames(styles.card, isChosen && styles.chosen, isOver && styles.over)}>
      <div className={styles.head}>
        <ChannelTile name={name} size="small" />
        <h3 className={styles.name} title={name}>
          <a href={`#/catalogue/${card.id}${suffix}`} aria-current={isChosen ? 'true' : undefined}>
            {name}
          </a>
        </h3>
      </div>
      {mergedName === undefined ? (
        <EvidenceMark evidence={card.evidence} />
      ) : (
        <span className={styles.line}>{text('mergedTo', { name: mergedName })}</span>
      )}
      <CardLine card={card} />
      <CardFoot card={card} name={name} isOver={isOver} />
    </li>
  );
});

/** What it reads, or why it cannot be connected. */
function CardLine({ card }: { readonly card: IntegrationCard }) {
  const text = useText('catalogue');
  const language = useLanguage();
  if (card.capabilities) {
    return (
      <span className={styles.line}>
        {card.capabilities.read.map((what) => text(`does.${what}`)).join(' · ')}
      </span>
    );
  }
  const reason = card.mergedInto?.reason ?? card.note;
  return reason ? <span className={classNames(styles.line, styles.clamp)}>{reason[language]}</span> : null;
}

interface CardFootProps {
  readonly card: IntegrationCard;
  readonly name: string;
  readonly isOver: boolean;
}

function CardFoot({ card, name, isOver }: CardFootProps) {
  const text = useText('catalogue');
  const format = useFormat();
  const navigate = useNavigate();
  if (isOver) return null;
  if (!card.connectable) {
    return (
      <div className={styles.foot}>
        <span />
        <WantButton id={card.id} name={name} />
      </div>
    );
  }
  const count = card.connectionCount;
  return (
    <div className={styles.foot}>
      <span className={styles.line}>
        {count > 0 && text('connections', { count, shown: format.number(count) })}
      </span>
      <Button
        size="small"
        aria-label={text('connectOf', { name })}
        onPress={() => void navigate(`/connect/${card.id}`)}
      >
        {text('connect')}
      </Button>
    </div>
  );
}
