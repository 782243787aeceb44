export interface QuittingOptions {
  /** Stops the work and closes the database. */
  readonly stop: () => Promise<void>;
  readonly onStopped: () => void;
  readonly onFailure: (error: unknown) => void;
  readonly limitMs?: number;
}

export interface Quitting {
  isQuitting(): boolean;
  /** Called before each quit of the app: true = let it go, false = hold it, `onStopped` follows. */
  mayQuit(): boolean;
}

/** The last thing that happens: the work is stopped, within a limit, before the app goes. */
export function createQuitting({ stop, onStopped, onFailure, limitMs = 5_000 }: QuittingOptions): Quitting {
  let phase: 'open' | 'stopping' | 'stopped' = 'open';

  async function stopInTime(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<void>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`stopping took longer than ${limitMs} ms`)), limitMs);
    });
    await Promise.race([stop(), limit])
      .catch(onFailure)
      .finally(() => clearTimeout(timer));
    phase = 'stopped';
    onStopped();
  }

  return {
    isQuitting: () => phase !== 'open',
    mayQuit() {
      if (phase === 'open') {
        phase = 'stopping';
        void stopInTime();
      }
      return phase === 'stopped';
    },
  };
}
