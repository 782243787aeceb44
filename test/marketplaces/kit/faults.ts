import { type Answer, bodyBytes, empty, html, json } from './answer';
import { type DamageChoice, damageRecord } from './damage';
import { Random } from './random';
import { type MarketplaceRequest, matches, type RequestMatch } from './request';

/** What goes wrong with one answer. `answer` replaces the channel's own words where given. */
export type FaultEffect =
  | { kind: 'limited'; retryAfter?: number | string; headers?: Record<string, string> }
  | { kind: 'status'; status: number; retryAfter?: number | string; answer?: Answer }
  | { kind: 'html'; status?: number; body?: string }
  | { kind: 'contentType'; value: string }
  | { kind: 'slow'; ms: number }
  | { kind: 'cut'; keep?: number }
  /** The connection breaks before the channel saw the request. */
  | { kind: 'reset' }
  /** The channel does what was asked and the connection breaks before a byte of its answer. */
  | { kind: 'lost' }
  /** The request reaches the channel twice (a proxy repeats it); the first answer is delivered. */
  | { kind: 'twice' }
  /** The channel does what was asked and answers with an error all the same. */
  | { kind: 'failedAfter'; status: number; retryAfter?: number | string }
  | { kind: 'record'; damage: DamageChoice }
  | { kind: 'rewrite'; change: (body: unknown) => unknown };

export interface FaultRule {
  effect: FaultEffect;
  match?: RequestMatch;
  /** How many matching requests it strikes (default 1; Infinity for all). */
  times?: number;
  /** How many matching requests pass untouched first (default 0). */
  skip?: number;
}

export interface FaultHandle {
  /** How many requests were struck so far. */
  readonly struck: number;
  remove(): void;
}

export interface RandomFaults {
  seed: number;
  /** Probability that a request is struck, 0 to 1. */
  rate: number;
  effects?: readonly FaultEffect[];
  match?: RequestMatch;
  /** Never strike more than this many requests in a row (default 2), so that a patient client always arrives. */
  inARow?: number;
}

/** Holds matching requests until the test lets them go. */
export interface Gate {
  /** Requests held at this moment. */
  readonly held: number;
  /** Resolves when at least `count` requests (default 1) were held since the gate was set. */
  reached(count?: number): Promise<void>;
  /** Lets one held request go; the gate stays. */
  releaseOne(): void;
  /** Lets everything go and removes the gate. */
  release(): void;
}

/** How this channel words its refusals when a fault asks for one. */
export interface FaultWords {
  limited(request: MarketplaceRequest): Answer;
  failed(status: number, request: MarketplaceRequest): Answer;
}

const plainWords: FaultWords = {
  limited: () => json(429, { message: 'Too Many Requests' }),
  failed: (status) => json(status, { message: `HTTP ${status}` }),
};

const everyday: readonly FaultEffect[] = [
  { kind: 'limited', retryAfter: 1 },
  { kind: 'limited' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503, retryAfter: 1 },
  { kind: 'html', status: 502 },
  { kind: 'slow', ms: 40 },
  { kind: 'cut' },
  { kind: 'reset' },
];

const GATEWAY_PAGE =
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

/** What the server does with a struck request, after `applyFault`. */
export interface Delivery {
  answer: Answer;
  delayMs: number;
  /** Bytes of the body to send before the connection is closed; undefined sends all. */
  cutAfter: number | undefined;
  reset: boolean;
}

interface LiveRule extends FaultRule {
  left: number;
  toSkip: number;
  struck: number;
}

interface LiveGate {
  match: RequestMatch | undefined;
  waiting: (() => void)[];
  total: number;
  watchers: { count: number; resolve: () => void }[];
}

/** The programme of things that go wrong at a marketplace: set by a test, or drawn from a printed seed. */
export class FaultPlan {
  private rules: LiveRule[] = [];
  private gates: LiveGate[] = [];
  private chaos: { settings: RandomFaults; random: Random; streak: number } | undefined;

  constructor(private readonly words: FaultWords = plainWords) {}

  add(rule: FaultRule): FaultHandle {
    const live: LiveRule = { ...rule, left: rule.times ?? 1, toSkip: rule.skip ?? 0, struck: 0 };
    this.rules.push(live);
    return {
      get struck() {
        return live.struck;
      },
      remove: () => {
        this.rules = this.rules.filter((other) => other !== live);
      },
    };
  }

  /** Strikes requests by chance, the same ones for the same seed and order of requests. */
  randomly(settings: RandomFaults): void {
    this.chaos = { settings, random: new Random(settings.seed), streak: 0 };
  }

