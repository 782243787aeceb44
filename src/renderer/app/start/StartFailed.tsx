import { useState } from 'react';
import type { StartState } from '../../../shared/contract/desktop';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Banner, Button, ConfirmDialog, ErrorState, Select } from '../../ui';
import styles from './Start.module.css';
import { StartFrame } from './StartFrame';

type Failed = Extract<StartState, { state: 'failed' }>;

/** Kervan could not open its data: what is wrong, and the ways out that mend it. */
export function StartFailed({ error, backups }: Pick<Failed, 'error' | 'backups'>) {
  const text = useText('start');
  const format = useFormat();
  const now = useNow();
  const [path, setPath] = useState(backups[0]?.path ?? null);
  const [isAsking, setAsking] = useState(false);
  const retry = useAction('desktop.retryStart');
  const restore = useAction('desktop.restoreBackup');
  const quit = useAction('desktop.quit');
  const chosen = backups.find((backup) => backup.path === path) ?? backups[0];
  const sentence = useErrorText();
  const isMendable =
    error.code === 'db.damaged' || error.code === 'db.newer' || error.code === 'db.migrationFailed';
  return (
    <StartFrame title={text('failed.title')} isWide>
      <ErrorState error={error} onRetry={() => retry.mutate({})} />
      {error.code === 'db.inUse' && <p className={styles.muted}>{text('failed.inUse')}</p>}
      {isMendable && !chosen && <p className={styles.muted}>{text('failed.noBackup')}</p>}
      {chosen && (
        <>
          <p>
            {text('failed.backup', {
              time: format.dateTime(chosen.at),
              age: format.relative(chosen.at, now),
            })}
          </p>
          {backups.length > 1 && (
            <Select
              label={text('failed.otherBackups')}
              value={chosen.path}
              onChange={setPath}
              options={backups.map((backup) => ({
                value: backup.path,
                label: text('failed.backupOption', {
                  time: format.dateTime(backup.at),
                  size: format.bytes(backup.bytes),
                }),
              }))}
            />
          )}
        </>
      )}
      {restore.error && (
        <Banner tone="error" isSpoken>
          {text('failed.restoreFailed')}: {sentence(restore.error)}
        </Banner>
      )}
      <div className={styles.actions}>
        <Button onPress={() => quit.mutate({})}>{text('failed.quit')}</Button>
        {chosen && (
          <Button variant="primary" isPending={restore.isPending} onPress={() => setAsking(true)}>
            {text('failed.restore')}
          </Button>
        )}
      </div>
      {chosen && (
        <ConfirmDialog
          isOpen={isAsking}
          title={text('failed.confirmTitle')}
          confirmLabel={text('failed.confirmAction')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            restore.mutate({ path: chosen.path });
          }}
        >
          {text('failed.confirm', { time: format.dateTime(chosen.at) })}
        </ConfirmDialog>
      )}
    </StartFrame>
  );
}
