import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface RotatingFileOptions {
  readonly path: string;
  readonly maxBytes: number;
  /** Files kept, the current one counted. */
  readonly keep: number;
}

/**
 * A log file that begins anew when it is full; older ones are `path.1` (newest) and up. A write that fails is dropped:
 * a full disk must not end the app, and standard error has the line too.
 */
export function createRotatingFile({ path, maxBytes, keep }: RotatingFileOptions): {
  write(line: string): void;
} {
  let size = 0;
  let isReady = false;

  function prepare(): void {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    isReady = true;
  }

  function rotate(): void {
    rmSync(`${path}.${keep - 1}`, { force: true });
    for (let number = keep - 2; number >= 1; number -= 1)
      moveIfThere(`${path}.${number}`, `${path}.${number + 1}`);
    if (keep > 1) moveIfThere(path, `${path}.1`);
    else rmSync(path, { force: true });
    size = 0;
  }

  return {
    write(line) {
      try {
        if (!isReady) prepare();
        const bytes = Buffer.byteLength(line);
        if (size > 0 && size + bytes > maxBytes) rotate();
        appendFileSync(path, line, { mode: 0o600 });
        size += bytes;
      } catch {
        isReady = false;
      }
    },
  };
}

function moveIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, to);
}
