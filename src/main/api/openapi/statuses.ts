import type { ErrorCode } from '../../../shared/errors/codes';
import { statusOf } from '../problem-details';
import type { Route } from '../route';

/** Of any call that carries a token. */
const WITH_TOKEN: readonly ErrorCode[] = [
  'access.tokenRejected',
  'access.tokenExpired',
  'access.denied',
  'access.tooManyCalls',
];
const EVERYWHERE: readonly ErrorCode[] = ['access.notLocal', 'internal.unexpected', 'internal.stopping'];
/** Of a call that changes something, under a key or not. */
const WRITING: readonly ErrorCode[] = [
  'input.invalid',
  'input.tooLarge',
  'input.keyReused',
  'input.keyInProgress',
  'input.outcomeUnknown',
  'disk.full',
];

export function isWrite({ method }: Pick<Route, 'method'>): boolean {
  return method !== 'GET';
}

/** Every code a route may answer with, by its status. */
export function failuresOf(route: Route): ReadonlyMap<number, readonly ErrorCode[]> {
  const reads = route.params !== undefined || route.query !== undefined || route.body !== undefined;
  const codes = new Set<ErrorCode>([
    ...EVERYWHERE,
    ...(route.role === 'anyone' ? [] : WITH_TOKEN),
    ...(reads ? (['input.invalid'] as const) : []),
    ...(isWrite(route) ? WRITING : []),
    ...(route.isSecret ? (['input.answerNotKept'] as const) : []),
    ...(route.takesIfMatch ? (['input.changedMeanwhile'] as const) : []),
    ...(route.errors ?? []),
  ]);
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...codes].sort()) {
    const status = statusOf(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return byStatus;
}
