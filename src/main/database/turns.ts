import { setImmediate } from 'node:timers/promises';

/**
 * Long work goes on in short steps. Were each to go on in the next round of the event loop, the steps of all that is under way would
 * stand in one round, and everybody else would wait for their sum: so each round has one.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Answers in a later round, in the order asked. */
  next(): Promise<void> {
    this.#last = this.#last.then(() => setImmediate());
    return this.#last;
  }
}
