export interface BudgetState {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Epoch ms on the marketplace's clock at which the next call is allowed again. */
  resetAt: number;
}

/** At most `calls` in any stretch of `perMs`, on the injected clock. A refused call is not counted. */
export class SlidingBudget {
  private readonly taken: number[] = [];
  private head = 0;

  constructor(
    readonly calls: number,
    readonly perMs: number,
    private readonly now: () => number,
  ) {}

  take(): BudgetState {
    const now = this.now();
    while (this.head < this.taken.length && (this.taken[this.head] ?? 0) <= now - this.perMs) this.head += 1;
    if (this.head > 4096) {
      this.taken.splice(0, this.head);
      this.head = 0;
    }
    const used = this.taken.length - this.head;
    const oldest = this.taken[this.head] ?? now;
    if (used >= this.calls) {
      return { allowed: false, limit: this.calls, remaining: 0, resetAt: oldest + this.perMs };
    }
    this.taken.push(now);
    return {
      allowed: true,
      limit: this.calls,
      remaining: this.calls - used - 1,
      resetAt: (used === 0 ? now : oldest) + this.perMs,
    };
  }
}

/** A bucket that fills continuously (points per second) and is emptied by cost, on the injected clock. */
export class RefillingBucket {
  private level: number;
  private seenAt: number;

  constructor(
    readonly maximum: number,
    readonly perSecond: number,
    private readonly now: () => number,
  ) {
    this.level = maximum;
    this.seenAt = now();
  }

  available(): number {
    const now = this.now();
    this.level = Math.min(this.maximum, this.level + ((now - this.seenAt) / 1000) * this.perSecond);
    this.seenAt = now;
    return this.level;
  }

  /** Takes `cost` when that much is there; otherwise takes nothing and answers false. */
  take(cost: number): boolean {
    if (this.available() < cost) return false;
    this.level -= cost;
    return true;
  }

  /** Puts back what was taken and not needed (requested against actual cost). */
  refund(cost: number): void {
    this.level = Math.min(this.maximum, this.available() + cost);
  }
}
