import { useLocation, useNavigate } from 'react-router';
import { useText } from '../i18n/use-text';
import { Button, EmptyState, Page, PageHeader } from '../ui';

export function NotFound() {
  const text = useText('shell');
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <Page header={<PageHeader title={text('page.notFound')} />}>
      <EmptyState
        sentence={text('notFound.sentence', { address: pathname })}
        actions={<Button onPress={() => void navigate('/')}>{text('notFound.action')}</Button>}
      />
    </Page>
  );
}
