import { TUNNEL_GUIDES, type TunnelChoice } from '../../../shared/contract/tunnel';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import { Button } from '../../ui';
import { useOpenDocument } from '../catalogue/use-open-document';
import styles from './Webhooks.module.css';

/** Programs on this computer that Kervan can start for a public address; what is not installed says where to get it. */
export function TunnelChoices({ onStarted }: { readonly onStarted: () => void }) {
  const text = useText('webhooks');
  const errorText = useErrorText();
  const answer = useAnswer('webhooks.tunnels', {});
  const start = useAction('webhooks.setTunnel', { onDone: onStarted });
  if (answer.isPending || answer.isError) return null;
  return (
    <section className={styles.choices} aria-label={text('tunnel.title')}>
      <h3 className={styles.subtitle}>{text('tunnel.title')}</h3>
      {answer.data.map((choice) => (
        <Choice
          key={choice.program}
          choice={choice}
          isPending={start.isPending && start.variables.program === choice.program}
          onStart={() => start.mutate({ program: choice.program })}
        />
      ))}
      {start.isError && (
        <p role="alert" className={styles.trouble}>
          {errorText(start.error)}
        </p>
      )}
    </section>
  );
}

interface ChoiceProps {
  readonly choice: TunnelChoice;
  readonly isPending: boolean;
  readonly onStart: () => void;
}

function Choice({ choice: { program, path }, isPending, onStart }: ChoiceProps) {
  const text = useText('webhooks');
  const openDocument = useOpenDocument();
  return (
    <div className={styles.choice}>
      <div>
        <strong>{program}</strong>
        <p className={styles.muted}>{text(path === null ? 'tunnel.missing' : `tunnel.${program}`)}</p>
      </div>
      {path === null ? (
        <Button
          variant="quiet"
          aria-label={text('tunnel.guideOf', { program })}
          onPress={() => openDocument(TUNNEL_GUIDES[program])}
        >
          {text('tunnel.guide')}
        </Button>
      ) : (
        <Button isPending={isPending} aria-label={text('tunnel.openWith', { program })} onPress={onStart}>
          {text('tunnel.open')}
        </Button>
      )}
    </div>
  );
}
