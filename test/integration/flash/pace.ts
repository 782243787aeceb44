/** Work that a quiet machine does in this time (ms), now and then. */
const PROBE_MS = 8;
const EVERY_MS = 400;

interface Probe {
  /** Epoch ms of the wall. */
  readonly at: number;
  /** How much longer the work took than the processor needed for it; 1 = nobody else wanted it. */
  readonly slowness: number;
}

/** How long this machine lets a process wait for its processor: other work on it slows Kervan and the shops alike. */
export class Pace {
  readonly #probes: Probe[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => this.#probe(), EVERY_MS);
    this.#timer.unref();
  }

  /** On average between two moments of the wall (epoch ms), never below 1. */
  slowness(since: number, until: number): number {
    const seen = this.#probes.filter(({ at }) => at >= since - EVERY_MS && at <= until + EVERY_MS);
    const sum = seen.reduce((total, { slowness }) => total + slowness, 0);
    return seen.length === 0 ? 1 : Math.max(1, sum / seen.length);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #probe(): void {
    const begun = performance.now();
    const before = process.threadCpuUsage();
    let spent = 0;
    while (spent < PROBE_MS) {
      const { user, system } = process.threadCpuUsage(before);
      spent = (user + system) / 1000;
    }
    this.#probes.push({ at: Date.now(), slowness: (performance.now() - begun) / spent });
  }
}
