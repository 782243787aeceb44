import type { Clock } from '../http/types';

/** A token as the vault keeps it. */
export interface StoredToken {
  readonly accessToken: string;
  /** UTC epoch ms. */
  readonly expiresAt: number;
}

/** Where a connection's token lives between runs. */
export interface TokenStore {
  get(): Promise<StoredToken | null>;
  set(token: StoredToken | null): Promise<void>;
}

export interface TokenSource {
  /** A token that is good for a while yet. */
  current(signal: AbortSignal): Promise<string>;
  /** The channel refused `used`: the next `current` asks for another. */
  reject(used: string): void;
}

/** Keeps one token: renewed before its end, asked for once however many calls wait, saved before it is used. */
export function createTokenSource(options: {
  readonly store: TokenStore;
  readonly clock: Clock;
  readonly earlySeconds: number;
  /** Told every token so that it is taken out of texts. */
  readonly learnSecret: (secret: string) => void;
  readonly request: (signal: AbortSignal) => Promise<StoredToken>;
}): TokenSource {
  const { store, clock } = options;
  let held: StoredToken | null | undefined;
  let pending: Promise<StoredToken> | undefined;

  function isGood(token: StoredToken | null | undefined): token is StoredToken {
    return (
      token !== null && token !== undefined && token.expiresAt - options.earlySeconds * 1000 > clock.now()
    );
  }

  async function obtain(signal: AbortSignal): Promise<StoredToken> {
    if (held === undefined) held = await store.get();
    if (!isGood(held)) {
      const fresh = await options.request(signal);
      await store.set(fresh);
      held = fresh;
    }
    options.learnSecret(held.accessToken);
    return held;
  }

  return {
    async current(signal) {
      if (isGood(held)) return held.accessToken;
      pending ??= obtain(signal).finally(() => {
        pending = undefined;
      });
      return (await pending).accessToken;
    },
    reject(used) {
      if (held?.accessToken === used) held = null;
    },
  };
}
