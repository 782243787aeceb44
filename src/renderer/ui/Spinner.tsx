import { useEffect, useState } from 'react';
import { useFormat } from '../i18n/use-format';
import styles from './Spinner.module.css';

/** A turning ring beside a word that already says what runs; with reduced motion the seconds waited instead. */
export function Spinner() {
  const [isStill] = useState(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  return isStill ? <StillSpinner /> : <span className={styles.spinner} aria-hidden="true" />;
}

function StillSpinner() {
  const format = useFormat();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className={styles.still} aria-hidden="true">
      ◌ {format.age(seconds * 1000)}
    </span>
  );
}
