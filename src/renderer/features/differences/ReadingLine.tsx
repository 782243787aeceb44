import '../../lib/values-locale';
import type { ConnectionId } from '../../../shared/domain/ids';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Link } from '../../ui';
import styles from '../values/Values.module.css';

/** When channels were read last and are read next; of one channel also who is right there. */
export function ReadingLine({ connectionId }: { readonly connectionId: ConnectionId | null }) {
  const text = useText('values');
  const format = useFormat();
  const summary = useAnswer('values.summary', {}).data;
  if (!summary) return null;
  const own = summary.connections.filter((one) => connectionId === null || one.connectionId === connectionId);
  const readAt = own.flatMap((one) => one.readAt ?? []);
  const nextAt = own.flatMap((one) => one.nextReadAt ?? []);
  const last =
    readAt.length === 0
      ? text('differences.neverRead')
      : text('differences.readAt', { time: format.dateTime(Math.min(...readAt)) });
  const next =
    nextAt.length === 0
      ? text('differences.noNext')
      : text('differences.nextAt', { time: format.time(Math.min(...nextAt)) });
  return (
    <div className={styles.tools}>
      <span className={styles.muted}>
        {last} · {next}
      </span>
      {connectionId !== null && <ConflictRule connectionId={connectionId} />}
    </div>
  );
}

function ConflictRule({ connectionId }: { readonly connectionId: ConnectionId }) {
  const text = useText('values');
  const sheet = useAnswer('rules.get', { connectionId }).data;
  if (!sheet) return null;
  return (
    <>
      <span className={styles.muted}>
        {text('differences.rule.label')}: {text(`differences.rule.${sheet.rules.conflict}`)}
      </span>
      <Link href={`#/rules/${connectionId}`}>{text('differences.openRule')}</Link>
    </>
  );
}
