import styles from './Spinner.module.css';

/** A turning ring beside a word that already says what runs; hidden from screen readers and still when motion is reduced. */
export function Spinner() {
  return <span className={styles.spinner} aria-hidden="true" />;
}
