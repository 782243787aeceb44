import { Button as AriaButton } from 'react-aria-components';
import type { IntegrationCard } from '../../../shared/contract/integrations';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, ChannelTile, ErrorState, EvidenceMark, Link, LoadingRows } from '../../ui';
import { useTourButton } from './use-tour-button';
import styles from './Welcome.module.css';

interface FirstChannelProps {
  readonly onBack: () => void;
  readonly onLeave: (path: string) => void;
}

export function FirstChannel({ onBack, onLeave }: FirstChannelProps) {
  const text = useText('firstRun');
  const { data: cards, error, refetch } = useAnswer('integrations.list', {});
  const tour = useTourButton(() => onLeave('/'));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!cards) return <LoadingRows rows={4} />;
  const connectable = cards.filter((card) => card.connectable);
  const shops = connectable.filter((card) => card.category === 'shop-platform');
  const marketplaces = connectable.filter((card) => card.category !== 'shop-platform');
  return (
    <>
      <ChannelButtons title={text('first.marketplaces')} cards={marketplaces} onLeave={onLeave} />
      <ChannelButtons title={text('first.shops')} cards={shops} onLeave={onLeave} />
      <p className={styles.muted}>
        {text('first.notListed')}{' '}
        <Link onPress={() => onLeave('/catalogue')}>{text('first.all', { count: cards.length })}</Link>
      </p>
      <p>{text('first.order')}</p>
      {tour.explanation}
      <div className={styles.actions}>
        <span className={styles.back}>
          <Button onPress={onBack}>{text('first.back')}</Button>
        </span>
        {tour.button}
        <Button onPress={() => onLeave('/')}>{text('first.skip')}</Button>
      </div>
    </>
  );
}

interface ChannelButtonsProps {
  readonly title: string;
  readonly cards: readonly IntegrationCard[];
  readonly onLeave: (path: string) => void;
}

function ChannelButtons({ title, cards, onLeave }: ChannelButtonsProps) {
  if (cards.length === 0) return null;
  return (
    <section aria-label={title} className={styles.group}>
      <h2 className={styles.groupTitle}>{title}</h2>
      <div className={styles.channels}>
        {cards.map((card) => (
          <AriaButton key={card.id} className={styles.channel} onPress={() => onLeave(`/connect/${card.id}`)}>
            <ChannelTile name={card.name} />
            <span className={styles.channelName}>
              {card.name}
              <EvidenceMark evidence={card.evidence} />
            </span>
          </AriaButton>
        ))}
      </div>
    </section>
  );
}
