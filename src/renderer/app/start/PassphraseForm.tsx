import { type FormEvent, type ReactNode, useState } from 'react';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Banner, Button, SecretField } from '../../ui';
import styles from './Start.module.css';
import { FEWEST_LETTERS, SHORTEST_PASSPHRASE, STRENGTH_STEPS, strengthOf } from './strength';

interface PassphraseFormProps {
  readonly kind: 'set' | 'unlock';
  readonly secondary?: ReactNode;
}

/** Sets the vault's passphrase or opens it; what is typed is handed to main and forgotten. */
export function PassphraseForm({ kind, secondary }: PassphraseFormProps) {
  const text = useText('start');
  const sentence = useErrorText();
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [wasTried, setTried] = useState(false);
  const set = useAction('desktop.setPassphrase');
  const unlock = useAction('desktop.unlock');
  const action = kind === 'set' ? set : unlock;
  const isDifferent = kind === 'set' && repeated !== passphrase;
  const isWeak = kind === 'set' && STRENGTH_STEPS[strengthOf(passphrase)] < STRENGTH_STEPS.fair;
  const rule = text('passphrase.help', { min: SHORTEST_PASSPHRASE, letters: FEWEST_LETTERS });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (passphrase === '' || isWeak || isDifferent) return;
    action.mutate({ passphrase });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{text(kind === 'set' ? 'passphrase.setSentence' : 'passphrase.unlockSentence')}</p>
      <SecretField
        label={text('passphrase.field')}
        value={passphrase}
        onChange={setPassphrase}
        isRequired
        autoFocus
        help={kind === 'set' ? rule : undefined}
        error={wasTried && isWeak ? rule : undefined}
      />
      {kind === 'set' && (
        <>
          <StrengthLine passphrase={passphrase} />
          <SecretField
            label={text('passphrase.repeat')}
            value={repeated}
            onChange={setRepeated}
            isRequired
            error={wasTried && isDifferent ? text('passphrase.different') : undefined}
          />
          <Banner tone="warn">{text('passphrase.lost')}</Banner>
        </>
      )}
      {action.error && (
        <Banner tone="error" isSpoken>
          {sentence(action.error)}
        </Banner>
      )}
      <div className={styles.actions}>
        {secondary}
        <Button variant="primary" type="submit" isPending={action.isPending}>
          {text(kind === 'set' ? 'passphrase.set' : 'passphrase.unlock')}
        </Button>
      </div>
    </form>
  );
}

function StrengthLine({ passphrase }: { readonly passphrase: string }) {
  const text = useText('start');
  const strength = strengthOf(passphrase);
  return (
    <div className={styles.strength}>
      <div className={styles.track} aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} className={styles.step} data-filled={STRENGTH_STEPS[strength] >= step} />
        ))}
      </div>
      <span className={styles.word} role="status">
        {text('passphrase.strength', { word: text(`passphrase.word.${strength}`) })}
      </span>
    </div>
  );
}
