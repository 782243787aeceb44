import { Copy } from 'lucide-react';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, copyText, ErrorState, KeyValueList, LoadingRows, useAnnounce } from '../../ui';
import styles from './Settings.module.css';

export function NetworkFacts() {
  const text = useText('settings');
  const announce = useAnnounce();
  const { data: status, error, refetch } = useAnswer('system.status', {});
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!status) return <LoadingRows rows={3} />;
  const { apiUrl } = status;
  const copy = async (address: string) => {
    if (await copyText(address)) announce(text('network.copied'));
  };
  return (
    <div className={styles.form}>
      <KeyValueList
        entries={[
          {
            key: 'api',
            label: text('network.api'),
            value:
              apiUrl === null ? (
                text('network.apiOff')
              ) : (
                <span className={styles.inline}>
                  <code className={styles.code}>{apiUrl}</code>
                  <Button size="small" icon={Copy} onPress={() => void copy(apiUrl)}>
                    {text('network.copy')}
                  </Button>
                </span>
              ),
          },
          { key: 'hosts', label: text('network.hosts'), value: text('network.hostsNote') },
        ]}
      />
      <p className={styles.muted}>{text('network.apiNote')}</p>
    </div>
  );
}
