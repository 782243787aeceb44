import type {
  Auth,
  ConnectorDefinition,
  RequestTemplate,
  ResponseRule,
} from '../../shared/connector/definition';
import { readPath } from '../../shared/connector/path';
import { AppError, toAppError } from '../../shared/errors/app-error';
import { parseJsonBody } from '../http/json-body';
import type { Limiter } from '../http/limiter';
import type { Redact } from '../http/redact';
import { isSpent, resetMs, retryAfterMs } from '../http/retry-after';
import { type Attempt, type Decision, decide } from '../http/retry-decision';
import type { Clock, HttpAnswer, HttpClient, Log, Sleep } from '../http/types';
import { applyAuth } from './authenticate';
import type { ChannelTime } from './channel-time';
import { DoubtfulWrite } from './doubtful-write';
import type { Origins } from './origins';
import { buildRequest, type Values } from './request-builder';
import { matchRule, messageOf } from './response-rules';
import type { Filled } from './slots';
import type { TokenSource } from './token';
import type { Wait } from './types';

export const READ_ATTEMPTS = 5;
const DEFAULT_TIMEOUT_SECONDS = 60;
const DEFAULT_ANSWER_BYTES = 32 * 1024 * 1024;
/** How long a connection rests after the channel blocked it. */
const BLOCKED_MS = 60 * 60_000;

export interface Call {
  /** Names the kind of call, for its expected cost and for logs. */
  readonly name: string;
  readonly request: RequestTemplate;
  readonly values: Values;
  readonly filled?: readonly Filled[];
  /** JSON sent in place of the request's own body. */
  readonly body?: unknown;
  /** Sends values: repeated only when the channel surely did not take them; any other failure throws DoubtfulWrite. */
  readonly write?: true;
  readonly budget?: string | undefined;
  /** Tried before the rules of the whole connector. */
  readonly responses?: readonly ResponseRule[] | undefined;
  readonly attempts?: number;
  /** Whether the JSON holds what was asked for; when not, the answer counts as a bad one and is asked for again. */
  accepts?(json: unknown): boolean;
  /** Whether the sign-in is added; a token request brings its own. Default true. */
  readonly signed?: boolean;
  readonly signal: AbortSignal;
  onWait?(wait: Wait | null): void;
}

/** What of a call may be told only when its turn has come. */
export type LateCall = Pick<Call, 'request' | 'values' | 'body'>;

export interface Reply {
  /** `skip`: a rule says that this is not there on this shop. */
  readonly outcome: 'ok' | 'skip';
  readonly json: unknown;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Requests sent for it, failed attempts included. */
  readonly calls: number;
}

export interface ExchangeOptions {
  readonly definition: ConnectorDefinition;
  readonly auth: Auth;
  readonly origins: Origins;
  readonly http: HttpClient;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly log: Log;
  readonly redact: Redact;
  readonly channelTime: ChannelTime;
  readonly token: TokenSource | null;
  /** The channel said that its limit is reached. */
  readonly onLimited?: ((limited: Limited) => void) | undefined;
}

export interface Limited {
  /** UTC epoch ms. */
  readonly at: number;
  /** The budget the call belongs to; null = the connection as a whole. */
  readonly budget: string | null;
  /** How long the channel told to wait, ms; null when it did not say. */
  readonly toldWaitMs: number | null;
}

export interface Exchange {
  /** One call carried through limits, sign-in, retries and the response table. Throws AppError; a write also DoubtfulWrite. */
  call(call: Call): Promise<Reply>;
  /**
   * The same for what is to be the newest when it leaves: `take` is asked after every wait for a limit, and null gives the turn back
   * (answered with null).
   */
  callLate(call: Omit<Call, keyof LateCall>, take: () => Promise<LateCall | null>): Promise<Reply | null>;
}

/** What one attempt brought: an answer or the transport's failure. */
interface Tried {
  readonly answer: HttpAnswer | null;
  readonly json: unknown;
  readonly readable: boolean;
  readonly thrown: AppError | null;
  readonly usedToken: string | null;
}

