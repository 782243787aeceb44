import { setImmediate } from 'node:timers/promises';

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** A clock that jumps to the next moment somebody sleeps for, once nobody has anything left to do: an hour takes a second. */
export class VirtualTime {
  #now: number;
  #sleepers: Sleeper[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + Math.max(0, ms), wake });
    });

  /** Until all of the work is done. */
  async run(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    const ended = work.finally(() => {
      isDone = true;
    });
    for (;;) {
      await setImmediate();
      if (isDone) break;
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers.shift();
      if (next === undefined) continue;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
    await ended;
  }
}
