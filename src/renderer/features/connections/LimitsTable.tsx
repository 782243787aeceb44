import type { Budget } from '../../../shared/connector/definition';
import { useLanguage, useText } from '../../i18n/use-text';
import { StaticTable } from '../../ui';
import styles from './Connections.module.css';
import { LimitSource } from './LimitSource';
import './locale';
import { useLimitText } from './use-limit-text';

/** Allowed calls per time, what they count, and the document the number comes from. */
export function LimitsTable({ limits }: { readonly limits: readonly Budget[] }) {
  const text = useText('connections');
  const limitText = useLimitText();
  const language = useLanguage();
  return (
    <StaticTable
      caption={text('tab.limits')}
      rows={limits.map((limit) => ({ ...limit, id: limit.name }))}
      columns={[
        { id: 'name', header: text('limits.name'), cell: ({ title }) => title[language] },
        {
          id: 'allowed',
          header: text('limits.allowed'),
          cell: (limit) => <span className={styles.number}>{limitText(limit)}</span>,
        },
        {
          id: 'scope',
          header: text('limits.scope'),
          cell: ({ only }) => text(only ? 'limits.some' : 'limits.all'),
        },
        {
          id: 'source',
          header: text('limits.source'),
          cell: (limit) => <LimitSource limit={limit} />,
        },
      ]}
    />
  );
}