export function createExchange(options: ExchangeOptions): Exchange {
  const { definition, limiter, clock, http } = options;
  const rules = definition.http.responses ?? [];
  const expectedCosts = new Map<string, number>();

  async function attempt(call: Call): Promise<Tried> {
    const built = buildRequest(
      call.request,
      options.origins,
      call.values,
      call.filled ?? [],
      definition.http.headers ?? {},
      call.body,
    );
    let usedToken: string | null = null;
    if (call.signed !== false) {
      await applyAuth(options.auth, built, call.values, async () => {
        usedToken = (await options.token?.current(call.signal)) ?? '';
        return usedToken;
      });
    }
    try {
      const answer = await http.send({
        ...built,
        origins: options.origins.reachable,
        timeoutMs: (definition.http.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
        maxBytes: definition.http.maxAnswerBytes ?? DEFAULT_ANSWER_BYTES,
        signal: call.signal,
      });
      options.channelTime.note(answer.date);
      const parsed = parseJsonBody(answer.text);
      const json = parsed.found ? parsed.value : undefined;
      const readable = parsed.found && (call.accepts?.(json) ?? true);
      return { answer, json, readable, thrown: null, usedToken };
    } catch (thrown) {
      if (call.signal.aborted || !(thrown instanceof AppError))
        throw call.write ? cutShort(call, thrown) : thrown;
      return { answer: null, json: undefined, readable: false, thrown, usedToken };
    }
  }

  function judge(
    call: Call,
    tried: Tried,
    counts: { attempt: number; limitHits: number },
    refreshed: boolean,
  ): Attempt {
    const { answer } = tried;
    const rule = answer && matchRule([...(call.responses ?? []), ...rules], answer, tried.json);
    const limited = rule ? rule.outcome === 'limited' : answer?.status === 429;
    const toldWaitMs = answer && toldWait(answer, tried.json);
    if (limited) options.onLimited?.({ at: clock.now(), budget: call.budget ?? null, toldWaitMs });
    return {
      status: answer?.status ?? null,
      rule: rule ?? null,
      thrown: tried.thrown,
      readable: tried.readable,
      message: answer && messageOf(answer, tried.json, options.redact),
      attempt: counts.attempt,
      limitHits: counts.limitHits + (limited ? 1 : 0),
      maxAttempts: call.attempts ?? READ_ATTEMPTS,
      // Everything the engine reads may be asked twice, whatever the method.
      idempotent: call.write !== true,
      canRefresh: tried.usedToken !== null && options.token !== null && !refreshed,
      toldWaitMs,
      host: hostOf(options.origins, call.request),
      random: options.random,
    };
  }

  /** Retry-After, else the channel's reset header, else what the cost counter computes. */
  function toldWait(answer: HttpAnswer, json: unknown): number | null {
    const now = clock.now();
    const told =
      retryAfterMs(answer.headers, now) ?? resetMs(answer.headers, definition.http.limitHeaders, now);
    if (told !== null) return told;
    const cost = definition.http.cost;
    const requested = cost && numberAt(json, cost.requested);
    return requested === undefined || requested === null ? null : limiter.costWaitMs(requested);
  }

  function settleCost(call: Call, tried: Tried, expected: number): void {
    const cost = definition.http.cost;
    if (!cost) return;
    const requested = numberAt(tried.json, cost.requested);
    if (requested !== null) expectedCosts.set(call.name, requested);
    limiter.settle({
      expected,
      actual: numberAt(tried.json, cost.actual),
      available: numberAt(tried.json, cost.available),
      maximum: numberAt(tried.json, cost.maximum),
      restorePerSecond: numberAt(tried.json, cost.restore),
    });
  }

  function pauseWhenSpent(call: Call, answer: HttpAnswer): void {
    const limit = definition.http.limitHeaders;
    if (!isSpent(answer.headers, limit)) return;
    const wait = resetMs(answer.headers, limit, clock.now());
    if (wait !== null && wait > 0) limiter.pause(call.budget, clock.now() + wait);
  }

  async function wait(call: Call, decision: Extract<Decision, { action: 'again' }>): Promise<void> {
    const until = clock.now() + decision.waitMs;
    if (decision.limit) {
      // The limiter itself waits before the next attempt, so that every other call of this budget waits too.
      limiter.pause(call.budget, until);
      return;
    }
    call.onWait?.({ reason: 'retry', until, error: decision.error.toWire() });
    try {
      await options.sleep(decision.waitMs, call.signal);
    } finally {
      call.onWait?.(null);
    }
  }

  function acquire(call: Pick<Call, 'budget' | 'signal' | 'onWait'>, cost: number): Promise<() => void> {
    return limiter.acquire({
      budget: call.budget,
      cost,
      signal: call.signal,
      onWait: (pause) => call.onWait?.(pause && { reason: 'limit', ...pause }),
    });
  }

  async function run(
    early: Omit<Call, keyof LateCall>,
    take: () => Promise<LateCall | null>,
  ): Promise<Reply | null> {
    let attempts = 0;
    let limitHits = 0;
    let refreshed = false;
    let late: LateCall | null = null;
    for (let calls = 1; ; calls += 1) {
      const expected = expectedCosts.get(early.name) ?? 0;
      const giveBack = await acquire(early, expected);
      late ??= await take();
      if (late === null) {
        giveBack();
        return null;
      }
      const call: Call = { ...early, ...late };
      attempts += 1;
      const tried = await attempt(call);
      settleCost(call, tried, expected);
      const facts = judge(call, tried, { attempt: attempts, limitHits }, refreshed);
      limitHits = facts.limitHits;
      const decision = decide(facts);
      report(options.log, call, facts, decision);
      switch (decision.action) {
        case 'accept':
        case 'skip': {
          if (tried.answer) pauseWhenSpent(call, tried.answer);
          return {
            outcome: decision.action === 'skip' ? 'skip' : 'ok',
            json: tried.json,
            text: tried.answer?.text ?? '',
            headers: tried.answer?.headers ?? {},
            calls,
          };
        }
        case 'refresh':
          refreshed = true;
          if (tried.usedToken !== null) options.token?.reject(tried.usedToken);
          break;
        case 'again':
          await wait(call, decision);
          if (!decision.limit) break;
          // Being told to wait is no failed attempt, and what was to be told is older after it.
          attempts -= 1;
          late = null;
          break;
        case 'stop':
          if (decision.blocked) limiter.pause(undefined, clock.now() + BLOCKED_MS);
          throw decision.doubtful ? new DoubtfulWrite(decision.error) : decision.error;
      }
    }
  }

  const callLate: Exchange['callLate'] = async (call, take) => {
    try {
      return await run(call, take);
    } catch (thrown) {
      if (thrown instanceof AppError || thrown instanceof DoubtfulWrite) throw thrown;
      throw call.signal.aborted ? stopReason(call.signal) : thrown;
    }
  };

  return {
    callLate,
    call: async (call) => {
      const reply = await callLate(call, async () => call);
      if (reply === null) throw new AppError('internal.unexpected');
      return reply;
    },
  };
}

/** Stopped while the request was under way: it may have arrived. */
function cutShort(call: Call, thrown: unknown): DoubtfulWrite {
  return new DoubtfulWrite(call.signal.aborted ? stopReason(call.signal) : toAppError(thrown));
}

function stopReason(signal: AbortSignal): AppError {
  return signal.reason instanceof AppError ? signal.reason : new AppError('run.cancelled');
}

function report(log: Log, call: Call, facts: Attempt, decision: Decision): void {
  if (decision.action === 'accept') {
    log.debug('channel answered', { call: call.name, status: facts.status });
    return;
  }
  log.info('channel call', {
    call: call.name,
    status: facts.status,
    attempt: facts.attempt,
    action: decision.action,
    error: 'error' in decision ? decision.error.code : null,
    waitMs: decision.action === 'again' ? decision.waitMs : null,
  });
}

function hostOf(origins: Origins, request: RequestTemplate): string {
  const base = origins.base[request.origin];
  return base === undefined ? '' : new URL(base).host;
}

function numberAt(json: unknown, path: string): number | null {
  const value = readPath(json, path);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
