import type { Problem } from '../../../shared/contract/problems';

/** What a person can do about a problem from here. */
export type NextStep =
  | 'renewKey'
  | 'openConnection'
  | 'sync'
  | 'resumeConnection'
  | 'openRecords'
  | 'openDifferences'
  | 'openStock'
  | 'none';

const BY_CODE: Readonly<Record<string, NextStep>> = {
  'auth.keyRejected': 'renewKey',
  'auth.wrongAccount': 'renewKey',
  'auth.tokenExpired': 'renewKey',
  'auth.userAgentRejected': 'renewKey',
  'vault.damagedSecret': 'renewKey',
  'record.odd': 'openRecords',
  'order.unknownStatus': 'openRecords',
  'connection.paused': 'resumeConnection',
  'net.hostNotFound': 'renewKey',
  'input.insecureAddress': 'renewKey',
  // Kervan itself has to be renewed: nothing in the connection helps.
  'chan.versionClosed': 'none',
};

/** The one step that leads out of a problem, by its code; else by whether trying again may help. */
export function nextStepOf({ error, connectionId }: Pick<Problem, 'error' | 'connectionId'>): NextStep {
  if (error.code === 'stock.oversold') return 'openStock';
  if (connectionId === null) return 'none';
  const known = BY_CODE[error.code];
  if (known !== undefined) return known;
  if (isAboutValues(error.code)) return 'openDifferences';
  return error.retryable ? 'sync' : 'openConnection';
}

/** A value the channel did not take: it stands among the differences with every other one. */
function isAboutValues(code: string): boolean {
  return ['stock.', 'price.', 'product.'].some((start) => code.startsWith(start));
}
