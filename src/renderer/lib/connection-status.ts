import type { ConnectionState } from '../../shared/contract/connections';
import type { StatusKey } from '../ui';

/** How a connection's state is drawn everywhere. */
const STATUS_OF: Readonly<Record<ConnectionState, StatusKey>> = {
  ok: 'conn.ok',
  paused: 'conn.paused',
  limit: 'conn.limit',
  keyRejected: 'conn.keyRefused',
  down: 'conn.down',
  offline: 'conn.offline',
  new: 'conn.new',
  problem: 'conn.problem',
};

export function connectionStatus(state: ConnectionState): StatusKey {
  return STATUS_OF[state];
}

/** Needs a person or the channel before its data is whole again. */
export function isTroubled(state: ConnectionState): boolean {
  return state === 'keyRejected' || state === 'down' || state === 'problem';
}

/** Its data may be older than it should be. */
export function isBehind(state: ConnectionState): boolean {
  return isTroubled(state) || state === 'offline';
}
