import type { ConnectionDetail } from '../../../shared/contract/connections';
import type { StateCounts } from '../../../shared/contract/values';
import { type ValueKind, valueKindSchema } from '../../../shared/domain/listing-value';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Card, KeyValueList, Link } from '../../ui';

/** Stock and prices: whether they are sent here, and what waits. */
export function SendingFacts({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const format = useFormat();
  const sheet = useAnswer('rules.get', { connectionId: connection.id }).data;
  const summary = useAnswer('values.summary', {}).data;
  if (!sheet) return null;
  const counted = summary?.connections.find(({ connectionId }) => connectionId === connection.id);
  const state = (kind: ValueKind) =>
    !sheet.capabilities[kind] ? 'never' : sheet.rules[kind].send ? 'on' : 'off';
  const words = (kind: ValueKind) =>
    [
      text(`settings.sending.state.${state(kind)}`),
      ...(counted ? waitingParts(counted[kind]) : []).map(([word, count]) =>
        text(`settings.sending.${word}`, { count, shown: format.number(count) }),
      ),
    ].join(' · ');
  return (
    <Card
      title={text('settings.sending.title')}
      actions={<Link href={`#/rules/${connection.id}`}>{text('settings.sending.rule')}</Link>}
    >
      <KeyValueList
        entries={valueKindSchema.options.map((kind) => ({
          key: kind,
          label: text(`settings.sending.kind.${kind}`),
          value: words(kind),
        }))}
      />
    </Card>
  );
}

/** What is on its way, what waits for a person, what the channel refused; nothing of what is 0. */
function waitingParts(counts: StateCounts): (readonly ['waiting' | 'held' | 'refused', number])[] {
  const { queued, sending, sent, unknown, held, refused } = counts;
  const parts = [
    ['waiting', queued + sending + sent + unknown],
    ['held', held],
    ['refused', refused],
  ] as const;
  return parts.filter(([, count]) => count > 0);
}
