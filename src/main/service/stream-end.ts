import type { RunId } from '../../shared/domain/ids';
import type { StreamName } from '../../shared/domain/stream';
import { isEnded } from '../sync/run-state';
import type { ServiceContext } from './context';

/** Waits until that stream of the run is over or paused; false when nobody waits any more. */
export function streamEnded(
  { database, events }: ServiceContext,
  id: RunId,
  stream: StreamName,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (ended: boolean): void => {
      forget();
      signal.removeEventListener('abort', stop);
      resolve(ended);
    };
    const stop = (): void => settle(false);
    const look = (): void => {
      const row = database.runs.find(id)?.streams.find((one) => one.stream === stream);
      if (row === undefined || isEnded(row.state) || row.state === 'paused') settle(true);
    };
    const forget = events.on('run.changed', (run) => {
      if (run.id === id) look();
    });
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    else look();
  });
}
