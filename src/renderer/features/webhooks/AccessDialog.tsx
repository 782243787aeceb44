import type { HookAccess, HookEndpoint } from '../../../shared/contract/webhooks';
import { useLanguage, useText } from '../../i18n/use-text';
import { Button, copyText, Dialog, KeyValueList, useToast } from '../../ui';
import styles from './Webhooks.module.css';

interface AccessDialogProps {
  readonly endpoint: HookEndpoint;
  readonly access: HookAccess;
  readonly onClose: () => void;
}

/** What a person types at a channel that has no interface for hooks; shown once. */
export function AccessDialog({ endpoint, access, onClose }: AccessDialogProps) {
  const text = useText('webhooks');
  const language = useLanguage();
  const toast = useToast();
  const all = `${access.url}\n${access.user}\n${access.password}`;
  const copy = async () => {
    if (await copyText(all)) toast({ kind: 'done', text: text('access.copied') });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={text('access.title', { name: endpoint.integrationName })}
      size="medium"
      keepsWork
      actions={
        <>
          <Button onPress={() => void copy()}>{text('access.copy')}</Button>
          <Button variant="primary" onPress={onClose}>
            {text('access.close')}
          </Button>
        </>
      }
    >
      {endpoint.byHand && <p>{endpoint.byHand[language]}</p>}
      {access.url.startsWith('/') && <p className={styles.trouble}>{text('access.noAddress')}</p>}
      <KeyValueList
        entries={[
          { key: 'url', label: text('access.url'), value: <code className={styles.code}>{access.url}</code> },
          {
            key: 'user',
            label: text('access.user'),
            value: <code className={styles.code}>{access.user}</code>,
          },
          {
            key: 'password',
            label: text('access.password'),
            value: <code className={styles.code}>{access.password}</code>,
          },
        ]}
      />
      <p className={styles.muted}>{text('access.once')}</p>
    </Dialog>
  );
}
