import type { Budget, CostBudget } from '../../shared/connector/definition';
import { AppError } from '../../shared/errors/app-error';
import { CostBucket, type CostBucketState } from './cost-bucket';
import type { Clock, Sleep } from './types';

export interface LimitWait {
  /** UTC epoch ms. */
  readonly until: number;
  readonly budget?: string;
}

export interface LimitRequest {
  /** Name of the budget the call belongs to besides those that count every call. */
  readonly budget?: string | undefined;
  /** Expected cost in points, where the channel counts points. */
  readonly cost?: number;
  readonly signal: AbortSignal;
  onWait?(wait: LimitWait | null): void;
}

/** Plain JSON: what was called lately and what the channel asked to wait for. */
export interface LimiterState {
  readonly calls: Readonly<Record<string, readonly number[]>>;
  readonly pauses: Readonly<Record<string, number>>;
  readonly cost: CostBucketState | null;
}

export interface CostReport {
  /** What was set aside by `acquire`. */
  readonly expected: number;
  readonly actual: number | null;
  readonly available: number | null;
  readonly maximum: number | null;
  readonly restorePerSecond: number | null;
}

/** Keeps one connection within its channel's limits. */
export interface Limiter {
  /**
   * Resolves when the call may go out, and counts it. Throws limit.waitTooLong {seconds, budget, until} beyond maxWaitSeconds.
   * Answers how the turn is given back when no call is made after all.
   */
  acquire(request: LimitRequest): Promise<() => void>;
  /** No call of this budget (or of none: of the whole connection) before `until`, UTC epoch ms. */
  pause(budget: string | undefined, until: number): void;
  /** What a call really cost; also for calls that failed (all null). */
  settle(report: CostReport): void;
  /** Milliseconds until `cost` points would be there. */
  costWaitMs(cost: number): number;
  state(): LimiterState;
}

export interface LimiterOptions {
  readonly budgets: readonly Budget[];
  readonly cost?: CostBudget | undefined;
  readonly maxWaitSeconds: number;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly state?: LimiterState | undefined;
}

const WHOLE = '';

export function createLimiter(options: LimiterOptions): Limiter {
  const { clock, budgets } = options;
  const calls = new Map(
    budgets.map((budget) => [budget.name, [...(options.state?.calls[budget.name] ?? [])]]),
  );
  const pauses = new Map(Object.entries(options.state?.pauses ?? {}));
  const bucket = options.cost && new CostBucket(options.cost, clock, options.state?.cost ?? null);

  function callsOf(budget: Budget): number[] {
    const list = calls.get(budget.name) ?? [];
    const oldest = clock.now() - Math.max(budget.perSeconds, budget.spacingSeconds ?? 0) * 1000;
    while (list[0] !== undefined && list[0] <= oldest) list.shift();
    calls.set(budget.name, list);
    return list;
  }

  /** When a call of these budgets may go out, and which budget holds it back. */
  function freeAt(counted: readonly Budget[], request: LimitRequest): LimitWait {
    let until = pauses.get(WHOLE) ?? 0;
    let holding: string | undefined;
    const hold = (time: number, budget: string | undefined): void => {
      if (time <= until) return;
      until = time;
      holding = budget;
    };
    if (request.budget !== undefined) hold(pauses.get(request.budget) ?? 0, request.budget);
    for (const budget of counted) hold(budgetFreeAt(budget, callsOf(budget)), budget.name);
    if (bucket) hold(clock.now() + bucket.waitMs(request.cost ?? 1), 'cost');
    return holding === undefined ? { until } : { until, budget: holding };
  }

  function count(counted: readonly Budget[], cost: number): () => void {
    const at = clock.now();
    for (const budget of counted) callsOf(budget).push(at);
    bucket?.take(cost);
    return () => {
      for (const budget of counted) {
        const list = callsOf(budget);
        const own = list.lastIndexOf(at);
        if (own >= 0) list.splice(own, 1);
      }
      bucket?.settle({ expected: cost, actual: 0, available: null, maximum: null, restorePerSecond: null });
    };
  }

  async function acquire(request: LimitRequest): Promise<() => void> {
    const counted = budgets.filter((budget) => budget.only !== true || budget.name === request.budget);
    const begun = clock.now();
    let waiting = false;
    try {
      for (;;) {
        request.signal.throwIfAborted();
        const now = clock.now();
        const wait = freeAt(counted, request);
        if (wait.until <= now) break;
        if (wait.until - begun > options.maxWaitSeconds * 1000) throw waitTooLong(wait, now);
        waiting = true;
        request.onWait?.(wait);
        await options.sleep(wait.until - now, request.signal);
      }
    } finally {
      if (waiting) request.onWait?.(null);
    }
    return count(counted, request.cost ?? 0);
  }

  return {
    acquire,
    pause(budget, until) {
      const scope = budget ?? WHOLE;
      if (until > (pauses.get(scope) ?? 0)) pauses.set(scope, until);
    },
    settle: (report) => bucket?.settle(report),
    costWaitMs: (cost) => bucket?.waitMs(cost) ?? 0,
    state: () => ({
      calls: Object.fromEntries(budgets.map((budget) => [budget.name, [...callsOf(budget)]])),
      pauses: Object.fromEntries([...pauses].filter(([, until]) => until > clock.now())),
      cost: bucket?.state() ?? null,
    }),
  };
}

function budgetFreeAt(budget: Budget, calls: readonly number[]): number {
  const last = calls.at(-1);
  const spaced = last === undefined ? 0 : last + (budget.spacingSeconds ?? 0) * 1000;
  const blocking = calls.length >= budget.calls ? (calls[calls.length - budget.calls] ?? 0) : undefined;
  return Math.max(spaced, blocking === undefined ? 0 : blocking + budget.perSeconds * 1000);
}

function waitTooLong(wait: LimitWait, now: number): AppError {
  const seconds = Math.ceil((wait.until - now) / 1000);
  return new AppError('limit.waitTooLong', {
    facts: { seconds, until: wait.until, budget: wait.budget ?? null },
  });
}
