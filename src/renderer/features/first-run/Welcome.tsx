import './locale';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { StartFrame } from '../../app/start/StartFrame';
import { useText } from '../../i18n/use-text';
import { usePreferencesStore } from '../../lib/preferences';
import { FirstChannel } from './FirstChannel';
import { FirstChoices } from './FirstChoices';

/** The two pages of a first start; no account and no tour. */
export function Welcome() {
  const text = useText('firstRun');
  const common = useText('common');
  const navigate = useNavigate();
  const [page, setPage] = useState<1 | 2>(1);
  const title = page === 1 ? text('title') : text('first.title');
  useEffect(() => {
    document.title = `${title} – ${common('appName')}`;
  }, [title, common]);
  const leaveTo = (path: string) => {
    void usePreferencesStore.getState().change({ firstRunDone: true });
    void navigate(path);
  };
  return (
    <StartFrame title={`${title} · ${text('step', { page })}`} isWide>
      {page === 1 ? (
        <FirstChoices onConnect={() => setPage(2)} onToured={() => leaveTo('/')} />
      ) : (
        <FirstChannel onBack={() => setPage(1)} onLeave={leaveTo} />
      )}
    </StartFrame>
  );
}
