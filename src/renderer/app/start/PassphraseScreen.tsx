import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Button } from '../../ui';
import { PassphraseForm } from './PassphraseForm';
import { StartFrame } from './StartFrame';

/** The vault needs a passphrase: a new one, or the one that was set. */
export function PassphraseScreen({ kind }: { readonly kind: 'set' | 'unlock' }) {
  const text = useText('start');
  const quit = useAction('desktop.quit');
  return (
    <StartFrame title={text(kind === 'set' ? 'passphrase.setTitle' : 'passphrase.unlockTitle')}>
      <PassphraseForm
        kind={kind}
        secondary={<Button onPress={() => quit.mutate({})}>{text('passphrase.quit')}</Button>}
      />
    </StartFrame>
  );
}
