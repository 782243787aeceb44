import type { Overview } from '../../../shared/contract/overview';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { isBehind } from '../../lib/connection-status';
import { Link } from '../../ui';
import { Figure } from './Figure';
import { HooksFigure } from './HooksFigure';
import styles from './Overview.module.css';

/** Today's numbers; each opens the table it counts, and says so when a channel is missing from it. */
export function Figures({ overview }: { readonly overview: Overview }) {
  const text = useText('overview');
  const format = useFormat();
  const { today } = overview;
  const behind = overview.connections.filter(({ state }) => isBehind(state)).map(({ name }) => name);
  const warning = behind.length > 0 ? text('figures.incomplete', { names: behind.join(', ') }) : null;
  const [first, ...others] = today.turnover;
  return (
    <ul className={styles.figures} aria-label={text('figures.label')}>
      <Figure
        label={text('figures.orders')}
        warning={warning}
        value={
          <Link href="#/orders?placed=today" isSubtle>
            {format.number(today.orders)}
          </Link>
        }
        note={`${text('figures.yesterday', { count: format.number(today.ordersYesterday) })} · ${text('figures.totalOrders', { formatted: format.number(overview.orders) })}`}
      />
      <Figure
        label={text('figures.turnover')}
        warning={warning}
        value={first ? format.money(first) : '–'}
        note={
          first
            ? [...others.map((money) => format.money(money)), text('figures.turnoverNote')].join(' · ')
            : text('figures.noTurnover')
        }
      />
      <Figure
        label={text('figures.outOfStock')}
        warning={warning}
        value={
          <Link href="#/products?stock=zero" isSubtle>
            {format.number(today.outOfStock)}
          </Link>
        }
        note={text('figures.ofProducts', { formatted: format.number(overview.products) })}
      />
      <HooksFigure />
    </ul>
  );
}
