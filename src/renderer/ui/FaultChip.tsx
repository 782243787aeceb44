import type { Fault } from '../../shared/errors/app-error';
import { useText } from '../i18n/use-text';
import styles from './Chip.module.css';

/** Whose doing an error is ("Kimde: Bende"); a chip, never a word of blame in the sentence. */
export function FaultChip({ fault }: { readonly fault: Fault }) {
  const text = useText('errors');
  return (
    <span className={styles.chip}>
      <span className={styles.name}>{text('fault.label')}:</span> {text(`fault.${fault}`)}
    </span>
  );
}
