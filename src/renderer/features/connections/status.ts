import type { RunState } from '../../../shared/domain/stream';
import type { StatusKey } from '../../ui';

/** A run's state has no mark of its own for "paused": it borrows the connection's, which has the same word. */
export function runStatus(state: RunState): StatusKey {
  return state === 'paused' ? 'conn.paused' : `run.${state}`;
}
