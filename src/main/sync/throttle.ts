/** Lets the first call through at once and then at most one per interval, always ending with the last value. */
export interface Throttle<T> {
  push(value: T): void;
  /** Sends what is held back now. */
  flush(): void;
}

export function createThrottle<T>(intervalMs: number, send: (value: T) => void): Throttle<T> {
  let held: { readonly value: T } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const release = (): void => {
    timer = undefined;
    if (!held) return;
    const { value } = held;
    held = undefined;
    send(value);
    arm();
  };
  const arm = (): void => {
    timer = setTimeout(release, intervalMs);
    timer.unref?.();
  };
  return {
    push(value) {
      held = { value };
      if (timer === undefined) release();
    },
    flush() {
      clearTimeout(timer);
      timer = undefined;
      const last = held;
      held = undefined;
      if (last) send(last.value);
    },
  };
}
