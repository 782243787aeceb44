import { useState } from 'react';
import type { ConnectionDetail, Schedule, StreamStatus } from '../../../shared/contract/connections';
import type { Run } from '../../../shared/contract/runs';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import { Button, Card, ConfirmDialog, type KeyValue, KeyValueList, useToast } from '../../ui';
import styles from './Connections.module.css';
import { ScheduleField } from './ScheduleField';
import { useFailedToast } from './use-failed-toast';

/** Each stream: how often, by which way, since when, and the full read. */
export function StreamsTab({ connection }: { readonly connection: ConnectionDetail }) {
  const { data: integration } = useAnswer('integrations.get', { id: connection.integration });
  return (
    <div className={styles.stack}>
      {connection.streams.map((status) => (
        <StreamCard
          key={status.stream}
          connection={connection}
          status={status}
          usualMinutes={integration?.streams.find(({ stream }) => stream === status.stream)?.everyMinutes}
        />
      ))}
    </div>
  );
}

interface StreamCardProps {
  readonly connection: ConnectionDetail;
  readonly status: StreamStatus;
  readonly usualMinutes: number | undefined;
}

function StreamCard({ connection, status, usualMinutes }: StreamCardProps) {
  const text = useText('connections');
  const format = useFormat();
  const toast = useToast();
  const name = text(`stream.${status.stream}`);
  const update = useAction('connections.update', {
    onDone: () => void toast({ kind: 'done', text: text('saved') }),
    onFailed: useFailedToast(),
  });
  const setSchedule = (schedule: Schedule) =>
    update.mutate({
      id: connection.id,
      settings: {
        ...connection.settings,
        schedules: { ...connection.settings.schedules, [status.stream]: schedule },
      },
    });
  const time = (at: number | null, otherwise: string) => (at === null ? otherwise : format.dateTime(at));
  const entries: KeyValue[] = [
    { key: 'records', label: text('records'), value: format.number(status.records) },
    { key: 'method', label: text('streamColumn.method'), value: text(`method.${status.method}`) },
    ...(status.method === 'sinceCursor'
      ? [{ key: 'cursor', label: text('cursor'), value: time(status.cursorAt, text('noCursor')) }]
      : []),
    { key: 'lastFull', label: text('lastFull'), value: time(status.lastFullAt, text('never')) },
    { key: 'next', label: text('nextRun'), value: time(status.nextAt, text('byHand')) },
    { key: 'deletes', label: text('deletes.label'), value: text(`deletes.${status.stream}`) },
  ];
  return (
    <Card title={name} actions={<FullRead connection={connection} status={status} />}>
      <ScheduleField
        // Another answer of main is another schedule.
        key={JSON.stringify(status.schedule)}
        stream={name}
        value={status.schedule}
        usualMinutes={usualMinutes}
        onChange={setSchedule}
      />
      <KeyValueList entries={entries} />
    </Card>
  );
}

interface FullReadProps {
  readonly connection: ConnectionDetail;
  readonly status: StreamStatus;
}

/** Reads everything anew, after saying what it costs. */
function FullRead({ connection, status }: FullReadProps) {
  const text = useText('connections');
  const format = useFormat();
  const [isAsked, setAsked] = useState(false);
  const sync = useAction('connections.sync', { onDone: () => setAsked(false), onFailed: useFailedToast() });
  const last = useAnswer(
    'runs.list',
    { connectionId: connection.id, states: ['done', 'partial'], limit: 100 },
    { enabled: isAsked },
  );
  const cost = last.data && lastFullCost(last.data.runs, status);
  const name = text(`stream.${status.stream}`);
  return (
    <>
      <Button
        size="small"
        aria-label={text('full.buttonFor', { stream: name })}
        isDisabled={!connection.active || status.activeRunId !== null}
        onPress={() => setAsked(true)}
      >
        {text('full.button')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        title={text('full.title', { stream: name })}
        confirmLabel={text('full.confirm')}
        isPending={sync.isPending}
        onConfirm={() => sync.mutate({ id: connection.id, streams: [status.stream], mode: 'full' })}
        onCancel={() => setAsked(false)}
      >
        <div className={styles.list}>
          <p>{text('full.cost', { records: format.number(status.records) })}</p>
          {cost && (
            <p>
              {text('full.lastCost', {
                calls: format.number(cost.calls),
                duration: format.duration(cost.milliseconds),
              })}
            </p>
          )}
          <p>{text(status.stream === 'products' ? 'full.sweep' : 'full.keep')}</p>
        </div>
      </ConfirmDialog>
    </>
  );
}

/** What the newest finished full read of the stream took. */
function lastFullCost(runs: readonly Run[], { stream }: StreamStatus) {
  for (const run of runs) {
    const part = run.mode === 'full' ? run.streams.find((one) => one.stream === stream) : undefined;
    if (part?.startedAt && part.endedAt)
      return { calls: part.calls, milliseconds: part.endedAt - part.startedAt };
  }
  return undefined;
}
