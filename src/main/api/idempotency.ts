import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '../../shared/errors/app-error';
import type { ApiAnswer, ApiAnswers } from '../service/service';
import type { CallerEnv } from './caller';

export const KEY_HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{1,200}$/;
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** Doing these twice leaves what doing them once leaves. */
const REPEATABLE = new Set(['PUT', 'DELETE']);
/** The largest body of any route; the routes' own limits are lower or the same. */
const LARGEST_BODY = 20 * 1024 * 1024;

/** A write under a key is done once: the same call again gets the answer of the first. */
export function onceByKey(answers: ApiAnswers): MiddlewareHandler<CallerEnv> {
  return async (context, next) => {
    const key = context.req.header(KEY_HEADER);
    if (key === undefined || !WRITES.has(context.req.method)) return next();
    if (!KEY.test(key))
      throw new AppError('input.invalid', { facts: { field: 'Idempotency-Key', reason: 'form' } });
    const place = { tokenId: context.var.caller.id, key };
    const hash = await hashOfRequest(context);
    const before = answers.begin(place, hash, REPEATABLE.has(context.req.method));
    if (before !== null) return replay(before);
    let answer: ApiAnswer | null = null;
    try {
      await next();
      answer = await toKeep(context);
    } finally {
      answers.finish(place, answer);
    }
  };
}

/** Reads the body and leaves it for the route to read again. */
async function hashOfRequest(context: Context): Promise<Uint8Array> {
  const { pathname, search } = new URL(context.req.url);
  const hash = createHash('sha256').update(`${context.req.method} ${pathname}${search}\n`);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = context.req.raw.body?.getReader();
  for (let read = await reader?.read(); read !== undefined && !read.done; read = await reader?.read()) {
    const chunk = new Uint8Array(read.value);
    size += chunk.byteLength;
    if (size > LARGEST_BODY) {
      await reader?.cancel();
      throw new AppError('input.tooLarge', { facts: { field: 'body', max: LARGEST_BODY } });
    }
    hash.update(chunk);
    chunks.push(chunk);
  }
  if (reader !== undefined) context.req.raw = new Request(context.req.raw, { body: new Blob(chunks) });
  return hash.digest();
}

/**
 * A refusal and a channel that did not answer have done nothing for good, so the call may be made again under its key. What
 * went wrong inside may have been half done: its answer stays.
 */
async function toKeep(context: Context<CallerEnv>): Promise<ApiAnswer | null> {
  const { status, headers } = context.res;
  if (status >= 400 && status !== 500) return null;
  const kept = status === 500 || context.var.route?.isSecret !== true;
  const body = kept ? new Uint8Array(await context.res.clone().arrayBuffer()) : null;
  return {
    status,
    contentType: headers.get('content-type'),
    location: headers.get('location'),
    body: body === null || body.byteLength === 0 ? null : body,
    kept,
  };
}

function replay({ status, contentType, location, body }: ApiAnswer): Response {
  const headers = new Headers({ 'idempotency-replayed': 'true' });
  if (contentType !== null) headers.set('content-type', contentType);
  if (location !== null) headers.set('location', location);
  return new Response(body === null ? null : new Uint8Array(body), { status, headers });
}
