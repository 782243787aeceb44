import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { AppError } from '../../shared/errors/app-error';
import { collectBody, decompressed } from './answer-body';
import { guardedLookup } from './guarded-lookup';
import { assertMayReach, isAllowed } from './host-policy';
import { classifyNetworkError } from './network-error';
import type { HostPolicy, HttpAnswer, HttpClient, HttpRequest, HttpStream } from './types';

const CONNECT_TIMEOUT_MS = 15_000;
const DEFAULT_IDLE_MS = 60_000;
const REDIRECTS_FOLLOWED = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface HttpClientOptions {
  readonly policy: HostPolicy;
  /** Where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are read from; none = no proxy. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** The way out for all connections: host rules, time and size limits, proxy, failures as AppError. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { policy } = options;
  const outside = outsideDispatcher(options.environment ?? {});
  const allowed = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS } });

  async function open(request: HttpRequest, url: URL, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    assertMayReach(url, request.origins, policy);
    const dispatcher = isAllowed(url, policy) ? allowed : outside;
    const idle = request.idleMs ?? DEFAULT_IDLE_MS;
    return dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method,
      headers: { 'accept-encoding': 'gzip, deflate, br', ...request.headers },
      body: request.body ?? null,
      headersTimeout: idle,
      bodyTimeout: idle,
      signal,
    });
  }

  /** Follows redirects of a GET within its own origin; anything further away is refused, so no key travels. */
  async function arrive(request: HttpRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    let url = request.url;
    for (let hops = 0; ; hops += 1) {
      const answer = await open(request, url, signal);
      const location = answer.headers.location;
      if (!REDIRECTS.has(answer.statusCode) || request.method !== 'GET' || typeof location !== 'string')
        return answer;
      await answer.body.dump({ limit: 65_536 });
      const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
      if (target === undefined || hops >= REDIRECTS_FOLLOWED) {
        throw new AppError('chan.badAnswer', { facts: { host: url.host, reason: 'redirect' } });
      }
      if (target.origin !== url.origin) {
        throw new AppError('input.hostNotAllowed', { facts: { host: target.host, reason: 'redirect' } });
      }
      url = target;
    }
  }

  async function guarded<T>(request: HttpRequest, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (request.signal.aborted) throw stopped(request.signal);
    const deadline = AbortSignal.timeout(request.timeoutMs);
    try {
      return await run(AbortSignal.any([request.signal, deadline]));
    } catch (thrown) {
      if (request.signal.aborted) throw stopped(request.signal);
      const { host } = request.url;
      if (deadline.aborted) throw new AppError('net.timeout', { facts: { host }, cause: thrown });
      throw classifyNetworkError(thrown, host);
    }
  }

  return {
    send: (request) =>
      guarded(request, async (signal): Promise<HttpAnswer> => {
        const answer = await arrive(request, signal);
        const headers = plainHeaders(answer.headers);
        const text = await collectBody(answer.body, headers, request.maxBytes);
        return { status: answer.statusCode, headers, text, date: dateOf(headers.date) };
      }),
    stream: async (request): Promise<HttpStream> => {
      const answer = await guarded(request, (signal) => arrive(request, signal));
      const headers = plainHeaders(answer.headers);
      const body = decompressed(answer.body, headers);
      return { status: answer.statusCode, headers, body: translated(body, request) };
    },
    close: async () => {
      await Promise.allSettled([outside.destroy(), allowed.destroy()]);
    },
  };
}

async function* translated(body: AsyncIterable<Uint8Array>, request: HttpRequest): AsyncIterable<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > request.maxBytes) throw tooLarge(request.url.host);
      yield chunk;
    }
  } catch (thrown) {
    if (request.signal.aborted) throw stopped(request.signal);
    throw classifyNetworkError(thrown, request.url.host);
  }
}

function outsideDispatcher(environment: Readonly<Record<string, string | undefined>>): Dispatcher {
  const httpsProxy = environment.HTTPS_PROXY ?? environment.https_proxy;
  if (httpsProxy === undefined || httpsProxy === '') {
    return new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup } });
  }
  const noProxy = environment.NO_PROXY ?? environment.no_proxy ?? '';
  return new EnvHttpProxyAgent({ httpsProxy, httpProxy: httpsProxy, noProxy });
}

/** What the caller's signal was aborted with when that is an AppError, else a cancelled run. */
export function stopped(signal: AbortSignal): AppError {
  return signal.reason instanceof AppError ? signal.reason : new AppError('run.cancelled');
}

function tooLarge(host: string): AppError {
  return new AppError('chan.answerTooLarge', { facts: { host } });
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

function dateOf(value: string | undefined): number | null {
  const time = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(time) ? null : time;
}
