import type { HonoRequest, MiddlewareHandler } from 'hono';
import { AppError } from '../../shared/errors/app-error';
import type { ApiCaller, ApiTokens } from '../service/service';
import type { CallerEnv } from './caller';

/** Headers a proxy or tunnel adds; none belongs on a call from this machine. */
const FORWARDING =
  /^(?:forwarded|via|x-forwarded(?:-.+)?|x-real-ip|x-original-.+|x-rewrite-.+|(?:.+-)?client-ip|cf-.+|cdn-loop|tailscale-.+)$/;

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Answers only callers on this machine: the Host must be a loopback name (a web page that rebinds its own name to 127.0.0.1
 * is refused) and no forwarding header may be there (a tunnel pointed at the wrong port is refused).
 */
export const onlyThisMachine: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host') ?? '';
  const forwarded = Object.keys(context.req.header()).some((name) => FORWARDING.test(name));
  const origin = context.req.header('origin');
  const foreignOrigin = origin !== undefined && !isLoopbackOrigin(origin);
  if (!LOOPBACK.test(host) || forwarded || foreignOrigin) throw new AppError('access.notLocal');
  await next();
};

function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host } = new URL(origin);
  return (protocol === 'http:' || protocol === 'https:') && LOOPBACK.test(host);
}

export function requireToken(tokens: ApiTokens): MiddlewareHandler<CallerEnv> {
  return async (context, next) => {
    const caller = callerOf(tokens, context.req);
    if (caller === null) throw new AppError('access.tokenRejected');
    context.set('caller', caller);
    await next();
  };
}

/** Whether the token of a call that goes on for long still counts. */
export function isStillLetIn(tokens: ApiTokens, request: HonoRequest): boolean {
  try {
    return callerOf(tokens, request) !== null;
  } catch {
    return false;
  }
}

function callerOf(tokens: ApiTokens, request: HonoRequest): ApiCaller | null {
  const match = /^Bearer ([A-Za-z0-9._~+/=-]{8,500})$/i.exec(request.header('authorization') ?? '');
  return match?.[1] ? tokens.callerOf(match[1]) : null;
}
