import { SearchField } from '../../ui';
import styles from './GridPage.module.css';

interface GridSearchProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The search of a grid, wide enough for what it says it finds. */
export function GridSearch({ label, value, onChange }: GridSearchProps) {
  return (
    <div className={styles.search}>
      <SearchField label={label} placeholder={label} value={value} onChange={onChange} />
    </div>
  );
}
