import './locale';
import { useNavigate, useParams } from 'react-router';
import { type ImportToken, type ImportView, importTokenSchema } from '../../../shared/contract/imports';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, EmptyState, ErrorState, LoadingRows, Page, PageHeader, WizardSteps } from '../../ui';
import { ColumnsStep } from './ColumnsStep';
import styles from './Imports.module.css';
import { PreviewStep } from './PreviewStep';
import { ResultStep } from './ResultStep';
import { useStep } from './use-step';

/** One opened file: columns, preview, result. */
export function ImportPage() {
  const token = importTokenSchema.safeParse(useParams().token);
  return token.success ? <OpenedFile token={token.data} /> : <Gone />;
}

function OpenedFile({ token }: { readonly token: ImportToken }) {
  const answer = useAnswer('imports.get', { token });
  if (answer.error?.code === 'input.notFound') return <Gone />;
  if (answer.error) {
    return (
      <Page>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    );
  }
  if (!answer.data) {
    return (
      <Page>
        <LoadingRows columns={['30%', '30%', '30%']} />
      </Page>
    );
  }
  return <Steps view={answer.data} />;
}

function Steps({ view }: { readonly view: ImportView }) {
  const text = useText('imports');
  const { step, go } = useStep(view.phase);
  const header = (
    <div className={styles.head}>
      <PageHeader title={text('title')} status={view.fileName} />
      <WizardSteps
        label={text('steps')}
        current={step}
        steps={(['file', 'columns', 'preview', 'result'] as const).map((id) => ({
          id,
          label: text(`step.${id}`),
        }))}
      />
    </div>
  );
  switch (step) {
    case 'columns':
      return (
        <Page header={header}>
          <ColumnsStep view={view} onChecked={() => go('preview')} />
        </Page>
      );
    case 'preview':
      return <PreviewStep key={view.token} view={view} header={header} onBack={() => go('columns')} />;
    case 'result':
      return (
        <Page header={header}>
          <ResultStep view={view} />
        </Page>
      );
  }
}

/** Kervan was closed since, or eight newer files came. */
function Gone() {
  const text = useText('imports');
  const navigate = useNavigate();
  return (
    <Page header={<PageHeader title={text('title')} />}>
      <EmptyState
        sentence={text('gone')}
        actions={
          <Button variant="primary" onPress={() => void navigate('/imports')}>
            {text('start.title')}
          </Button>
        }
      />
    </Page>
  );
}
