import './locale';
import { FileUp } from 'lucide-react';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { Banner, Button, Card, Page, PageHeader } from '../../ui';
import styles from './Imports.module.css';
import { PastImports } from './PastImports';
import { useChooseFile } from './use-choose-file';

/** Where an import begins, and what was imported before. */
export function ImportsPage() {
  const text = useText('imports');
  const errorText = useErrorText();
  const { choose, isPending, error } = useChooseFile();
  return (
    <Page header={<PageHeader title={text('title')} />}>
      <div className={styles.start}>
        {error && (
          <Banner tone="error" isSpoken>
            {errorText(error)}
          </Banner>
        )}
        <Card title={text('start.title')}>
          <p>{text('start.intro')}</p>
          <p className={styles.muted}>{text('start.how')}</p>
          <div className={styles.foot}>
            <Button variant="primary" icon={FileUp} isDisabled={isPending} onPress={choose}>
              {text('start.choose')}
            </Button>
          </div>
        </Card>
        <PastImports />
      </div>
    </Page>
  );
}
