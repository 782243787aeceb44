/** No hold lasts longer: whoever asked for it may itself be waiting for something. */
const LONGEST_MS = 150;

/** Holds back those who store page after page for a moment in which nothing may be written. */
export class PageHold {
  #held: Promise<void> | null = null;

  /** Until the returned function is called. */
  begin(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LONGEST_MS);
    this.#held = promise.then(() => {
      clearTimeout(timer);
      this.#held = null;
    });
    return resolve;
  }

  async over(): Promise<void> {
    while (this.#held !== null) await this.#held;
  }
}
