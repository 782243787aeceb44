import type { Budget } from '../../../shared/connector/definition';
import { useText } from '../../i18n/use-text';
import { Link, StaticTable } from '../../ui';
import { useOpenDocument } from '../catalogue/use-open-document';
import './locale';
import { useLimitText } from './use-limit-text';

/** Allowed calls per time, what they count, and the document the number comes from. */
export function LimitsTable({ limits }: { readonly limits: readonly Budget[] }) {
  const text = useText('connections');
  const limitText = useLimitText();
  const openDocument = useOpenDocument();
  return (
    <StaticTable
      caption={text('tab.limits')}
      rows={limits.map((limit) => ({ ...limit, id: limit.name }))}
      columns={[
        { id: 'name', header: text('limits.name'), cell: ({ name }) => <code>{name}</code> },
        {
          id: 'allowed',
          header: text('limits.allowed'),
          cell: limitText,
        },
        {
          id: 'scope',
          header: text('limits.scope'),
          cell: ({ only }) => text(only ? 'limits.some' : 'limits.all'),
        },
        {
          id: 'source',
          header: text('limits.source'),
          cell: ({ source, name }) =>
            source.startsWith('https://') ? (
              <Link
                isExternal
                onPress={() => openDocument(source)}
                aria-label={text('limits.openDocument', { name })}
              >
                {text('limits.document')}
              </Link>
            ) : (
              source
            ),
        },
      ]}
    />
  );
}
