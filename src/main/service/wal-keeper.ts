import type { Database } from '../database';
import type { Reader } from '../database/read/reader';
import type { Log } from '../log/log';

const LOOK_MS = 500;
/** From here on the WAL is moved into the file. */
const WAL_BYTES = 4 * 1024 * 1024;

/**
 * Moves the write-ahead log into the database in the reader's thread: inside a commit it would hold up this process for as
 * long as the disk takes. Returns the function that ends it.
 */
export function keepWalShort(database: Database, reader: Reader, log: Log): () => void {
  database.leaveCheckpoints();
  let busy = false;
  const look = (): void => {
    if (busy || database.walBytes < WAL_BYTES) return;
    busy = true;
    reader
      .checkpoint()
      .catch((error: unknown) => {
        log.warn('checkpoint failed in the reader; made here', { error });
        database.checkpoint();
      })
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
