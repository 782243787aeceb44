import type { ConnectionState } from '../../../shared/contract/connections';
import type { RunState } from '../../../shared/domain/stream';
import { assertNever } from '../../../shared/errors/app-error';
import type { StatusKey } from '../../ui';

/** The mark of a connection's state in the one vocabulary of states. */
export function connectionStatus(state: ConnectionState): StatusKey {
  switch (state) {
    case 'ok':
    case 'paused':
    case 'limit':
    case 'down':
    case 'offline':
    case 'new':
      return `conn.${state}`;
    case 'keyRejected':
      return 'conn.keyRefused';
    // The last reading failed for a reason of its own; its sentence stands beside the mark.
    case 'problem':
      return 'run.failed';
    default:
      return assertNever(state);
  }
}

/** A run's state has no mark of its own for "paused": it borrows the connection's, which has the same word. */
export function runStatus(state: RunState): StatusKey {
  return state === 'paused' ? 'conn.paused' : `run.${state}`;
}

/** States in which a person has to look at a connection. */
export function isInTrouble(state: ConnectionState): boolean {
  return state === 'keyRejected' || state === 'down' || state === 'problem';
}
