import styles from './Sparkline.module.css';

interface SparklineProps {
  readonly values: readonly number[];
  /** One sentence that says what the line says; it is the accessible name. */
  readonly summary: string;
  readonly width?: number;
  readonly height?: number;
}

/** A small column line without axes; the numbers stand beside it or in a table. */
export function Sparkline({ values, summary, width = 96, height = 20 }: SparklineProps) {
  const top = Math.max(...values, 1);
  const step = width / Math.max(1, values.length);
  return (
    <svg className={styles.line} width={width} height={height} role="img" aria-label={summary}>
      {values.map((value, index) => {
        const tall = Math.max(1, (Math.max(0, value) / top) * height);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in time
            key={index}
            x={index * step}
            y={height - tall}
            width={Math.max(1, step - 1)}
            height={tall}
          />
        );
      })}
    </svg>
  );
}
