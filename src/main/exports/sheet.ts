import type { Cell } from './cell';

/** A file being written row by row; memory stays flat however long it gets. */
export interface Sheet {
  header(names: readonly string[]): Promise<void>;
  row(cells: readonly Cell[]): Promise<void>;
  /** Resolves when everything is on disk. */
  end(): Promise<void>;
  abort(): void;
}
