import type { Database } from '../database';
import type { Reader } from '../database/read/reader';
import type { Log } from '../log/log';

const LOOK_MS = 500;
/** From here on the WAL is moved into the file. */
const WAL_BYTES = 4 * 1024 * 1024;
/**
 * With so many pages of 4 KiB in it (128 MiB) the WAL is to begin anew, well before the size to which SQLite would cut the file, which
 * holds up whoever writes. Not more often: the pause for it waits for the disk twice.
 */
const FULL_PAGES = 32_768;

/**
 * Moves the write-ahead log into the database in the reader's thread: inside a commit it would hold up this process for as
 * long as the disk takes. Returns the function that ends it.
 */
export function keepWalShort(database: Database, reader: Reader, log: Log): () => void {
  database.leaveCheckpoints();
  let busy = false;
  /** Of the last look: a WAL that nobody wrote to since holds nothing new. */
  let movedAt: number | null = null;

  async function move(): Promise<void> {
    if ((await reader.checkpoint()) < FULL_PAGES) return;
    // What was written meanwhile, so that little is left for the moment in which nothing may be written.
    await reader.checkpoint();
    const letGo = database.holdPages();
    try {
      // SQLite begins the log anew with the next write when all of it was moved. While page follows page there is always a rest.
      await reader.checkpoint();
    } finally {
      letGo();
    }
  }

  const look = (): void => {
    const writtenAt = database.walWrittenAt;
    if (busy || database.walBytes < WAL_BYTES || writtenAt === movedAt) return;
    busy = true;
    movedAt = writtenAt;
    move()
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
