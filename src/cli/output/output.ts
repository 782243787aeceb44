import { once } from 'node:events';
import type { WriteStream } from 'node:tty';

export interface Output {
  /** Both are of standard output: a pipe gets whole, tab-separated rows. */
  readonly isTerminal: boolean;
  readonly columns: number;
  /** Waits while the reader is slow, so that an export of any size stays out of memory. */
  write(text: string): Promise<void>;
  /** A line for a person, on standard error. */
  note(line: string): void;
  /** Replaces the last such line on a terminal, is left out elsewhere; '' takes it away. */
  progress(line: string): void;
}

export function createOutput(standard: WriteStream, errors: WriteStream): Output {
  let shown = false;
  const wipe = (): void => {
    if (shown) errors.write('\r\u001b[K');
    shown = false;
  };
  return {
    isTerminal: standard.isTTY === true,
    columns: standard.columns ?? 80,
    async write(text) {
      wipe();
      if (text !== '' && !standard.write(text)) await once(standard, 'drain');
    },
    note(line) {
      wipe();
      errors.write(`${line}\n`);
    },
    progress(line) {
      if (errors.isTTY !== true) return;
      wipe();
      if (line === '') return;
      errors.write(line.slice(0, Math.max(10, (errors.columns ?? 80) - 1)));
      shown = true;
    },
  };
}
