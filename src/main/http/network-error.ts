import { networkInterfaces } from 'node:os';
import { errors } from 'undici';
import { AppError, type Facts } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import { PRIVATE_ADDRESS } from './guarded-lookup';

const byCode: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'net.hostNotFound',
  EAI_NONAME: 'net.hostNotFound',
  EAI_NODATA: 'net.hostNotFound',
  EAI_AGAIN: 'net.offline',
  ENETUNREACH: 'net.offline',
  ENETDOWN: 'net.offline',
  EADDRNOTAVAIL: 'net.offline',
  EHOSTUNREACH: 'net.refused',
  EHOSTDOWN: 'net.refused',
  ECONNREFUSED: 'net.refused',
  ETIMEDOUT: 'net.timeout',
  ESOCKETTIMEDOUT: 'net.timeout',
  UND_ERR_CONNECT_TIMEOUT: 'net.timeout',
  UND_ERR_HEADERS_TIMEOUT: 'net.timeout',
  UND_ERR_BODY_TIMEOUT: 'net.timeout',
  ECONNRESET: 'net.cutOff',
  ECONNABORTED: 'net.cutOff',
  EPIPE: 'net.cutOff',
  UND_ERR_SOCKET: 'net.cutOff',
  UND_ERR_CLOSED: 'net.cutOff',
  UND_ERR_DESTROYED: 'net.cutOff',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'net.cutOff',
  UND_ERR_PRX_TLS: 'net.certificate',
  Z_BUF_ERROR: 'net.cutOff',
  Z_DATA_ERROR: 'chan.badAnswer',
  UND_ERR_HEADERS_OVERFLOW: 'chan.badAnswer',
  EPROTO: 'net.certificate',
  [PRIVATE_ADDRESS]: 'input.hostNotAllowed',
};

const CERTIFICATE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|CRL_)/;

/** Any failure of the transport as an AppError. `host` is the only thing of the request it tells. */
export function classifyNetworkError(thrown: unknown, host: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = thrown instanceof errors.HTTPParserError ? 'HPE' : codeOf(thrown);
  const known = code === undefined ? undefined : codeFor(code);
  const facts: Facts = code === undefined ? { host } : { host, reason: code };
  if (known === 'net.hostNotFound' && !hasNetwork())
    return new AppError('net.offline', { facts, cause: thrown });
  return new AppError(known ?? 'net.cutOff', { facts, cause: thrown });
}

function codeFor(code: string): ErrorCode | undefined {
  if (Object.hasOwn(byCode, code)) return byCode[code];
  if (CERTIFICATE.test(code)) return 'net.certificate';
  return code.startsWith('HPE') ? 'chan.badAnswer' : undefined;
}

/** The system's or library's code, also from a cause or from the attempts of a dual-stack connect. */
function codeOf(thrown: unknown, depth = 0): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || depth > 4) return undefined;
  if ('code' in thrown && typeof thrown.code === 'string' && codeFor(thrown.code) !== undefined)
    return thrown.code;
  if (thrown instanceof AggregateError) {
    for (const inner of thrown.errors) {
      const found = codeOf(inner, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return 'cause' in thrown ? codeOf(thrown.cause, depth + 1) : undefined;
}

function hasNetwork(): boolean {
  return Object.values(networkInterfaces()).some((list) => list?.some((entry) => !entry.internal));
}
