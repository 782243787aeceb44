import type { ConnectionId, RunId } from '../../shared/domain/ids';
import type { Database } from './database';

/** Rows a step may touch: a few ms, so that the process stays responsive in between. */
const STEP_ROWS = 500;

/**
 * After a full run that read everything: marks as gone what it did not meet and returns how many. Killed in between, it is
 * simply done again. `onStep` runs in the transaction of each step.
 */
export async function sweepListings(
  database: Database,
  connectionId: ConnectionId,
  runId: RunId,
  onStep: (gone: number) => void = () => {},
): Promise<number> {
  let total = 0;
  let after: string | null = '';
  while (after !== null) {
    const from: string = after;
    const step = database.write((tx) => {
      const result = tx.products.sweep(connectionId, runId, from, STEP_ROWS * 4);
      if (result.gone > 0) {
        tx.runs.addGone(runId, 'products', result.gone);
        onStep(result.gone);
      }
      return result;
    });
    total += step.gone;
    after = step.after;
    await database.turn();
  }
  return total;
}

/** Drops what a run noted for its sweep; call when it has ended in any way. */
export async function forgetSeen(database: Database, runId: RunId): Promise<void> {
  while (!database.write((tx) => tx.products.forgetSeen(runId, STEP_ROWS * 10))) await database.turn();
}

/** Removes a connection marked as deleting with everything read from it. Taken up again at the next start when interrupted. */
export async function eraseConnection(database: Database, connectionId: ConnectionId): Promise<void> {
  while (!database.write((tx) => tx.eraser.step(connectionId, STEP_ROWS))) await database.turn();
  database.write((tx) => tx.connections.remove(connectionId));
  database.checkpoint();
}
