/** One attempt to deliver, as a channel's log shows it. */
export interface DeliveryAttempt {
  readonly hook: string;
  readonly topic: string;
  /** 0 = nobody answered. */
  readonly status: number;
}

export interface Delivery {
  readonly hook: string;
  readonly topic: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  /** Waits before the second, third … attempt; none = it is not repeated. */
  readonly retryMs: readonly number[];
  isTaken(status: number): boolean;
  /** Told once, when it was taken or given up. */
  ended(taken: boolean): void;
}

/** Really posts what a channel tells, and remembers every attempt. */
export class Deliveries {
  readonly attempts: DeliveryAttempt[] = [];
  readonly #open = new Set<Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  send(delivery: Delivery): void {
    this.#track(this.#attempt(delivery, 0));
  }

  /** Resolves when nothing is under way; what waits for another attempt is not waited for. */
  async settled(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }

  /** Ends all attempts to come, and then the shop itself. */
  stop(shop: { stop(): Promise<void> }): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    return shop.stop();
  }

  async #attempt(delivery: Delivery, number: number): Promise<void> {
    if (this.#stopped) return;
    const status = await this.#post(delivery);
    this.attempts.push({ hook: delivery.hook, topic: delivery.topic, status });
    if (delivery.isTaken(status)) return delivery.ended(true);
    const wait = delivery.retryMs[number];
    if (wait === undefined) return delivery.ended(false);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#track(this.#attempt(delivery, number + 1));
    }, wait);
    timer.unref();
    this.#timers.add(timer);
  }

  async #post({ url, headers, body, timeoutMs }: Delivery): Promise<number> {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }

  #track(work: Promise<void>): void {
    const open = work.finally(() => this.#open.delete(open));
    this.#open.add(open);
  }
}
