import type { Readable } from 'node:stream';
import { type Entry, open, type ZipFile } from 'yauzl';
import { AppError } from '../../shared/errors/app-error';
import { MOST_UNPACKED_BYTES } from './limits';

/** A workbook has some dozens of parts; a list of a million names only costs memory. */
const MOST_PARTS = 5_000;

/** The parts of an XLSX by name. */
export interface Parts {
  has(name: string): boolean;
  names(): Iterable<string>;
  /** A part as text, a chunk at a time; '' when it is not there. */
  text(name: string): AsyncGenerator<string>;
  close(): void;
}

/** Opens a ZIP by its list of contents; nothing is unpacked yet. Throws AppError import.*. */
export async function openParts(path: string, name: string): Promise<Parts> {
  const facts = { file: name };
  const zip = await guarded(name, () => openZip(path));
  try {
    if (zip.entryCount > MOST_PARTS) throw new AppError('import.tooLarge', { facts });
    const entries = await guarded(name, () => entriesOf(zip));
    return {
      has: (part) => entries.has(part),
      names: () => entries.keys(),
      async *text(part) {
        const entry = entries.get(part);
        if (entry === undefined) return;
        // What the list of contents says holds: the stream breaks off where an entry is larger than it says.
        if (entry.uncompressedSize > MOST_UNPACKED_BYTES) throw new AppError('import.tooLarge', { facts });
        const stream = await guarded(name, () => openEntry(zip, entry));
        const decoder = new TextDecoder('utf-8');
        try {
          for await (const chunk of stream)
            if (chunk instanceof Uint8Array) yield decoder.decode(chunk, { stream: true });
          yield decoder.decode();
        } catch (thrown) {
          throw unreadable(thrown, name);
        } finally {
          stream.destroy();
        }
      },
      close: () => zip.close(),
    };
  } catch (thrown) {
    zip.close();
    throw thrown;
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.once('error', reject);
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
}

async function guarded<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw unreadable(thrown, name);
  }
}

/** A broken, protected or lying ZIP: all of that is no file Kervan can read. */
export function unreadable(thrown: unknown, name: string): AppError {
  return thrown instanceof AppError
    ? thrown
    : new AppError('import.unreadable', { facts: { file: name }, cause: thrown });
}
