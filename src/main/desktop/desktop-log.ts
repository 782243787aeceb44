import { join } from 'node:path';
import { createLog, type Log } from '../log/log';
import type { SecretRegistry } from '../vault/secret-registry';
import type { DesktopEnvironment } from './environment';
import { createRotatingFile } from './rotating-file';

const MAX_BYTES = 2_000_000;
const FILES = 5;

/** Lines go to `logs/kervan.log` in the data folder and to standard error, both without secrets. */
export function createDesktopLog({ dataDir, logLevel }: DesktopEnvironment, registry: SecretRegistry): Log {
  const file = createRotatingFile({
    path: join(dataDir, 'logs', 'kervan.log'),
    maxBytes: MAX_BYTES,
    keep: FILES,
  });
  return createLog({
    level: logLevel,
    redact: (line) => registry.redact(line),
    destination: {
      write(line: string) {
        file.write(line);
        // Nobody may be listening any more when the terminal that started Kervan is gone.
        if (process.stderr.writable) process.stderr.write(line);
      },
    },
  });
}
