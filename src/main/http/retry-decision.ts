import type { Outcome } from '../../shared/connector/definition';
import { AppError, type Facts } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';

/** What is known after one attempt. */
export interface Attempt {
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** The first response rule that matched, if any. */
  readonly rule: {
    readonly outcome: Outcome;
    readonly code?: ErrorCode | undefined;
    readonly facts?: Facts | undefined;
  } | null;
  /** The transport's failure, when no answer came. */
  readonly thrown: AppError | null;
  /** False when JSON was expected and something else came. */
  readonly readable: boolean;
  /** The channel's own words, already clipped and without secrets; null = none. */
  readonly message: string | null;
  /** 1 for the first. */
  readonly attempt: number;
  /** How often this call was told to slow down, this time included. */
  readonly limitHits: number;
  readonly maxAttempts: number;
  /** False for a write: it may have happened although no answer came. */
  readonly idempotent: boolean;
  /** The sign-in has a token that can be renewed and was not renewed for this call yet. */
  readonly canRefresh: boolean;
  /** What the channel asks to wait, milliseconds; null = not told. */
  readonly toldWaitMs: number | null;
  readonly host: string;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
}

export type Decision =
  | { readonly action: 'accept' }
  | { readonly action: 'skip' }
  | { readonly action: 'refresh' }
  /** Again after waitMs; with `limit` the whole scope waits, not only this call. */
  | { readonly action: 'again'; readonly waitMs: number; readonly limit: boolean; readonly error: AppError }
  | {
      readonly action: 'stop';
      readonly error: AppError;
      readonly blocked: boolean;
      /** A write that the channel may have done all the same. */
      readonly doubtful?: true;
    };

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 60_000;
const LIMIT_HITS_MAX = 10;

interface Verdict {
  readonly outcome: Outcome;
  readonly code: ErrorCode;
}

/** What to do after an attempt. Pure: time and chance come in. */
export function decide(attempt: Attempt): Decision {
  const verdict = attempt.thrown === null ? verdictOnAnswer(attempt) : verdictOnFailure(attempt.thrown);
  const error = attempt.thrown ?? errorFor(verdict.code, attempt);
  switch (verdict.outcome) {
    case 'ok':
      return { action: 'accept' };
    case 'skip':
      return { action: 'skip' };
    case 'refresh':
      return attempt.canRefresh ? { action: 'refresh' } : { action: 'stop', error, blocked: false };
    case 'reconnect':
      return { action: 'stop', error, blocked: false };
    case 'fail':
      return stop(attempt, error, mayHaveFailedAfterwards(attempt));
    case 'blocked':
      return { action: 'stop', error, blocked: true };
    case 'limited': {
      if (attempt.limitHits >= LIMIT_HITS_MAX) return { action: 'stop', error, blocked: false };
      return { action: 'again', waitMs: limitWaitMs(attempt), limit: true, error };
    }
    case 'retry': {
      if (attempt.attempt >= attempt.maxAttempts || !mayRepeat(attempt))
        return stop(attempt, error, !neverArrived(attempt));
      return { action: 'again', waitMs: retryWaitMs(attempt), limit: false, error };
    }
  }
}

/** Exponential back-off with full jitter for the n-th failure (1 = first), milliseconds. */
export function backoffMs(failures: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1));
  return Math.round(random() * ceiling);
}

function retryWaitMs(attempt: Attempt): number {
  return Math.max(attempt.toldWaitMs ?? 0, backoffMs(attempt.attempt, attempt.random));
}

function limitWaitMs(attempt: Attempt): number {
  if (attempt.toldWaitMs !== null && attempt.toldWaitMs > 0) return attempt.toldWaitMs;
  // A limit without a time is rarely over in milliseconds: at least a second, then the same growing spread.
  return 1000 + backoffMs(attempt.limitHits + 1, attempt.random);
}

/** Failures before a request could leave or reach the channel. */
const BEFORE_ARRIVAL: ReadonlySet<ErrorCode> = new Set([
  'net.offline',
  'net.hostNotFound',
  'net.refused',
  'net.certificate',
]);

function neverArrived(attempt: Attempt): boolean {
  return attempt.thrown !== null && BEFORE_ARRIVAL.has(attempt.thrown.code);
}

/** A write without an answer may have happened: it is repeated only when it never arrived or the connector's rule says so. */
function mayRepeat(attempt: Attempt): boolean {
  return attempt.idempotent || neverArrived(attempt) || attempt.rule?.outcome === 'retry';
}

/** A plain refusal is certain; an answer that is neither success nor refusal, or too large to be read, is not. */
function mayHaveFailedAfterwards(attempt: Attempt): boolean {
  if (attempt.thrown !== null) return attempt.thrown.code === 'chan.answerTooLarge';
  return attempt.rule === null && attempt.status !== null && attempt.status < 400;
}

function stop(attempt: Attempt, error: AppError, doubtful: boolean): Decision {
  return {
    action: 'stop',
    error,
    blocked: false,
    ...(doubtful && !attempt.idempotent ? { doubtful: true } : {}),
  };
}

function verdictOnFailure(thrown: AppError): Verdict {
  return { outcome: thrown.retryable ? 'retry' : 'fail', code: thrown.code };
}

function verdictOnAnswer(attempt: Attempt): Verdict {
  if (attempt.rule !== null) {
    return { outcome: attempt.rule.outcome, code: attempt.rule.code ?? codeOfOutcome(attempt.rule.outcome) };
  }
  return defaultVerdict(attempt.status ?? 0, attempt.readable, attempt.canRefresh);
}

/** The table for answers that no rule of the connector speaks about. */
function defaultVerdict(status: number, readable: boolean, canRefresh: boolean): Verdict {
  if (status === 401) return { outcome: canRefresh ? 'refresh' : 'reconnect', code: 'auth.keyRejected' };
  if (status === 403) return { outcome: 'reconnect', code: 'auth.noPermission' };
  if (status === 404 || status === 410) return { outcome: 'fail', code: 'chan.notFound' };
  if (status === 408 || status === 425) return { outcome: 'retry', code: 'chan.down' };
  if (status === 426) return { outcome: 'fail', code: 'chan.versionClosed' };
  if (status === 429) return { outcome: 'limited', code: 'limit.reached' };
  if (status >= 500) return { outcome: 'retry', code: 'chan.down' };
  if (status >= 400) return { outcome: 'fail', code: 'chan.refusedRequest' };
  if (status < 200 || status >= 300) return { outcome: 'fail', code: 'chan.badAnswer' };
  return readable ? { outcome: 'ok', code: 'chan.badAnswer' } : { outcome: 'retry', code: 'chan.badAnswer' };
}

function codeOfOutcome(outcome: Outcome): ErrorCode {
  switch (outcome) {
    case 'reconnect':
      return 'auth.keyRejected';
    case 'refresh':
      return 'auth.tokenExpired';
    case 'limited':
      return 'limit.reached';
    case 'blocked':
      return 'limit.blocked';
    case 'fail':
      return 'chan.refusedRequest';
    case 'retry':
    case 'ok':
    case 'skip':
      return 'chan.down';
  }
}

/** `code` and `text` are the names the sentences use; `message` is the same text for programs. */
function errorFor(code: ErrorCode, attempt: Attempt): AppError {
  const { status, message, host } = attempt;
  const words: Facts = message === null || message === '' ? {} : { text: message, message };
  return new AppError(code, { facts: { host, status, code: status, ...words, ...attempt.rule?.facts } });
}
