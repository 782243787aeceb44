import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Fault, toAppError } from '../../shared/errors/app-error';
import { type ErrorCode, errorCatalogue } from '../../shared/errors/codes';
import type { Log } from '../log/log';
import type { KervanService } from '../service/service';
import { languageOf } from './words';

const STATUS: Readonly<Partial<Record<ErrorCode, ContentfulStatusCode>>> = {
  'access.unauthenticated': 401,
  'access.denied': 403,
  'access.notLocal': 403,
  'access.tokenRejected': 401,
  'access.tokenExpired': 401,
  'access.tooManyCalls': 429,
  'input.keyReused': 422,
  'input.keyInProgress': 409,
  'input.outcomeUnknown': 409,
  'input.answerNotKept': 409,
  'input.changedMeanwhile': 412,
  'input.notFound': 404,
  'integration.unknown': 404,
  'input.hostNotAllowed': 403,
  'input.tooLarge': 413,
  'import.tooLarge': 413,
  'import.tooManyRows': 413,
  'integration.planned': 409,
  'integration.closed': 409,
  'connection.paused': 409,
  'connection.busy': 409,
  'run.notActive': 409,
  'run.onlyFromStart': 409,
  'vault.locked': 503,
  'internal.stopping': 503,
  'internal.unexpected': 500,
  'disk.full': 507,
};

/** RFC 9457 problem details; the sentence is the one the screens show, code and facts are for programs. */
export function problemDetails(
  thrown: unknown,
  context: Context,
  { sentence, log }: Pick<KervanService, 'sentence'> & { readonly log: Log },
): Response {
  const error = toAppError(thrown);
  const status = statusOf(error.code, error.fault);
  if (status >= 500) log.error('request failed', { path: context.req.path, code: error.code, error: thrown });
  const body = {
    type: `urn:kervan:error:${error.code}`,
    title: sentence(error.toWire(), languageOf(context)),
    status,
    code: error.code,
    fault: error.fault,
    retryable: error.retryable,
    facts: error.facts,
  };
  return context.body(JSON.stringify(body), status, {
    'content-type': 'application/problem+json; charset=utf-8',
  });
}

/** The fault of a case may differ from the usual one of its code. */
export function statusOf(code: ErrorCode, fault: Fault = errorCatalogue[code].fault): ContentfulStatusCode {
  const known = STATUS[code];
  if (known !== undefined) return known;
  if (code.startsWith('input.')) return 400;
  if (fault === 'channel' || fault === 'network') return 502;
  return fault === 'merchant' ? 409 : 500;
}
