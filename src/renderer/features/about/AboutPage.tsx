import './locale';
import { Copy } from 'lucide-react';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { useOverview } from '../../lib/shell-facts';
import {
  Button,
  Card,
  copyText,
  ErrorState,
  type Evidence,
  EvidenceMark,
  KeyValueList,
  LoadingRows,
  Page,
  PageHeader,
  useToast,
} from '../../ui';
import styles from './About.module.css';
import { diagnosticText } from './diagnostics';

const EVIDENCE: readonly Evidence[] = ['live', 'contract', 'docs', 'file', 'planned', 'closed'];

export function AboutPage() {
  const text = useText('about');
  const toast = useToast();
  const { data: status, error, refetch } = useAnswer('system.status', {});
  const { data: overview } = useOverview();
  const copy = async () => {
    if (!status) return;
    const facts = {
      status,
      overview,
      platform: window.kervan.platform,
      browser: navigator.userAgent,
      at: Date.now(),
    };
    const isCopied = await copyText(diagnosticText(facts));
    toast(isCopied ? { kind: 'done', text: text('copied') } : { kind: 'failed', text: text('copyFailed') });
  };
  return (
    <Page
      header={
        <PageHeader
          title={text('title')}
          status={status && <span>{text('sentence', { version: status.version })}</span>}
          actions={
            <Button icon={Copy} isDisabled={!status} onPress={() => void copy()}>
              {text('copy')}
            </Button>
          }
        />
      }
    >
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!status && !error && <LoadingRows rows={6} />}
      <div className={styles.columns}>
        {status && <Installation />}
        <div className={styles.stack}>
          <Card title={text('evidence.title')}>
            <p className={styles.muted}>{text('evidence.sentence')}</p>
            <ul className={styles.legend}>
              {EVIDENCE.map((evidence) => (
                <li key={evidence} className={styles.mark}>
                  <EvidenceMark evidence={evidence} />
                  <span className={styles.muted}>{text(`evidence.${evidence}`)}</span>
                </li>
              ))}
            </ul>
          </Card>
          <Card title={text('licences.title')}>
            <p>{text('licences.sentence')}</p>
          </Card>
        </div>
      </div>
    </Page>
  );
}

function Installation() {
  const text = useText('about');
  const format = useFormat();
  const { data: status } = useAnswer('system.status', {});
  const { data: overview } = useOverview();
  if (!status) return null;
  const backup = status.lastBackupAt === null ? text('noBackup') : format.dateTime(status.lastBackupAt);
  return (
    <Card title={text('state')}>
      <KeyValueList
        entries={[
          { key: 'version', label: text('version'), value: status.version },
          { key: 'platform', label: text('platform'), value: window.kervan.platform },
          { key: 'mode', label: text('mode'), value: text(status.practice ? 'modePractice' : 'modeReal') },
          { key: 'schema', label: text('schema'), value: format.number(status.migration) },
          { key: 'size', label: text('size'), value: format.bytes(status.databaseBytes) },
          {
            key: 'folder',
            label: text('folder'),
            value: <code className={styles.code}>{status.dataDir}</code>,
          },
          { key: 'backup', label: text('backup'), value: backup },
          {
            key: 'keyring',
            label: text('keyring'),
            value: text(`keyringKind.${status.keyring.kind}`, { backend: status.keyring.backend }),
          },
          {
            key: 'api',
            label: text('api'),
            value: <code className={styles.code}>{status.apiUrl ?? text('apiOff')}</code>,
          },
          ...(overview
            ? [
                {
                  key: 'connections',
                  label: text('connections'),
                  value: format.number(overview.connections.length),
                },
                {
                  key: 'records',
                  label: text('records'),
                  value: text('recordsValue', {
                    products: format.number(overview.products),
                    orders: format.number(overview.orders),
                  }),
                },
                { key: 'errors', label: text('openErrors'), value: format.number(overview.openProblems) },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
