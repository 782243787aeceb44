import { useState } from 'react';
import type { QuarantinedRecord } from '../../../shared/contract/problems';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { StreamName } from '../../../shared/domain/stream';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import { Button, Card, ErrorState, LoadingRows, ScrollRegion, StaticTable, useToast } from '../../ui';
import styles from './Errors.module.css';
import { useFailedToast } from './ProblemActions';
import { recordFields } from './record-fields';

const MOST_RECORDS = 100;

interface QuarantineCardProps {
  readonly connectionId: ConnectionId;
  readonly stream: StreamName;
}

/** Records of a stream that could not be understood: what came, what was expected, and the ways on. */
export function QuarantineCard({ connectionId, stream }: QuarantineCardProps) {
  const text = useText('problems');
  const format = useFormat();
  const toast = useToast();
  const answer = useAnswer(
    'quarantine.list',
    { connectionId, stream, limit: MOST_RECORDS },
    { keepBefore: true },
  );
  const replay = useAction('quarantine.replay', {
    onDone: ({ understood, left }) => {
      const values = { understood: format.number(understood), left: format.number(left) };
      toast({ kind: left === 0 ? 'done' : 'info', text: text('replayed', values) });
      void answer.refetch();
    },
    onFailed: useFailedToast(),
  });
  if (answer.isPending) return <LoadingRows rows={3} />;
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  const { records, total } = answer.data;
  return (
    <Card
      title={text('records')}
      actions={
        total > 0 && (
          <Button
            variant="primary"
            isPending={replay.isPending}
            onPress={() => replay.mutate({ connectionId, stream })}
          >
            {text('replay')}
          </Button>
        )
      }
    >
      {total === 0 ? (
        <p>{text('noRecords')}</p>
      ) : (
        <>
          <p>
            {text('recordsCount', { count: total, shown: format.number(total) })} {text('replayHelp')}
          </p>
          <ul className={styles.records}>
            {records.map((record) => (
              <RecordLine key={record.id} record={record} onGone={() => void answer.refetch()} />
            ))}
          </ul>
          {total > records.length && (
            <p className={styles.foot}>{text('moreRecords', { shown: format.number(records.length) })}</p>
          )}
        </>
      )}
    </Card>
  );
}

interface RecordLineProps {
  readonly record: QuarantinedRecord;
  readonly onGone: () => void;
}

function RecordLine({ record, onGone }: RecordLineProps) {
  const text = useText('problems');
  const format = useFormat();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const key = record.key ?? text('noKey');
  const dismiss = useAction('quarantine.dismiss', {
    onDone: () => {
      toast({ kind: 'info', text: text('dismissed') });
      onGone();
    },
    onFailed: useFailedToast(),
  });
  return (
    <li className={styles.record}>
      <div className={styles.recordHead}>
        <div>
          <strong>{text('recordOf', { key })}</strong>
          <div className={styles.reasons} lang="en">
            {record.reasons.map((reason) => (
              <div key={reason}>{reason}</div>
            ))}
          </div>
          <div className={styles.reasons}>
            {`${text('part')}: ${record.part} · ${text('seen')}: ${format.dateTime(record.lastSeenAt)} · `}
            {text('times', { count: record.count, shown: format.number(record.count) })}
          </div>
        </div>
        <div className={styles.buttons}>
          <Button size="small" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {text(isOpen ? 'hideRecord' : 'showRecord')}
          </Button>
          <Button
            size="small"
            aria-label={text('dismissOf', { key })}
            isPending={dismiss.isPending}
            onPress={() => dismiss.mutate({ id: record.id })}
          >
            {text('dismiss')}
          </Button>
        </div>
      </div>
      {isOpen && <RecordFields record={record} />}
    </li>
  );
}

function RecordFields({ record }: { readonly record: QuarantinedRecord }) {
  const text = useText('problems');
  const answer = useAnswer('quarantine.get', { id: record.id });
  if (answer.isPending) return <LoadingRows rows={3} columns={['30%', '50%']} />;
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  const fields = recordFields(answer.data.json, record.reasons);
  const caption = text('recordOf', { key: record.key ?? text('noKey') });
  return (
    <>
      <p className={styles.foot}>{text(fields ? 'masked' : 'clipped')}</p>
      {fields ? (
        <StaticTable
          caption={caption}
          rows={fields.map((field) => ({ ...field, id: field.path }))}
          columns={[
            {
              id: 'path',
              header: text('field'),
              cell: (field) => (
                <span className={field.isAtFault ? `${styles.path} ${styles.atFault}` : styles.path}>
                  {field.path}
                </span>
              ),
            },
            {
              id: 'value',
              header: text('value'),
              cell: (field) => <span className={styles.value}>{field.value}</span>,
            },
          ]}
        />
      ) : (
        <ScrollRegion className={styles.raw} label={caption}>
          <pre>{answer.data.json}</pre>
        </ScrollRegion>
      )}
    </>
  );
}
