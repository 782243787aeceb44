import { useRouteError } from 'react-router';
import { AppError, type Facts } from '../../shared/errors/app-error';
import { useText } from '../i18n/use-text';
import { Banner, Button, ErrorState, Page } from '../ui';

/** Takes the place of a page that failed to draw; the rest of the window goes on. */
export function PageCrash() {
  const text = useText('shell');
  const thrown = useRouteError();
  const error =
    thrown instanceof AppError
      ? thrown
      : { code: 'internal.unexpected', fault: 'kervan' as const, facts: factsOf(thrown) };
  return (
    <Page>
      <Banner tone="error" isSpoken>
        {text('crash.sentence')}
      </Banner>
      <ErrorState
        error={error}
        actions={<Button onPress={() => window.location.reload()}>{text('crash.reload')}</Button>}
      />
    </Page>
  );
}

function factsOf(thrown: unknown): Facts {
  return thrown instanceof Error ? { detail: `${thrown.name}: ${thrown.message}` } : {};
}
