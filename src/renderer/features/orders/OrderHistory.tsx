import type { OrderId } from '../../../shared/domain/ids';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage, useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { DateTime } from '../../ui';
import styles from './Orders.module.css';

/** Changes that were asked of the channel: what, when, by whom, and what became of them. */
export function OrderHistory({ id }: { readonly id: OrderId }) {
  const text = useText('orders');
  const language = useLanguage();
  const errorText = useErrorText();
  const { data } = useAnswer('orders.events', { id }, { keepBefore: true });
  const events = data?.events ?? [];
  if (events.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>{text('change.history')}</h3>
      <ul className={styles.lines}>
        {events.map((event) => (
          <li key={event.id} className={styles.event}>
            <span>
              <DateTime at={event.begunAt} />{' '}
              {text(event.actor === 'api' ? 'change.byApi' : 'change.byPerson', {
                status: event.title?.[language] ?? event.action,
              })}
              {event.fields.map(({ label, value }) => ` · ${label[language]}: ${value[language]}`)}
            </span>
            <span className={styles.muted}>
              {text(`change.outcome.${event.outcome ?? 'underWay'}`)}
              {event.error && ` ${errorText(event.error)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