  gate(match?: RequestMatch): Gate {
    const live: LiveGate = { match, waiting: [], total: 0, watchers: [] };
    this.gates.push(live);
    return {
      get held() {
        return live.waiting.length;
      },
      reached: (count = 1) =>
        new Promise<void>((resolve) => {
          if (live.total >= count) resolve();
          else live.watchers.push({ count, resolve });
        }),
      releaseOne: () => live.waiting.shift()?.(),
      release: () => this.open(live),
    };
  }

  /** Removes every fault and opens every gate. */
  clear(): void {
    this.rules = [];
    this.chaos = undefined;
    for (const gate of [...this.gates]) this.open(gate);
  }

  /** Waits at the first gate that matches. For the server. */
  async pass(request: MarketplaceRequest): Promise<void> {
    const gate = this.gates.find((candidate) => matches(candidate.match, request));
    if (gate === undefined) return;
    const released = new Promise<void>((resolve) => gate.waiting.push(resolve));
    gate.total += 1;
    for (const watcher of gate.watchers) if (gate.total >= watcher.count) watcher.resolve();
    await released;
  }

  /** The effect that strikes this request, if any. For the server; counts it. */
  strike(request: MarketplaceRequest): FaultEffect | undefined {
    for (const rule of this.rules) {
      if (rule.left <= 0 || !matches(rule.match, request)) continue;
      if (rule.toSkip > 0) {
        rule.toSkip -= 1;
        continue;
      }
      rule.left -= 1;
      rule.struck += 1;
      return rule.effect;
    }
    return this.byChance(request);
  }

  /** Turns an effect into what is sent. `answer` runs the channel; refusals never reach it. For the server. */
  async apply(
    effect: FaultEffect | undefined,
    request: MarketplaceRequest,
    answer: () => Promise<Answer>,
  ): Promise<Delivery> {
    if (effect === undefined) return deliver(await answer());
    switch (effect.kind) {
      case 'limited':
        return deliver(
          withHeaders(this.words.limited(request), retryHeader(effect.retryAfter), effect.headers),
        );
      case 'status':
        return deliver(
          withHeaders(
            effect.answer ?? this.words.failed(effect.status, request),
            retryHeader(effect.retryAfter),
          ),
        );
      case 'html':
        return deliver(html(effect.status ?? 200, effect.body ?? GATEWAY_PAGE));
      case 'contentType':
        return deliver(withHeaders(await answer(), { 'content-type': effect.value }));
      case 'slow':
        return { ...deliver(await answer()), delayMs: effect.ms };
      case 'cut': {
        const whole = await answer();
        return { ...deliver(whole), cutAfter: effect.keep ?? Math.floor(bodyBytes(whole).length / 2) };
      }
      case 'reset':
        return { ...deliver(empty(500)), reset: true };
      case 'lost':
        return { ...deliver(await answer()), reset: true };
      case 'twice': {
        const first = await answer();
        await answer();
        return deliver(first);
      }
      case 'failedAfter':
        await answer();
        return deliver(
          withHeaders(this.words.failed(effect.status, request), retryHeader(effect.retryAfter)),
        );
      case 'record':
        return deliver(changed(await answer(), (body) => damageRecord(body, effect.damage)));
      case 'rewrite':
        return deliver(changed(await answer(), effect.change));
      default: {
        const never: never = effect;
        throw new Error(`unknown fault ${JSON.stringify(never)}`);
      }
    }
  }

  private byChance(request: MarketplaceRequest): FaultEffect | undefined {
    const chaos = this.chaos;
    if (chaos === undefined || !matches(chaos.settings.match, request)) return undefined;
    const struck = chaos.random.chance(chaos.settings.rate) && chaos.streak < (chaos.settings.inARow ?? 2);
    chaos.streak = struck ? chaos.streak + 1 : 0;
    return struck ? chaos.random.pick(chaos.settings.effects ?? everyday) : undefined;
  }

  private open(gate: LiveGate): void {
    this.gates = this.gates.filter((other) => other !== gate);
    for (const go of gate.waiting.splice(0)) go();
  }
}

function deliver(answer: Answer): Delivery {
  return { answer, delayMs: 0, cutAfter: undefined, reset: false };
}

function retryHeader(retryAfter: number | string | undefined): Record<string, string> {
  return retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
}

function withHeaders(answer: Answer, ...headers: (Record<string, string> | undefined)[]): Answer {
  return { ...answer, headers: Object.assign({}, answer.headers, ...headers) };
}

function changed(answer: Answer, change: (body: unknown) => unknown): Answer {
  if (!('json' in answer)) return answer;
  return { ...answer, json: change(answer.json) };
}
