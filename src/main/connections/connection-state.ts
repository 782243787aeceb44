import type { ConnectionState } from '../../shared/contract/connections';
import type { WireError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';

/** Failures after which reading by itself is pointless until a person acts. */
const NEEDS_PERSON: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'auth.keyRejected',
  'auth.wrongAccount',
  'auth.noPermission',
  'auth.userAgentRejected',
  'auth.ipNotListed',
  'auth.tokenExpired',
  'auth.shopFrozen',
  'chan.versionClosed',
  'vault.damagedSecret',
]);

const ABOUT_SINGLE: readonly string[] = ['record.odd', 'order.unknownStatus', 'price.', 'stock.', 'product.'];

/** Of single records and values: these problems stand on their own and do not make a connection look ill. */
export function isAboutSingle(code: ErrorCode): boolean {
  return ABOUT_SINGLE.some((start) => code.startsWith(start));
}

export interface StateFacts {
  readonly active: boolean;
  readonly everRead: boolean;
  readonly waitingForLimit: boolean;
  /** Open problems of the connection, newest first. */
  readonly openErrors: readonly WireError[];
}

export interface DerivedState {
  readonly state: ConnectionState;
  readonly error: WireError | null;
}

/** Worst true state of a connection; pure. */
export function connectionStateOf(facts: StateFacts): DerivedState {
  const serious = facts.openErrors.filter((error) => !isAboutSingle(error.code));
  const blocking = serious.find((error) => NEEDS_PERSON.has(error.code));
  if (blocking) return { state: 'keyRejected', error: blocking };
  if (!facts.active) return { state: 'paused', error: serious[0] ?? null };
  const [worst] = serious;
  if (worst) return { state: stateOfError(worst), error: worst };
  if (facts.waitingForLimit) return { state: 'limit', error: null };
  return { state: facts.everRead ? 'ok' : 'new', error: null };
}

function stateOfError(error: WireError): ConnectionState {
  if (error.code.startsWith('limit.')) return 'limit';
  if (error.fault === 'network' || error.code === 'net.hostNotFound') return 'offline';
  return error.fault === 'channel' ? 'down' : 'problem';
}

/** Scheduled reading stops while one of these is open. */
export function needsPerson(code: ErrorCode): boolean {
  return NEEDS_PERSON.has(code);
}
