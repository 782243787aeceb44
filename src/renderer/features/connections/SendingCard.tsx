import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionDetail } from '../../../shared/contract/connections';
import type { RulesSheet } from '../../../shared/contract/rules';
import type { ChannelRules } from '../../../shared/domain/channel-rules';
import { type ValueKind, valueKindSchema } from '../../../shared/domain/listing-value';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import { Card, ErrorState, KeyValueList, Link, LoadingRows, Switch, useToast } from '../../ui';
import styles from './Connections.module.css';
import { SendingDialog } from './SendingDialog';
import { useFailedToast } from './use-failed-toast';

/** Whether stock and prices are sent to this channel at all. */
export function SendingCard({ connection }: { readonly connection: ConnectionDetail }) {
  const text = useText('connections');
  const answer = useAnswer('rules.get', { connectionId: connection.id });
  return (
    <Card
      title={text('settings.sending.title')}
      actions={<Link href={`#/rules/${connection.id}`}>{text('settings.sending.rule')}</Link>}
    >
      <p className={styles.muted}>{text('settings.sending.intro')}</p>
      {answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <LoadingRows rows={2} columns={['40%']} />
      ) : (
        <Switches connection={connection} sheet={answer.data} />
      )}
      {connection.settings.baseUrl !== undefined && (
        <KeyValueList
          entries={[
            {
              key: 'baseUrl',
              label: text('settings.baseUrl'),
              value: <code>{connection.settings.baseUrl}</code>,
            },
          ]}
        />
      )}
    </Card>
  );
}

interface SwitchesProps {
  readonly connection: ConnectionDetail;
  readonly sheet: RulesSheet;
}

function Switches({ connection, sheet }: SwitchesProps) {
  const text = useText('connections');
  const toast = useToast();
  const client = useQueryClient();
  const failed = useFailedToast();
  const [asked, setAsked] = useState<ValueKind>();
  const key = ['rules.get', { connectionId: connection.id }];
  const save = useAction('rules.set', {
    onDone: (saved) => client.setQueryData(key, saved),
    onFailed: (error) => {
      // Changed elsewhere meanwhile: the switches show what is saved now.
      void client.invalidateQueries({ queryKey: key });
      failed(error);
    },
  });
  const turn = (kind: ValueKind, isOn: boolean) =>
    save.mutate(
      {
        connectionId: connection.id,
        rules: withSending(sheet.rules, kind, isOn),
        expectedVersion: sheet.version,
      },
      {
        onSuccess: () => {
          setAsked(undefined);
          const sentence = isOn ? 'turnedOn' : 'turnedOff';
          toast({ kind: 'done', text: text(`settings.sending.${sentence}.${kind}`) });
        },
      },
    );
  return (
    <>
      {valueKindSchema.options.map((kind) =>
        sheet.capabilities[kind] ? (
          <Switch
            key={kind}
            isSelected={sheet.rules[kind].send}
            isDisabled={save.isPending}
            onChange={(isOn) => (isOn ? setAsked(kind) : turn(kind, false))}
          >
            {text(`settings.sending.${kind}`)}
          </Switch>
        ) : (
          <p key={kind} className={styles.muted}>
            {text(`settings.sending.kind.${kind}`)}:{' '}
            {text('settings.sending.notOffered', { channel: connection.integrationName })}
          </p>
        ),
      )}
      {asked !== undefined && (
        <SendingDialog
          kind={asked}
          connection={connection}
          rules={withSending(sheet.rules, asked, true)}
          isSaving={save.isPending}
          onConfirm={() => turn(asked, true)}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function withSending(rules: ChannelRules, kind: ValueKind, send: boolean): ChannelRules {
  return kind === 'stock'
    ? { ...rules, stock: { ...rules.stock, send } }
    : { ...rules, price: { ...rules.price, send } };
}
