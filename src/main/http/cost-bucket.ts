import type { CostBudget } from '../../shared/connector/definition';
import type { CostReport } from './limiter';
import type { Clock } from './types';

export interface CostBucketState {
  readonly level: number;
  readonly at: number;
  readonly capacity: number;
  readonly restorePerSecond: number;
}

/** Points that refill with time. Starts from the documented numbers and follows what each answer tells. */
export class CostBucket {
  private level: number;
  private at: number;
  private capacity: number;
  private restorePerSecond: number;
  /** Points set aside for calls whose answer is not here yet. */
  private inFlight = 0;

  constructor(
    budget: CostBudget,
    private readonly clock: Clock,
    state: CostBucketState | null,
  ) {
    this.level = state?.level ?? budget.capacity;
    this.at = state?.at ?? clock.now();
    this.capacity = state?.capacity ?? budget.capacity;
    this.restorePerSecond = state?.restorePerSecond ?? budget.restorePerSecond;
  }

  /** Milliseconds until this many points (at most a full bucket) are there. */
  waitMs(cost: number): number {
    this.refill();
    const missing = Math.min(cost, this.capacity) - this.level;
    return missing <= 0 ? 0 : Math.ceil((missing / this.restorePerSecond) * 1000);
  }

  take(cost: number): void {
    this.refill();
    this.level -= cost;
    this.inFlight += cost;
  }

  settle(report: CostReport): void {
    this.refill();
    this.inFlight = Math.max(0, this.inFlight - report.expected);
    if (report.maximum !== null && report.maximum > 0) this.capacity = report.maximum;
    if (report.restorePerSecond !== null && report.restorePerSecond > 0)
      this.restorePerSecond = report.restorePerSecond;
    if (report.available !== null) this.level = report.available - this.inFlight;
    else if (report.actual !== null) this.level += report.expected - report.actual;
    this.level = Math.min(this.level, this.capacity);
  }

  state(): CostBucketState {
    this.refill();
    const { level, at, capacity, restorePerSecond } = this;
    return { level, at, capacity, restorePerSecond };
  }

  private refill(): void {
    const now = this.clock.now();
    // A clock set back must not take points away.
    const seconds = Math.max(0, now - this.at) / 1000;
    this.level = Math.min(this.capacity, this.level + seconds * this.restorePerSecond);
    this.at = now;
  }
}
