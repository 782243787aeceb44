import type { Database } from '../../database';

/** Others may work after every few rows; each step is short, so that the process stays responsive. */
export async function inSteps<T>(
  database: Pick<Database, 'turn'>,
  items: readonly T[],
  size: number,
  step: (part: readonly T[]) => void,
): Promise<void> {
  for (let from = 0; from < items.length; from += size) {
    if (from > 0) await database.turn();
    step(items.slice(from, from + size));
  }
}
