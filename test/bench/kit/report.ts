import { availableParallelism, totalmem } from 'node:os';

export interface Measurement {
  /** What was measured, such as 'sync.products'. */
  readonly name: string;
  /** The number, in the unit. */
  readonly value: number;
  readonly unit: 'ms' | 's' | 'MiB' | 'rows/s' | 'times' | 'count';
  /** The same thing without Kervan, to hold it against. */
  readonly baseline?: number;
  /** The aim for value, or for value / baseline when the unit is 'times'. */
  readonly aim?: string;
  /** What else a reader needs: sizes, seeds, runs. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** Prints one JSON line: the measurement and the machine it was made on. */
export function report(measurement: Measurement): void {
  const machine = {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
  };
  process.stdout.write(`${JSON.stringify({ ...measurement, machine })}\n`);
}
