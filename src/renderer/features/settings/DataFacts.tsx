import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import { Button, ErrorState, KeyValueList, LoadingRows, useToast } from '../../ui';
import styles from './Settings.module.css';

export function DataFacts() {
  const text = useText('settings');
  const format = useFormat();
  const toast = useToast();
  const errorText = useErrorText();
  const { data: status, error, refetch } = useAnswer('system.status', {});
  const open = useAction('desktop.showInFolder', {
    onFailed: (failure) =>
      toast({ kind: 'failed', text: text('data.openFailed'), detail: errorText(failure) }),
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!status) return <LoadingRows rows={4} />;
  const kinds = {
    os: 'data.keyringOs',
    passphrase: 'data.keyringPassphrase',
    masterKey: 'data.keyringMasterKey',
  } as const;
  return (
    <div className={styles.form}>
      <p>{text('data.local')}</p>
      <KeyValueList
        entries={[
          {
            key: 'folder',
            label: text('data.folder'),
            value: (
              <span className={styles.inline}>
                <code className={styles.code}>{status.dataDir}</code>
                <Button size="small" onPress={() => open.mutate({ path: status.dataDir })}>
                  {text('data.openFolder')}
                </Button>
              </span>
            ),
          },
          { key: 'size', label: text('data.size'), value: format.bytes(status.databaseBytes) },
          {
            key: 'backup',
            label: text('data.backup'),
            value:
              status.lastBackupAt === null ? text('data.noBackup') : format.dateTime(status.lastBackupAt),
          },
          { key: 'keyring', label: text('data.keyring'), value: text(kinds[status.keyring.kind]) },
        ]}
      />
      <p className={styles.muted}>{text('data.backupNote')}</p>
    </div>
  );
}
