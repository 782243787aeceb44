import type { Problem } from '../../shared/contract/problems';
import type { ErrorCode } from '../../shared/errors/codes';
import type { Wording } from './wording';

/** What a problem comes down to outside the window, where there is room for a few words only. */
export type CauseKind =
  /** The channel takes this key no more. */
  | 'key'
  /** The channel knows the key but lets it in no more. */
  | 'access'
  /** No answer, or none that can be read. */
  | 'silent'
  | 'disk'
  | 'database'
  | 'vault'
  | 'clock'
  | 'other';

const KINDS: Partial<Record<ErrorCode, CauseKind>> = {
  'auth.keyRejected': 'key',
  'auth.tokenExpired': 'key',
  'auth.wrongAccount': 'access',
  'auth.noPermission': 'access',
  'auth.userAgentRejected': 'access',
  'auth.ipNotListed': 'access',
  'auth.shopFrozen': 'access',
  'chan.versionClosed': 'access',
  'chan.down': 'silent',
  'chan.badAnswer': 'silent',
  'net.hostNotFound': 'silent',
  'net.certificate': 'silent',
  'net.timeout': 'silent',
  'net.cutOff': 'silent',
  'net.refused': 'silent',
  'limit.blocked': 'silent',
  'disk.full': 'disk',
  'db.damaged': 'database',
  'db.newer': 'database',
  'db.inUse': 'database',
  'db.migrationFailed': 'database',
  'db.backupFailed': 'database',
  'db.readOnly': 'database',
  'vault.noKeychain': 'vault',
  'vault.keychainGone': 'vault',
  'vault.locked': 'vault',
  'vault.wrongMasterKey': 'vault',
  'vault.damagedSecret': 'vault',
  'clock.wrong': 'clock',
};

type CauseFacts = Pick<Problem, 'error' | 'connectionId' | 'connectionName' | 'integrationName'>;

export function causeKind(problem: Pick<Problem, 'error'>): CauseKind {
  return KINDS[problem.error.code] ?? 'other';
}

/** Problems with one key are one thing to a person: two streams of a connection with the same refused key. */
export function causeKey(problem: CauseFacts): string {
  return `${causeKind(problem)} ${problem.connectionId ?? ''}`;
}

export function causeName(problem: CauseFacts): string {
  return problem.connectionName ?? problem.integrationName ?? 'Kervan';
}

/** A few words for the tray: "Hepsiburada anahtarı". */
export function shortCause(problem: CauseFacts, wording: Wording): string {
  const name = causeName(problem);
  const kind = causeKind(problem);
  if (kind === 'access') return wording.text('cause.connection', { name });
  if (kind === 'other') {
    return problem.connectionId === null
      ? wording.text('cause.other')
      : wording.text('cause.connection', { name });
  }
  return wording.text(`cause.${kind}`, { name });
}
