import { createHmac, randomBytes } from 'node:crypto';
import { hookPath, newToken } from './address';

/** A way in that exists for one question: does the public address lead here? */
export interface Probe {
  /** The path to be called. */
  readonly path: string;
  /** What the listener says to this body, and nobody else can. */
  answer(body: Uint8Array): string;
}

/** Open probes by their path; each is closed when its question is answered. */
export class Probes {
  readonly #open = new Map<string, Probe>();

  open(): Probe {
    const key = randomBytes(32);
    const path = hookPath(newToken());
    const probe: Probe = {
      path,
      answer: (body) => createHmac('sha256', key).update(body).digest('base64url'),
    };
    this.#open.set(path, probe);
    return probe;
  }

  close(probe: Probe): void {
    this.#open.delete(probe.path);
  }

  find(method: string | undefined, target: string | undefined): Probe | undefined {
    return method === 'POST' && target !== undefined ? this.#open.get(target) : undefined;
  }
}
