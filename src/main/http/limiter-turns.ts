import type { Limiter, LimitRequest, LimitWait } from './limiter';

interface Waiting {
  readonly request: LimitRequest;
  begin(): void;
}

/**
 * Calls of one budget go out in the order in which they asked. Without it a costly call is overtaken again and again by cheap ones that
 * need less of what has just become free, until it gives up.
 */
export function inTurn(inner: Limiter): Limiter {
  const lines = new Map<string | undefined, Line>();
  return {
    ...inner,
    async acquire(request) {
      const line = lines.get(request.budget) ?? new Line();
      lines.set(request.budget, line);
      await line.turn(request);
      try {
        return await inner.acquire({ ...request, onWait: (wait) => line.tell(request, wait) });
      } finally {
        line.leave();
      }
    },
  };
}

/** Whoever is at the head asks the limiter; those behind wait for what it waits for, and are told so. */
class Line {
  #isTaken = false;
  #wait: LimitWait | null = null;
  readonly #behind: Waiting[] = [];

  turn(request: LimitRequest): Promise<void> {
    const { signal } = request;
    if (!this.#isTaken) {
      this.#isTaken = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.#behind.splice(this.#behind.indexOf(waiting), 1);
        if (this.#wait !== null) request.onWait?.(null);
        reject(signal.reason);
      };
      const waiting: Waiting = {
        request,
        begin: () => {
          signal.removeEventListener('abort', stop);
          resolve();
        },
      };
      if (signal.aborted) return reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      this.#behind.push(waiting);
      if (this.#wait !== null) request.onWait?.(this.#wait);
    });
  }

  tell(head: LimitRequest, wait: LimitWait | null): void {
    this.#wait = wait;
    head.onWait?.(wait);
    for (const { request } of this.#behind) request.onWait?.(wait);
  }

  leave(): void {
    const next = this.#behind.shift();
    if (next === undefined) this.#isTaken = false;
    else next.begin();
  }
}
