import { AppError } from '../../shared/errors/app-error';
import { lockPath, openFile } from './database-files';
import { toDatabaseError } from './sqlite-error';

export interface FolderLock {
  release(): void;
}

/**
 * Keeps a second Kervan out of the data folder: an exclusive lock of the operating system on a small file beside the
 * database. It ends with the process, however that ends, so nothing stale is ever left. Throws db.inUse.
 */
export function lockFolder(dataDir: string, nativeBinding?: string): FolderLock {
  const path = lockPath(dataDir);
  try {
    const connection = openFile(path, { nativeBinding });
    try {
      connection.pragma('busy_timeout = 0');
      connection.exec('BEGIN EXCLUSIVE');
    } catch (thrown) {
      connection.close();
      throw thrown;
    }
    return {
      release: () => {
        if (connection.open) connection.close();
      },
    };
  } catch (thrown) {
    const error = toDatabaseError(thrown, path);
    // The file holds nothing, so damage to it is no damage to data.
    throw error.code === 'db.damaged'
      ? new AppError('db.readOnly', { facts: { path }, cause: thrown })
      : error;
  }
}
