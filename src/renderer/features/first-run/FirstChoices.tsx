import { CircleCheck, OctagonX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { KeyringState } from '../../../shared/contract/desktop';
import { PassphraseForm } from '../../app/start/PassphraseForm';
import { useText } from '../../i18n/use-text';
import { usePreferences, usePreferencesStore } from '../../lib/preferences';
import { useAnswer } from '../../lib/queries';
import { Button, Dialog, KeyValueList, RadioGroup } from '../../ui';
import { useTourButton } from './use-tour-button';
import styles from './Welcome.module.css';

interface FirstChoicesProps {
  readonly onConnect: () => void;
  readonly onToured: () => void;
}

export function FirstChoices({ onConnect, onToured }: FirstChoicesProps) {
  const text = useText('firstRun');
  const start = useText('start');
  const { language, theme } = usePreferences();
  const { change } = usePreferencesStore.getState();
  const { data: keyring } = useAnswer('desktop.keyring', {});
  const isReady = keyring?.state === 'ready';
  const { data: status } = useAnswer('system.status', {}, { enabled: isReady });
  const [isSetting, setSetting] = useState(false);
  const tour = useTourButton(onToured, !isReady);
  return (
    <>
      <RadioGroup
        label={text('language')}
        value={language}
        isHorizontal
        options={[
          { value: 'tr', label: text('turkish') },
          { value: 'en', label: text('english') },
        ]}
        onChange={(next) => void change({ language: next })}
      />
      <RadioGroup
        label={text('theme')}
        value={theme}
        isHorizontal
        options={[
          { value: 'system', label: text('themeSystem') },
          { value: 'light', label: text('themeLight') },
          { value: 'dark', label: text('themeDark') },
        ]}
        onChange={(next) => void change({ theme: next })}
      />
      <p>{text('local')}</p>
      <KeyValueList
        entries={[
          {
            key: 'keys',
            label: text('keys'),
            value: <KeyringLine keyring={keyring} onSet={() => setSetting(true)} />,
          },
          ...(status
            ? [
                {
                  key: 'folder',
                  label: text('folder'),
                  value: <code className={styles.path}>{status.dataDir}</code>,
                },
              ]
            : []),
        ]}
      />
      {tour.explanation}
      {keyring && !isReady && <p className={styles.muted}>{text('mustSet')}</p>}
      <div className={styles.actions}>
        {tour.button}
        <Button variant="primary" isDisabled={!isReady} onPress={onConnect}>
          {text('connect')}
        </Button>
      </div>
      <Dialog
        isOpen={isSetting && !isReady}
        onClose={() => setSetting(false)}
        title={start('passphrase.setTitle')}
        keepsWork
      >
        <PassphraseForm kind="set" />
      </Dialog>
    </>
  );
}

interface KeyringLineProps {
  readonly keyring: KeyringState | undefined;
  readonly onSet: () => void;
}

function KeyringLine({ keyring, onSet }: KeyringLineProps): ReactNode {
  const text = useText('firstRun');
  if (!keyring) return null;
  if (keyring.state !== 'ready') {
    return (
      <div className={styles.missing}>
        <span className={styles.bad}>
          <OctagonX size={16} aria-hidden /> <span>{text('noKeychain')}</span>
        </span>
        <Button size="small" onPress={onSet}>
          {text('setPassphrase')}
        </Button>
      </div>
    );
  }
  const kinds = { os: 'keyringOs', passphrase: 'keyringPassphrase', masterKey: 'keyringMasterKey' } as const;
  return (
    <span className={styles.good}>
      {text(kinds[keyring.kind])}
      <span className={styles.ready}>
        <CircleCheck size={16} aria-hidden /> {text('ready')}
      </span>
    </span>
  );
}
