import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { useFormat } from '../i18n/use-format';
import { useText } from '../i18n/use-text';
import styles from './Chip.module.css';

/** A small fact. */
export function Chip({ children }: { readonly children: ReactNode }) {
  return <span className={styles.chip}>{children}</span>;
}

interface FilterChipProps {
  /** Field of the filter ("Kanal"). */
  readonly name: string;
  /** Its value as a person reads it ("Trendyol, n11"). */
  readonly value: string;
  readonly onRemove: () => void;
  /** Opens the filter for a change. */
  readonly onPress?: () => void;
}

/** An active filter, read as a sentence and removable. */
export function FilterChip({ name, value, onRemove, onPress }: FilterChipProps) {
  const text = useText('common');
  const words = (
    <>
      <span className={styles.name}>{name}:</span> {value}
    </>
  );
  return (
    <span className={styles.filter}>
      {onPress ? (
        <Button className={styles.open} onPress={onPress}>
          {words}
        </Button>
      ) : (
        <span className={styles.open}>{words}</span>
      )}
      <Button
        className={styles.remove}
        onPress={onRemove}
        aria-label={text('chip.remove', { name: `${name}: ${value}` })}
      >
        <X size={14} aria-hidden />
      </Button>
    </span>
  );
}

interface ChoiceChipProps {
  readonly label: string;
  readonly count?: number;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

/** One of several narrowing choices with its count ("Kargo 17"), or a saved view. */
export function ChoiceChip({ label, count, isSelected, onChange }: ChoiceChipProps) {
  const format = useFormat();
  return (
    <ToggleButton className={styles.choice} isSelected={isSelected} onChange={onChange}>
      {label}
      {count !== undefined && <span className={styles.count}>{format.number(count)}</span>}
    </ToggleButton>
  );
}
